<?xml version="1.0" encoding="UTF-8"?>
<!-- Verse. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- A stanza or another group of lines. -->
  <xsl:template match="lg" as="element()">
    <div>
      <xsl:sequence select="m:attributes(.)"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <!-- A line: every fifth number in the margin, and any that is no number. -->
  <xsl:template match="l" as="element()">
    <div>
      <xsl:sequence select="m:attributes(., @part[. = ('M', 'F')] ! ('part-' || .))"/>
      <xsl:if test="@n and (not(@n castable as xs:integer) or xs:integer(@n) mod 5 = 0)">
        <span class="line-number says">{@n}</span>
      </xsl:if>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <xsl:template match="rhyme | metSym" as="element()">
    <xsl:call-template name="m:inline"/>
  </xsl:template>

</xsl:stylesheet>
