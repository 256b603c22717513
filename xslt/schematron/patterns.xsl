<?xml version="1.0" encoding="UTF-8"?>
<!-- Step 2: a pattern with @is-a becomes a concrete one: the contents of the abstract pattern with its parameters filled in. Then the parameters
     of the whole schema are filled in. -->
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

  <xsl:template match="sch:schema" mode="m:patterns" as="element(sch:schema)">
    <xsl:variable name="concrete" as="element(sch:schema)">
      <xsl:copy>
        <xsl:apply-templates select="@*, node() except sch:param" mode="#current"/>
      </xsl:copy>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="sch:param">
        <xsl:apply-templates select="$concrete" mode="m:fill">
          <xsl:with-param name="values" as="map(xs:string, xs:string)" tunnel="yes" select="m:values(sch:param)"/>
        </xsl:apply-templates>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$concrete"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="sch:pattern[@abstract = 'true']" mode="m:patterns" as="empty-sequence()"/>

  <xsl:template match="sch:pattern[@is-a][not(@abstract = 'true')]" mode="m:patterns" as="element(sch:pattern)">
    <xsl:copy>
      <xsl:sequence select="m:concrete(., ())"/>
    </xsl:copy>
  </xsl:template>

  <!-- The attributes and contents of a pattern: its own, and what it inherits with the parameters filled in. The diagnostics and properties that
       are referred to come along, for they may use the parameters too. `open` are the ids on the way. -->
  <xsl:function name="m:concrete" as="node()*">
    <xsl:param name="pattern" as="element(sch:pattern)"/>
    <xsl:param name="open" as="xs:string*"/>
    <xsl:variable name="own" as="element()*" select="$pattern/(* except sch:param)"/>
    <xsl:choose>
      <xsl:when test="$pattern/@is-a">
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
        <xsl:variable name="lost" as="xs:string?"
            select="$parent/sch:param[not(@value)][not(@name = $pattern/sch:param/@name)][1]/@name"/>
        <xsl:if test="exists($lost)">
          <xsl:call-template name="m:fault">
            <xsl:with-param name="at" select="$pattern"/>
            <xsl:with-param name="words" select="'the abstract pattern &quot;' || $name || '&quot; asks for a parameter &quot;' || $lost || '&quot;'"/>
          </xsl:call-template>
        </xsl:if>
        <xsl:variable name="inherited" as="node()*">
          <xsl:apply-templates select="m:concrete($parent, ($open, $name))" mode="m:fill">
            <xsl:with-param name="values" as="map(xs:string, xs:string)" tunnel="yes" select="m:values(($pattern/sch:param, $parent/sch:param))"/>
          </xsl:apply-templates>
        </xsl:variable>
        <xsl:sequence select="$inherited[self::attribute()][not(node-name() = (xs:QName('id'), xs:QName('abstract'), xs:QName('m:at')))],
            $pattern/(@* except @is-a), $own, $inherited[not(self::attribute())]"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$pattern/@*, $own"/>
        <xsl:variable name="schema" as="element(sch:schema)" select="root($pattern)/sch:schema"/>
        <xsl:variable name="tests" as="element()*" select="$pattern//(sch:assert | sch:report)"/>
        <xsl:for-each-group select="$schema/(sch:diagnostics/sch:diagnostic[@id = $tests/@diagnostics ! tokenize(.)],
            sch:properties/sch:property[@id = $tests/@properties ! tokenize(.)])" group-by="@id">
          <xsl:sequence select="."/>
        </xsl:for-each-group>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Parameters by name; of several with one name the first. -->
  <xsl:function name="m:values" as="map(xs:string, xs:string)">
    <xsl:param name="parameters" as="element(sch:param)*"/>
    <xsl:sequence select="map:merge($parameters ! map { string(@name): string(@value) }, map { 'duplicates': 'use-first' })"/>
  </xsl:function>

  <!-- Parameters are replaced in expressions as text, which is what the standard asks for. -->
  <xsl:template match="sch:*/@*[not(local-name() = ('id', 'at', 'ns'))] | xsl:*/@*[not(local-name() = 'at')]" mode="m:fill" as="attribute()">
    <xsl:param name="values" as="map(xs:string, xs:string)" tunnel="yes"/>
    <xsl:attribute name="{name()}" namespace="{namespace-uri()}" select="m:filled(., $values)"/>
  </xsl:template>

  <!-- `text` with each `$name` of the parameters replaced by its value, all at once, so that values are not looked into. In `$name-x`, where that is
       no parameter itself, the parameter `name` is meant. -->
  <xsl:function name="m:filled" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="values" as="map(xs:string, xs:string)"/>
    <xsl:variable name="parts" as="xs:string*">
      <xsl:analyze-string select="$text" regex="\$([\i-[:]][\c-[:]]*)">
        <xsl:matching-substring>
          <xsl:variable name="name" as="xs:string" select="regex-group(1)"/>
          <xsl:variable name="known" as="xs:string?" select="(map:keys($values)[. = $name],
              sort(map:keys($values)[starts-with($name, .)][substring($name, string-length(.) + 1, 1) = ('-', '.')], (), string-length#1)[last()])[1]"/>
          <xsl:sequence select="if (exists($known)) then $values($known) || substring($name, string-length($known) + 1) else ."/>
        </xsl:matching-substring>
        <xsl:non-matching-substring>
          <xsl:sequence select="."/>
        </xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:variable>
    <xsl:sequence select="string-join($parts)"/>
  </xsl:function>

</xsl:stylesheet>
