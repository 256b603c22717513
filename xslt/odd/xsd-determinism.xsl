<?xml version="1.0" encoding="UTF-8"?>
<!-- XSD wants content models in which each element is attributed to one place without looking ahead. This finds out whether one is so. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:odd="urn:matbaa:odd"
    exclude-result-prefixes="#all">

  <!-- Whether a part may be absent. -->
  <xsl:function name="odd:nullable" as="xs:boolean">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="
      if ($part/@min = 0) then true()
      else if ($part/self::odd:leaf) then false()
      else if ($part/self::odd:seq) then every $child in $part/* satisfies odd:nullable($child)
      else some $child in $part/* satisfies odd:nullable($child)"/>
  </xsl:function>

  <!-- The leaves with which a part may begin. -->
  <xsl:function name="odd:first" as="element(odd:leaf)*">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="
      if ($part/self::odd:leaf) then $part
      else if ($part/self::odd:seq) then odd:first-of($part/*)
      else $part/* ! odd:first(.)"/>
  </xsl:function>

  <!-- The leaves with which parts that follow each other may begin. -->
  <xsl:function name="odd:first-of" as="element(odd:leaf)*">
    <xsl:param name="parts" as="element()*"/>
    <xsl:sequence select="
      if (empty($parts)) then ()
      else (odd:first($parts[1]), if (odd:nullable($parts[1])) then odd:first-of(tail($parts)) else ())"/>
  </xsl:function>

  <!-- The leaves that may come next when a part has just ended. -->
  <xsl:function name="odd:next" as="element(odd:leaf)*">
    <xsl:param name="part" as="element()"/>
    <xsl:variable name="rest" as="element()*" select="$part/parent::odd:seq/*[. >> $part]"/>
    <xsl:variable name="ends" as="xs:boolean" select="every $later in $rest satisfies odd:nullable($later)"/>
    <xsl:sequence select="
      (if ($part/@max != 1) then odd:first($part) else ()),
      odd:first-of($rest),
      (if ($ends and $part/parent::*) then odd:next($part/parent::*) else ())"/>
  </xsl:function>

  <!-- Whether some element could be attributed to two of the leaves. -->
  <xsl:function name="odd:clash" as="xs:boolean">
    <xsl:param name="leaves" as="element(odd:leaf)*"/>
    <xsl:variable name="distinct" as="element(odd:leaf)*" select="$leaves | ()"/>
    <xsl:variable name="names" as="xs:string*" select="$distinct/tokenize(@names)"/>
    <xsl:sequence select="
      count($names) ne count(distinct-values($names))
      or $names = '{##any}' and count($names) gt 1
      or $names = '{##other}' and count($names[starts-with(., '{')]) gt 1"/>
  </xsl:function>

  <!-- Whether a content model is deterministic. -->
  <xsl:function name="odd:deterministic" as="xs:boolean">
    <xsl:param name="particle" as="element()"/>
    <xsl:sequence select="not(odd:clash(odd:first($particle)))
      and (every $leaf in $particle/descendant-or-self::odd:leaf satisfies not(odd:clash(odd:next($leaf))))"/>
  </xsl:function>

</xsl:stylesheet>
