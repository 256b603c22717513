<?xml version="1.0" encoding="UTF-8"?>
<!-- Step 4: the patterns of one phase; the variables of that phase become the schema's, and its @from the schema's m:from. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:m="urn:matbaa:schematron"
    exclude-result-prefixes="#all">

  <xsl:mode name="m:phase" on-no-match="shallow-copy"/>

  <xsl:template match="sch:schema" mode="m:phase" as="element(sch:schema)">
    <xsl:variable name="asked" as="xs:string" select="if ($phase = '#DEFAULT') then (@defaultPhase, '#ALL')[1] else $phase"/>
    <xsl:variable name="active" as="element(sch:phase)?" select="sch:phase[@id = $asked][1]"/>
    <xsl:if test="$asked != '#ALL' and empty($active)">
      <xsl:call-template name="m:fault">
        <xsl:with-param name="at" select="."/>
        <xsl:with-param name="words" select="'there is no phase with the id &quot;' || $asked || '&quot;; the schema has '
            || (if (sch:phase) then string-join(sch:phase/@id, ', ') else 'none')"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:variable name="lost" as="element(sch:active)?" select="$active/sch:active[not(@pattern = current()/sch:pattern/@id)][1]"/>
    <xsl:if test="exists($lost)">
      <xsl:call-template name="m:fault">
        <xsl:with-param name="at" select="$lost"/>
        <xsl:with-param name="words" select="'there is no pattern with the id &quot;' || $lost/@pattern || '&quot;'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:variable name="clash" as="element(sch:let)?" select="sch:pattern/sch:let[@name = current()/sch:let/@name][1]"/>
    <xsl:if test="exists($clash)">
      <xsl:call-template name="m:fault">
        <xsl:with-param name="at" select="$clash"/>
        <xsl:with-param name="words" select="'the schema has a variable &quot;' || $clash/@name || '&quot; already'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:for-each select="$active/@from">
        <xsl:attribute name="m:from" select="."/>
      </xsl:for-each>
      <xsl:copy-of select="$active/sch:let, * except (sch:phase, sch:pattern, sch:let[@name = $active/sch:let/@name])"/>
      <xsl:copy-of select="sch:pattern[empty($active) or @id = $active/sch:active/@pattern]"/>
    </xsl:copy>
  </xsl:template>

</xsl:stylesheet>
