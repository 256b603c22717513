<?xml version="1.0" encoding="UTF-8"?>
<!-- Variables. Those of a schema and a phase are global, those of a rule are local; those of a pattern are seen by all rules of that pattern, and
     two patterns may use the same name. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:x="urn:matbaa:alias"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:m="urn:matbaa:schematron"
    xmlns:_m="urn:matbaa:schematron"
    exclude-result-prefixes="#all">

  <xsl:mode name="m:let" on-no-match="fail"/>
  <xsl:mode name="m:verbatim" on-no-match="shallow-skip"/>

  <!-- A variable, from its expression, or from its contents, which are nodes and no instructions. -->
  <xsl:template match="sch:let" mode="m:let" as="element()">
    <x:variable name="{@name}" version="{m:version(.)}">
      <xsl:sequence select="m:namespaces(.)"/>
      <xsl:copy-of select="@as"/>
      <xsl:attribute name="_m:at" select="@m:at"/>
      <xsl:choose>
        <xsl:when test="@value">
          <xsl:attribute name="select" select="@value"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:if test="not(@as)">
            <xsl:attribute name="as" select="'node()*'"/>
          </xsl:if>
          <xsl:apply-templates mode="m:verbatim"/>
        </xsl:otherwise>
      </xsl:choose>
    </x:variable>
  </xsl:template>

  <!-- XSLT inside a rule stays as it is. -->
  <xsl:template match="xsl:*" mode="m:let" as="element()">
    <xsl:copy-of select="."/>
  </xsl:template>

  <!-- The variables of a pattern, which may build on each other: a map by name, computed once. A name that nothing else has outside rules is
       a global variable besides, so that the contexts of rules can use it. -->
  <xsl:template match="sch:pattern" mode="m:let" as="element()+">
    <x:variable name="{substring-after(m:variables(.), '$')}" as="map(Q{{http://www.w3.org/2001/XMLSchema}}string, item()*)" _m:at="{@m:at}">
      <xsl:sequence select="m:namespaces(.)"/>
      <xsl:apply-templates select="sch:let" mode="m:let"/>
      <x:map>
        <xsl:for-each select="sch:let">
          <x:map-entry key="'{@name}'" select="${@name}"/>
        </xsl:for-each>
      </x:map>
    </x:variable>
    <xsl:for-each select="sch:let[m:is-unique(.)]">
      <x:variable name="{@name}" select="{m:value(.)}" _m:at="{@m:at}"/>
    </xsl:for-each>
  </xsl:template>

  <!-- The variable, in an expression, that holds the variables of a pattern. -->
  <xsl:function name="m:variables" as="xs:string">
    <xsl:param name="pattern" as="element(sch:pattern)"/>
    <xsl:sequence select="'$Q{urn:matbaa:schematron}pattern-' || m:number($pattern)"/>
  </xsl:function>

  <!-- The value of a pattern's variable, as an expression. -->
  <xsl:function name="m:value" as="xs:string">
    <xsl:param name="let" as="element(sch:let)"/>
    <xsl:sequence select="m:variables($let/..) || '(&quot;' || $let/@name || '&quot;)'"/>
  </xsl:function>

  <!-- True of a variable whose name is not used for another one outside rules. -->
  <xsl:function name="m:is-unique" as="xs:boolean">
    <xsl:param name="let" as="element(sch:let)"/>
    <xsl:variable name="schema" as="element(sch:schema)" select="$let/ancestor::sch:schema"/>
    <xsl:sequence select="count($schema/(sch:let | sch:pattern/sch:let)[@name = $let/@name]) = 1"/>
  </xsl:function>

  <xsl:template match="*" mode="m:verbatim" as="element()">
    <x:element name="{name()}" namespace="{namespace-uri()}">
      <xsl:apply-templates select="@* except @m:*, node()" mode="#current"/>
    </x:element>
  </xsl:template>

  <xsl:template match="@*" mode="m:verbatim" as="element()">
    <x:attribute name="{name()}" namespace="{namespace-uri()}"><x:text><xsl:value-of select="."/></x:text></x:attribute>
  </xsl:template>

  <!-- White space that only lays out the elements is not part of the value. -->
  <xsl:template match="text()[normalize-space() or empty(../*) or ancestor::*/@xml:space = 'preserve']" mode="m:verbatim" as="element()">
    <x:text><xsl:value-of select="."/></x:text>
  </xsl:template>

</xsl:stylesheet>
