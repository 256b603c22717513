<?xml version="1.0" encoding="UTF-8"?>
<!-- RELAX NG for attributes. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns="http://relaxng.org/ns/structure/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:odd="urn:matbaa:odd"
    exclude-result-prefixes="xs tei odd">

  <!-- In an attribute class its own attributes are called by their patterns, all else as in an element. -->
  <xsl:mode name="odd:rng-refs" on-no-match="fail"/>

  <!-- The name of the pattern of one attribute of a class. -->
  <xsl:function name="odd:rng-attribute-name" as="xs:string">
    <xsl:param name="class" as="xs:string"/>
    <xsl:param name="attribute" as="xs:string"/>
    <xsl:sequence select="$class || '.attribute.' || translate($attribute, ':', '_')"/>
  </xsl:function>

  <xsl:template match="tei:attList/tei:classRef" mode="odd:rng odd:rng-refs" as="element()" priority="2">
    <ref name="{@key}.attributes"/>
  </xsl:template>

  <xsl:template match="tei:attRef" mode="odd:rng odd:rng-refs" as="element()">
    <ref name="{odd:rng-attribute-name(@class, @name)}"/>
  </xsl:template>

  <xsl:template match="tei:attDef" mode="odd:rng-refs" as="element()">
    <xsl:param name="class" as="xs:string" tunnel="yes"/>
    <ref name="{odd:rng-attribute-name($class, @ident)}"/>
  </xsl:template>

  <!-- An attList within an attList: all of it, or with org="choice" one of its parts. -->
  <xsl:template match="tei:attList" mode="odd:rng odd:rng-refs" as="element()?">
    <xsl:if test="*">
      <xsl:element name="{if (@org = 'choice') then 'choice' else 'group'}">
        <xsl:apply-templates select="*" mode="#current"/>
      </xsl:element>
    </xsl:if>
  </xsl:template>

  <!-- An attribute, optional unless it is required. -->
  <xsl:template match="tei:attDef" mode="odd:rng" as="element()">
    <xsl:if test="not(@ns) and contains(odd:name(.), ':') and not(starts-with(odd:name(.), 'xml:'))">
      <xsl:sequence select="odd:fail('attribute ' || odd:name(.) || ' has a prefix: say in attDef/@ns of which namespace it is', .)"/>
    </xsl:if>
    <xsl:variable name="attribute" as="element()">
      <attribute name="{if (@ns) then replace(odd:name(.), '^.*:', '') else odd:name(.)}">
        <xsl:copy-of select="@ns"/>
        <xsl:if test="tei:defaultVal">
          <xsl:attribute name="a:defaultValue" select="tei:defaultVal"/>
        </xsl:if>
        <xsl:sequence select="odd:rng-documentation(.)"/>
        <xsl:sequence select="odd:rng-value(.)"/>
      </attribute>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="@usage = 'req'">
        <xsl:sequence select="$attribute"/>
      </xsl:when>
      <xsl:otherwise>
        <optional>
          <xsl:sequence select="$attribute"/>
        </optional>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What an attribute's value may be: a closed list, a list or anything of the datatype (semi), or just the datatype. -->
  <xsl:function name="odd:rng-value" as="element()">
    <xsl:param name="attribute" as="element(tei:attDef)"/>
    <xsl:variable name="datatype" as="element(tei:datatype)?" select="$attribute/tei:datatype"/>
    <xsl:variable name="values" as="element(tei:valList)?" select="$attribute/tei:valList[tei:valItem]"/>
    <xsl:variable name="data" as="element()" select="if ($datatype) then odd:rng-content($datatype) else odd:rng-text()"/>
    <xsl:variable name="one" as="element()">
      <xsl:choose>
        <xsl:when test="$values/@type = 'closed'">
          <choice>
            <xsl:sequence select="odd:rng-values($values)"/>
          </choice>
        </xsl:when>
        <xsl:when test="$values/@type = 'semi'">
          <choice>
            <xsl:sequence select="odd:rng-values($values), $data"/>
          </choice>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="$data"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="odd:is-list($datatype)">
        <list>
          <xsl:sequence select="odd:rng-occurs($one, odd:min($datatype), odd:max($datatype))"/>
        </list>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$one"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="odd:rng-text" as="element()">
    <text/>
  </xsl:function>

  <!-- The values of a list, each followed by what it means. -->
  <xsl:function name="odd:rng-values" as="element()*">
    <xsl:param name="values" as="element(tei:valList)"/>
    <xsl:for-each select="$values/tei:valItem">
      <value>{odd:name(.)}</value>
      <xsl:sequence select="odd:rng-documentation(.)"/>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
