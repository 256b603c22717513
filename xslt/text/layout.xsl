<?xml version="1.0" encoding="UTF-8"?>
<!-- From the stream of text and marks to lines. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns:t="urn:matbaa:text"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- The marks: a block begins or ends, a line does, one that is never wrapped does; a cell ends; a word goes on. Each is one node,
       which the stream holds many times. -->
  <xsl:variable name="t:block" as="element()"><t:block/></xsl:variable>
  <xsl:variable name="t:line" as="element()"><t:line/></xsl:variable>
  <xsl:variable name="t:verse" as="element()"><t:line keep="yes"/></xsl:variable>
  <xsl:variable name="t:tab" as="element()"><t:tab/></xsl:variable>
  <xsl:variable name="t:join" as="element()"><t:join/></xsl:variable>

  <!-- The whole stream: blocks parted by an empty line, lines by a line break, none of them empty; ends with a line break. -->
  <xsl:function name="t:set" as="xs:string">
    <xsl:param name="stream" as="node()*"/>
    <xsl:variable name="pieces" as="xs:string*">
      <xsl:iterate select="t:runs($stream)">
        <xsl:param name="gap" as="xs:string" select="''"/>
        <xsl:variable name="wider" as="xs:string" select="if (?gap = 'block' or $gap = 'block') then 'block' else 'line'"/>
        <xsl:choose>
          <xsl:when test="?words = ''">
            <xsl:next-iteration>
              <xsl:with-param name="gap" select="$wider"/>
            </xsl:next-iteration>
          </xsl:when>
          <xsl:otherwise>
            <xsl:sequence select="if ($wider = 'block') then '&#10;&#10;' else '&#10;', ?words"/>
            <xsl:next-iteration>
              <xsl:with-param name="gap" select="'line'"/>
            </xsl:next-iteration>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:iterate>
    </xsl:variable>
    <xsl:sequence select="string-join((tail($pieces), '&#10;'[exists($pieces)]))"/>
  </xsl:function>

  <!-- The stream cut at its marks of blocks and lines: each run with its words and the kind of mark before it. -->
  <xsl:function name="t:runs" as="map(xs:string, xs:string)*">
    <xsl:param name="stream" as="node()*"/>
    <xsl:for-each-group select="$stream" group-starting-with="t:block | t:line">
      <xsl:variable name="words" as="xs:string" select="t:cells(current-group())"/>
      <xsl:sequence select="map { 'gap': local-name(.), 'words': if ($width gt 0 and not(@keep)) then t:wrap($words, $width) else $words }"/>
    </xsl:for-each-group>
  </xsl:function>

  <!-- A run with the cells of a table row parted by tabs. -->
  <xsl:function name="t:cells" as="xs:string">
    <xsl:param name="run" as="node()*"/>
    <xsl:variable name="cells" as="xs:string*">
      <xsl:for-each-group select="$run" group-starting-with="t:tab">
        <xsl:sequence select="t:words(current-group())"/>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:sequence select="string-join($cells, '&#9;')"/>
  </xsl:function>

  <!-- Text nodes as one line: white space of XML normalised (no-break spaces stay), none where the parts of a word are joined. -->
  <xsl:function name="t:words" as="xs:string">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:variable name="parts" as="xs:string*">
      <xsl:for-each-group select="$nodes" group-starting-with="t:join">
        <xsl:variable name="part" as="xs:string" select="string-join(current-group()[self::text()])"/>
        <xsl:variable name="opened" as="xs:string" select="if (self::t:join) then replace($part, '^[ \t\r\n]+', '') else $part"/>
        <xsl:sequence select="if (position() ne last()) then replace($opened, '[ \t\r\n]+$', '') else $opened"/>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:sequence select="normalize-space(string-join($parts))"/>
  </xsl:function>

  <!-- Words broken into lines of at most `width` characters; a word that is longer has a line of its own. -->
  <xsl:function name="t:wrap" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:param name="width" as="xs:integer"/>
    <xsl:sequence select="replace(replace($words, '([^ ].{0,' || ($width - 1) || '})( +|$)', '$1&#10;'), '&#10;$', '')"/>
  </xsl:function>

</xsl:stylesheet>
