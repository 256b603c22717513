<?xml version="1.0" encoding="UTF-8"?>
<!-- Stray text (lib/strays.xsl) on the page: behind the element that it stands in. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="list | table | figure | castList | listBibl | listPerson | listPlace | listOrg | listEvent | listObject | listRelation | listWit
                       | app | choice | graphic | media | lb | cb | pb | gb | milestone | space | ptr" priority="90" as="node()*">
    <xsl:next-match/>
    <xsl:variable name="strays" as="xs:string*" select="m:strays(.)"/>
    <xsl:if test="exists($strays)">
      <xsl:call-template name="m:tell-stray">
        <xsl:with-param name="strays" select="$strays"/>
      </xsl:call-template>
      <xsl:variable name="block" as="xs:boolean" select="m:is-block(.)"/>
      <xsl:for-each select="$strays">
        <xsl:element name="{if ($block) then 'p' else 'span'}">
          <xsl:attribute name="class" select="'stray'"/>
          <xsl:text>{if ($block) then . else ' ' || . || ' '}</xsl:text>
        </xsl:element>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
