<?xml version="1.0" encoding="UTF-8"?>
<!-- W3C XML Schema for datatypes. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:rng="http://relaxng.org/ns/structure/1.0"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:odd="urn:matbaa:odd"
    exclude-result-prefixes="rng tei odd">

  <xsl:mode name="odd:type" on-no-match="fail"/>

  <!-- The name of the type, where a content or datatype is nothing but a reference to one. -->
  <xsl:function name="odd:xsd-type-key" as="xs:string?">
    <xsl:param name="holder" as="element()?"/>
    <xsl:variable name="parts" as="element()*" select="$holder ! odd:parts(.)"/>
    <xsl:variable name="ref" as="element(tei:dataRef)?" select="$parts[count($parts) = 1]/self::tei:dataRef[not(@restriction or tei:dataFacet)]"/>
    <xsl:sequence select="$ref/@key/string(), $ref/@name ! ('xs:' || .)"/>
  </xsl:function>

  <!-- The simple type of a content, datatype or valList. -->
  <xsl:function name="odd:xsd-type" as="element(xs:simpleType)">
    <xsl:param name="holder" as="element()?"/>
    <xsl:variable name="types" as="element(xs:simpleType)*">
      <xsl:apply-templates select="if ($holder/self::tei:valList) then $holder else $holder ! odd:parts(.)" mode="odd:type"/>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="empty($types)">
        <xs:simpleType>
          <xs:restriction base="xs:string"/>
        </xs:simpleType>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="if (count($types) = 1) then $types else odd:xsd-list(odd:xsd-union($types), 0, -1)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- A type each of whose values is of one of the types. -->
  <xsl:function name="odd:xsd-union" as="element(xs:simpleType)">
    <xsl:param name="types" as="element(xs:simpleType)+"/>
    <xsl:choose>
      <xsl:when test="count($types) = 1">
        <xsl:sequence select="$types"/>
      </xsl:when>
      <xsl:otherwise>
        <xs:simpleType>
          <xs:union>
            <xsl:sequence select="$types"/>
          </xs:union>
        </xs:simpleType>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- A list of `min` to `max` values (-1: no limit) of a type. -->
  <xsl:function name="odd:xsd-list" as="element(xs:simpleType)">
    <xsl:param name="item" as="element(xs:simpleType)"/>
    <xsl:param name="min" as="xs:integer"/>
    <xsl:param name="max" as="xs:integer"/>
    <xsl:variable name="list" as="element(xs:simpleType)">
      <xs:simpleType>
        <xs:list>
          <xsl:sequence select="$item"/>
        </xs:list>
      </xs:simpleType>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$min le 0 and $max = -1">
        <xsl:sequence select="$list"/>
      </xsl:when>
      <xsl:otherwise>
        <xs:simpleType>
          <xs:restriction>
            <xsl:sequence select="$list"/>
            <xsl:if test="$min gt 0">
              <xs:minLength value="{$min}"/>
            </xsl:if>
            <xsl:if test="$max ge 0">
              <xs:maxLength value="{$max}"/>
            </xsl:if>
          </xs:restriction>
        </xs:simpleType>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- One of the values of a list, each with what it means. -->
  <xsl:function name="odd:xsd-enumeration" as="element(xs:simpleType)">
    <xsl:param name="values" as="element(tei:valList)"/>
    <xs:simpleType>
      <xs:restriction base="xs:token">
        <xsl:for-each select="$values/tei:valItem">
          <xs:enumeration value="{odd:name(.)}">
            <xsl:sequence select="odd:xsd-documentation(.)"/>
          </xs:enumeration>
        </xsl:for-each>
      </xs:restriction>
    </xs:simpleType>
  </xsl:function>

  <!-- A datatype of XML Schema or of the schema, with its restrictions. Patterns at one place are alternatives in XSD, so
       each has a restriction of its own. -->
  <xsl:template match="tei:dataRef" mode="odd:type" as="element(xs:simpleType)">
    <xsl:variable name="base" as="xs:string" select="(@key, 'xs:' || @name)[1]"/>
    <xsl:variable name="faceted" as="element(xs:simpleType)">
      <xs:simpleType>
        <xs:restriction base="{$base}">
          <xsl:for-each select="tei:dataFacet">
            <xsl:element name="xs:{@name}">
              <xsl:attribute name="value" select="@value"/>
            </xsl:element>
          </xsl:for-each>
          <xsl:if test="@restriction and not(tei:dataFacet)">
            <xs:pattern value="{@restriction}"/>
          </xsl:if>
        </xs:restriction>
      </xs:simpleType>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="@restriction and tei:dataFacet">
        <xs:simpleType>
          <xs:restriction>
            <xsl:sequence select="$faceted"/>
            <xs:pattern value="{@restriction}"/>
          </xs:restriction>
        </xs:simpleType>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$faceted"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:valList" mode="odd:type" as="element(xs:simpleType)">
    <xsl:sequence select="odd:xsd-enumeration(.)"/>
  </xsl:template>

  <xsl:template match="tei:textNode | rng:*" mode="odd:type" as="element(xs:simpleType)">
    <xs:simpleType>
      <xs:restriction base="xs:string"/>
    </xs:simpleType>
  </xsl:template>

  <xsl:template match="tei:empty" mode="odd:type" as="element(xs:simpleType)">
    <xs:simpleType>
      <xs:restriction base="xs:token">
        <xs:enumeration value=""/>
      </xs:restriction>
    </xs:simpleType>
  </xsl:template>

  <!-- One of several, or one after the other: a list, whose length XSD can limit but not the place of each value. -->
  <xsl:template match="tei:alternate | tei:sequence" mode="odd:type" as="element(xs:simpleType)">
    <xsl:variable name="types" as="element(xs:simpleType)+">
      <xsl:apply-templates select="odd:parts(.)" mode="#current"/>
    </xsl:variable>
    <xsl:variable name="union" as="element(xs:simpleType)" select="odd:xsd-union($types)"/>
    <xsl:sequence select="
      if (self::tei:sequence and count($types) gt 1) then odd:xsd-list($union, 0, -1)
      else if (odd:min(.) = 1 and odd:max(.) = 1) then $union
      else odd:xsd-list($union, odd:min(.), odd:max(.))"/>
  </xsl:template>

  <xsl:template match="tei:macroRef" mode="odd:type" as="element(xs:simpleType)">
    <xsl:sequence select="odd:xsd-type(odd:spec(@key, .)/tei:content)"/>
  </xsl:template>

</xsl:stylesheet>
