<?xml version="1.0" encoding="UTF-8"?>
<!-- Stray text (lib/strays.xsl) in plain text, where the element that it stands in does not give all that it holds. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns:t="urn:matbaa:text"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="app | choice | graphic | media | lb | cb | pb | gb | milestone" priority="90" as="node()*">
    <xsl:next-match/>
    <xsl:variable name="strays" as="xs:string*" select="m:strays(.)"/>
    <xsl:if test="exists($strays)">
      <xsl:call-template name="m:tell-stray">
        <xsl:with-param name="strays" select="$strays"/>
      </xsl:call-template>
      <xsl:text> {string-join($strays, ' ')} </xsl:text>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
