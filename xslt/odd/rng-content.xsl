<?xml version="1.0" encoding="UTF-8"?>
<!-- RELAX NG for content models and datatypes. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns="http://relaxng.org/ns/structure/1.0"
    xmlns:rng="http://relaxng.org/ns/structure/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:odd="urn:matbaa:odd"
    exclude-result-prefixes="rng xs tei odd">

  <!-- The pattern for what stands in a content, datatype or valList; empty where nothing does. -->
  <xsl:function name="odd:rng-content" as="element()">
    <xsl:param name="holder" as="element()?"/>
    <xsl:variable name="parts" as="element()*">
      <xsl:apply-templates select="if ($holder/self::tei:valList) then $holder else $holder ! odd:parts(.)" mode="odd:rng"/>
    </xsl:variable>
    <xsl:sequence select="odd:rng-group($parts)"/>
  </xsl:function>

  <!-- Several patterns as one. -->
  <xsl:function name="odd:rng-group" as="element()">
    <xsl:param name="parts" as="element()*"/>
    <xsl:choose>
      <xsl:when test="empty($parts)">
        <empty/>
      </xsl:when>
      <xsl:when test="count($parts) = 1">
        <xsl:sequence select="$parts"/>
      </xsl:when>
      <xsl:otherwise>
        <group>
          <xsl:sequence select="$parts"/>
        </group>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- A pattern that occurs from `min` to `max` times (-1: any number). -->
  <xsl:function name="odd:rng-occurs" as="element()">
    <xsl:param name="pattern" as="element()"/>
    <xsl:param name="min" as="xs:integer"/>
    <xsl:param name="max" as="xs:integer"/>
    <xsl:choose>
      <xsl:when test="$min = 1 and $max = 1">
        <xsl:sequence select="$pattern"/>
      </xsl:when>
      <xsl:when test="$min = 0 and $max = 0">
        <empty/>
      </xsl:when>
      <xsl:when test="$min = 0 and $max = -1">
        <zeroOrMore>
          <xsl:sequence select="odd:rng-unwrapped($pattern)"/>
        </zeroOrMore>
      </xsl:when>
      <xsl:when test="$min = 1 and $max = -1">
        <oneOrMore>
          <xsl:sequence select="odd:rng-unwrapped($pattern)"/>
        </oneOrMore>
      </xsl:when>
      <xsl:when test="$min = 0 and $max = 1">
        <optional>
          <xsl:sequence select="odd:rng-unwrapped($pattern)"/>
        </optional>
      </xsl:when>
      <xsl:when test="$min = 0">
        <!-- in an optional of several patterns libxml2 overlooks a list's second value, unless they are a group -->
        <optional>
          <group>
            <xsl:sequence select="odd:rng-unwrapped($pattern), odd:rng-occurs($pattern, 0, $max - 1)"/>
          </group>
        </optional>
      </xsl:when>
      <xsl:otherwise>
        <group>
          <xsl:sequence select="(1 to $min - 1) ! $pattern"/>
          <xsl:choose>
            <xsl:when test="$max = -1">
              <oneOrMore>
                <xsl:sequence select="odd:rng-unwrapped($pattern)"/>
              </oneOrMore>
            </xsl:when>
            <xsl:otherwise>
              <xsl:sequence select="$pattern"/>
              <xsl:if test="$max gt $min">
                <xsl:sequence select="odd:rng-occurs($pattern, 0, $max - $min)"/>
              </xsl:if>
            </xsl:otherwise>
          </xsl:choose>
        </group>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The parts of a group, where what holds them is a group itself. -->
  <xsl:function name="odd:rng-unwrapped" as="element()+">
    <xsl:param name="pattern" as="element()"/>
    <xsl:sequence select="if ($pattern/self::rng:group) then $pattern/* else $pattern"/>
  </xsl:function>

  <!-- A pattern with the occurrences that a part of the content model asks for. -->
  <xsl:function name="odd:rng-repeated" as="element()">
    <xsl:param name="part" as="element()"/>
    <xsl:param name="pattern" as="element()"/>
    <xsl:sequence select="odd:rng-occurs($pattern, odd:min($part), odd:max($part))"/>
  </xsl:function>

  <xsl:template match="tei:sequence" mode="odd:rng" as="element()">
    <xsl:variable name="parts" as="element()*">
      <xsl:apply-templates select="odd:parts(.)" mode="#current"/>
    </xsl:variable>
    <xsl:variable name="pattern" as="element()">
      <xsl:choose>
        <xsl:when test="@preserveOrder = ('false', '0') and count($parts) gt 1">
          <interleave>
            <xsl:sequence select="$parts"/>
          </interleave>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="odd:rng-group($parts)"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:sequence select="odd:rng-repeated(., $pattern)"/>
  </xsl:template>

  <xsl:template match="tei:alternate" mode="odd:rng" as="element()">
    <xsl:variable name="pattern" as="element()">
      <choice>
        <xsl:apply-templates select="odd:parts(.)" mode="#current"/>
      </choice>
    </xsl:variable>
    <xsl:sequence select="odd:rng-repeated(., $pattern)"/>
  </xsl:template>

  <xsl:template match="tei:elementRef[@key] | tei:macroRef" mode="odd:rng" as="element()">
    <xsl:variable name="pattern" as="element()">
      <ref name="{@key}"/>
    </xsl:variable>
    <xsl:sequence select="odd:rng-repeated(., $pattern)"/>
  </xsl:template>

  <!-- A class: one of its members, or as @expand says its members one after the other. -->
  <xsl:template match="tei:classRef" mode="odd:rng" as="element()">
    <xsl:variable name="elements" as="element()*">
      <xsl:for-each select="odd:referred(.)">
        <ref name="{@ident}"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="pattern" as="element()">
      <xsl:choose>
        <xsl:when test="@expand = ('sequence', 'sequenceOptional', 'sequenceRepeatable', 'sequenceOptionalRepeatable')">
          <xsl:variable name="min" as="xs:integer" select="if (contains(@expand, 'Optional')) then 0 else 1"/>
          <xsl:variable name="max" as="xs:integer" select="if (contains(@expand, 'Repeatable')) then -1 else 1"/>
          <xsl:sequence select="odd:rng-group($elements ! odd:rng-occurs(., $min, $max))"/>
        </xsl:when>
        <xsl:when test="@include | @except">
          <choice>
            <xsl:sequence select="if ($elements) then $elements else odd:fail('this classRef leaves no element of ' || @key, .)"/>
          </choice>
        </xsl:when>
        <xsl:otherwise>
          <ref name="{@key}"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:sequence select="odd:rng-repeated(., $pattern)"/>
  </xsl:template>

  <xsl:template match="tei:textNode" mode="odd:rng" as="element()">
    <text/>
  </xsl:template>

  <xsl:template match="tei:empty" mode="odd:rng" as="element()">
    <empty/>
  </xsl:template>

  <!-- In a content model or datatype every value list is closed. -->
  <xsl:template match="tei:valList" mode="odd:rng" as="element()">
    <xsl:param name="restrictions" as="xs:string*" select="()" tunnel="yes"/>
    <xsl:variable name="kept" as="element()*"
      select="odd:rng-values(.)[self::rng:value][every $pattern in $restrictions satisfies matches(., '^(' || $pattern || ')$')]"/>
    <xsl:choose>
      <xsl:when test="empty($restrictions)">
        <choice>
          <xsl:sequence select="odd:rng-values(.)"/>
        </choice>
      </xsl:when>
      <xsl:when test="empty($kept)">
        <notAllowed/>
      </xsl:when>
      <xsl:otherwise>
        <choice>
          <xsl:sequence select="$kept"/>
        </choice>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A datatype of XML Schema, with its restrictions and those that a reference to it adds. -->
  <xsl:template match="tei:dataRef[@name]" mode="odd:rng" as="element()">
    <xsl:param name="restrictions" as="xs:string*" select="()" tunnel="yes"/>
    <data type="{@name}">
      <xsl:for-each select="@restriction, $restrictions">
        <param name="pattern">{.}</param>
      </xsl:for-each>
      <xsl:for-each select="tei:dataFacet">
        <param name="{@name}">{@value}</param>
      </xsl:for-each>
    </data>
  </xsl:template>

  <!-- A datatype of the schema; a restricted one is written out, so that the restriction reaches what it is made of. -->
  <xsl:template match="tei:dataRef[@key]" mode="odd:rng" as="element()">
    <xsl:param name="restrictions" as="xs:string*" select="()" tunnel="yes"/>
    <xsl:choose>
      <xsl:when test="@restriction or exists($restrictions)">
        <xsl:variable name="parts" as="element()*">
          <xsl:apply-templates select="odd:parts(odd:spec(@key, .)/tei:content)" mode="#current">
            <xsl:with-param name="restrictions" as="xs:string*" select="@restriction, $restrictions" tunnel="yes"/>
          </xsl:apply-templates>
        </xsl:variable>
        <xsl:sequence select="odd:rng-group($parts)"/>
      </xsl:when>
      <xsl:otherwise>
        <ref name="{@key}"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:dataRef[@ref]" mode="odd:rng" as="element()">
    <xsl:sequence select="odd:fail('dataRef/@ref is not known to this compiler: use @name (XML Schema) or @key (dataSpec)', .)"/>
  </xsl:template>

  <!-- RELAX NG in the ODD itself is taken over, without its comments. -->
  <xsl:template match="rng:*" mode="odd:rng" as="element()">
    <xsl:element name="{local-name()}">
      <xsl:copy-of select="@*"/>
      <xsl:apply-templates select="rng:*, text()[normalize-space()]" mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="rng:*/text()" mode="odd:rng" as="text()">
    <xsl:copy/>
  </xsl:template>

</xsl:stylesheet>
