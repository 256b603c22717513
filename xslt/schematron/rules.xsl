<?xml version="1.0" encoding="UTF-8"?>
<!-- Step 3: sch:extends gives way to what the abstract rule holds; abstract rules go. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:m="urn:matbaa:schematron"
    exclude-result-prefixes="#all">

  <xsl:mode name="m:rules" on-no-match="shallow-copy"/>

  <xsl:key name="m:abstract-rule" match="sch:rule[@abstract = 'true']" use="@id"/>

  <xsl:template match="sch:rule[@abstract = 'true'] | sch:rules" mode="m:rules" as="empty-sequence()"/>

  <!-- The contents of the abstract rule of that name: the one in the same pattern, else the one in sch:rules. -->
  <xsl:template match="sch:extends[@rule]" mode="m:rules" as="node()*">
    <xsl:param name="open" as="xs:string*" select="()" tunnel="yes"/>
    <xsl:param name="pattern" as="element(sch:pattern)?" select="ancestor::sch:pattern[1]" tunnel="yes"/>
    <xsl:variable name="name" as="xs:string" select="@rule"/>
    <xsl:variable name="known" as="element(sch:rule)*" select="key('m:abstract-rule', $name)"/>
    <xsl:variable name="rule" as="element(sch:rule)?" select="($known[ancestor::sch:pattern intersect $pattern], $known[parent::sch:rules])[1]"/>
    <xsl:if test="empty($rule) or $name = $open">
      <xsl:call-template name="m:fault">
        <xsl:with-param name="at" select="."/>
        <xsl:with-param name="words"
            select="if ($name = $open) then 'the abstract rule &quot;' || $name || '&quot; extends itself'
                    else if (exists($known)) then 'the abstract rule with the id &quot;' || $name || '&quot; stands in another pattern; one for all patterns stands in sch:rules'
                    else 'there is no abstract rule with the id &quot;' || $name || '&quot;'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:apply-templates select="$rule/node()" mode="#current">
      <xsl:with-param name="open" as="xs:string*" select="$open, $name" tunnel="yes"/>
      <xsl:with-param name="pattern" as="element(sch:pattern)?" select="$pattern" tunnel="yes"/>
    </xsl:apply-templates>
  </xsl:template>

</xsl:stylesheet>
