<?xml version="1.0" encoding="UTF-8"?>
<!-- The words of an element on one line, as a reader reads them: for tables of contents, titles of windows and the like. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:m="urn:matbaa:functions"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode name="m:plain" on-no-match="text-only-copy"/>

  <!-- The reading text of nodes without notes and page furniture, white space normalised. -->
  <xsl:function name="m:plain" as="xs:string">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:choose>
      <!-- most titles and names hold nothing but words, or parts that do -->
      <xsl:when test="count($nodes) = 1 and (empty($nodes/*) or m:is-plain($nodes))">
        <xsl:sequence select="normalize-space($nodes)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="words" as="text()*">
          <xsl:apply-templates select="$nodes" mode="m:plain"/>
        </xsl:variable>
        <xsl:sequence select="normalize-space(string-join($words))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Does the element hold nothing but parts that are words, with white space between them? -->
  <xsl:function name="m:is-plain" as="xs:boolean">
    <xsl:param name="element" as="node()"/>
    <xsl:sequence select="not($element/text()[normalize-space()]) and not($element/*/*) and not(map:contains($m:textless, local-name($element)))
                          and not($element/(note | fw | index | del | figDesc | lb))"/>
  </xsl:function>

  <!-- What is not read in a heading. -->
  <xsl:template match="note | fw | index | del | figDesc | choice/sic[../corr] | choice/orig[../reg] | choice/abbr[../expan] | comment() | processing-instruction()"
                mode="m:plain" as="text()*"/>

  <!-- A break parts words unless it says otherwise; white space inside a choice does not count. -->
  <xsl:template match="lb[not(@break = 'no')]" mode="m:plain" as="text()"><xsl:text> </xsl:text></xsl:template>
  <xsl:template match="text()[not(normalize-space())][m:is-layout(.)]" mode="m:plain" as="text()*"/>

</xsl:stylesheet>
