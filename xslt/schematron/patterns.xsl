<?xml version="1.0" encoding="UTF-8"?>
<!-- Step 2: a pattern with @is-a becomes a concrete one: the contents of the abstract pattern with its parameters filled in. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:m="urn:matbaa:schematron"
    exclude-result-prefixes="#all">

  <xsl:mode name="m:patterns" on-no-match="shallow-copy"/>
  <xsl:mode name="m:fill" on-no-match="shallow-copy"/>

  <xsl:key name="m:abstract-pattern" match="sch:pattern[@abstract = 'true']" use="@id"/>

  <xsl:template match="sch:pattern[@abstract = 'true']" mode="m:patterns" as="empty-sequence()"/>

  <xsl:template match="sch:pattern[@is-a][not(@abstract = 'true')]" mode="m:patterns" as="element(sch:pattern)">
    <xsl:copy>
      <xsl:copy-of select="@* except @is-a"/>
      <xsl:sequence select="m:concrete(., ())"/>
    </xsl:copy>
  </xsl:template>

  <!-- The contents of a pattern: its own, and what it inherits with the parameters filled in. `open` are the ids on the way. -->
  <xsl:function name="m:concrete" as="node()*">
    <xsl:param name="pattern" as="element(sch:pattern)"/>
    <xsl:param name="open" as="xs:string*"/>
    <xsl:sequence select="$pattern/(node() except sch:param)"/>
    <xsl:if test="$pattern/@is-a">
      <xsl:variable name="name" as="xs:string" select="$pattern/@is-a"/>
      <xsl:variable name="parent" as="element(sch:pattern)?" select="key('m:abstract-pattern', $name, root($pattern))[1]"/>
      <xsl:if test="empty($parent) or $name = $open">
        <xsl:call-template name="m:fault">
          <xsl:with-param name="at" select="$pattern"/>
          <xsl:with-param name="words"
              select="if ($name = $open) then 'the abstract pattern &quot;' || $name || '&quot; is built on itself'
                      else 'there is no abstract pattern with the id &quot;' || $name || '&quot;'"/>
        </xsl:call-template>
      </xsl:if>
      <xsl:apply-templates select="m:concrete($parent, ($open, $name))" mode="m:fill">
        <xsl:with-param name="values" as="map(xs:string, xs:string)" tunnel="yes"
            select="map:merge(($pattern/sch:param, $parent/sch:param) ! map { string(@name): string(@value) }, map { 'duplicates': 'use-first' })"/>
      </xsl:apply-templates>
    </xsl:if>
  </xsl:function>

  <!-- Parameters are replaced in expressions as text, which is what the standard asks for. -->
  <xsl:template match="sch:*/@*[not(local-name() = ('id', 'at'))] | xsl:*/@select | xsl:*/@test" mode="m:fill" as="attribute()">
    <xsl:param name="values" as="map(xs:string, xs:string)" tunnel="yes"/>
    <xsl:attribute name="{name()}" namespace="{namespace-uri()}" select="m:filled(., $values)"/>
  </xsl:template>

  <!-- `text` with each `$name` of the parameters replaced by its value, all at once, so that values are not looked into. -->
  <xsl:function name="m:filled" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="values" as="map(xs:string, xs:string)"/>
    <xsl:variable name="parts" as="xs:string*">
      <xsl:analyze-string select="$text" regex="\$([\i-[:]][\c-[:]]*)">
        <xsl:matching-substring>
          <xsl:sequence select="if (map:contains($values, regex-group(1))) then $values(regex-group(1)) else ."/>
        </xsl:matching-substring>
        <xsl:non-matching-substring>
          <xsl:sequence select="."/>
        </xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:variable>
    <xsl:sequence select="string-join($parts)"/>
  </xsl:function>

</xsl:stylesheet>
