<?xml version="1.0" encoding="UTF-8"?>
<!-- ODD to W3C XML Schema 1.0. Same language as the RELAX NG, but for what XSD cannot say; each such place has a comment that begins
     with "looser". Attributes of the XML namespace come from xml.xsd (see odd2xml.xsl), which lies beside it. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:odd="urn:matbaa:odd"
    exclude-result-prefixes="tei odd">

  <xsl:import href="resolve.xsl"/>
  <xsl:import href="shared.xsl"/>
  <xsl:import href="xsd-particles.xsl"/>
  <xsl:import href="xsd-determinism.xsl"/>
  <xsl:import href="xsd-content.xsl"/>
  <xsl:import href="xsd-types.xsl"/>
  <xsl:import href="xsd-attributes.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>
  <xsl:mode on-no-match="fail"/>
  <xsl:mode name="odd:xsd" on-no-match="fail"/>

  <xsl:template match="/" as="element()">
    <xsl:variable name="resolved" as="document-node()">
      <xsl:document>
        <xsl:sequence select="odd:resolve(.)"/>
      </xsl:document>
    </xsl:variable>
    <xsl:apply-templates select="$resolved/tei:schemaSpec" mode="odd:xsd"/>
  </xsl:template>

  <!-- The schema: simple types, groups for macros and classes, elements, in the order of the ODD. -->
  <xsl:template match="tei:schemaSpec" mode="odd:xsd" as="element(xs:schema)">
    <xsl:variable name="namespace" as="xs:string" select="odd:own-namespace(.)"/>
    <xs:schema elementFormDefault="qualified">
      <xsl:if test="$namespace">
        <xsl:namespace name="" select="$namespace"/>
        <xsl:attribute name="targetNamespace" select="$namespace"/>
      </xsl:if>
      <xsl:sequence select="odd:xsd-documentation(.)"/>
      <xsl:comment> looser than the ODD: every element may be the outermost one, not only {(@start, 'TEI')[1]} </xsl:comment>
      <xsl:if test=".//tei:attDef[not(ancestor::tei:exemplum)][starts-with(odd:name(.), 'xml:')]">
        <xs:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="xml.xsd"/>
      </xsl:if>
      <xsl:apply-templates select="tei:dataSpec, tei:macroSpec, tei:classSpec, tei:elementSpec[odd:namespace(.) = $namespace]" mode="odd:xsd"/>
    </xs:schema>
  </xsl:template>

  <!-- Gloss and description as annotation. -->
  <xsl:function name="odd:xsd-documentation" as="element(xs:annotation)?">
    <xsl:param name="spec" as="element()"/>
    <xsl:for-each select="odd:documentation($spec)">
      <xs:annotation>
        <xs:documentation>{.}</xs:documentation>
      </xs:annotation>
    </xsl:for-each>
  </xsl:function>

  <xsl:template match="tei:dataSpec" mode="odd:xsd" as="element(xs:simpleType)">
    <xs:simpleType name="{@ident}">
      <xsl:sequence select="odd:xsd-documentation(.)"/>
      <xsl:sequence select="odd:xsd-type((tei:content, tei:valList)[1])/(@* | node())"/>
    </xs:simpleType>
  </xsl:template>

  <!-- A macro: a group, if there are elements in it. -->
  <xsl:template match="tei:macroSpec" mode="odd:xsd" as="element(xs:group)?">
    <xsl:variable name="particle" as="element()?" select="odd:particle(tei:content)"/>
    <xsl:if test="exists($particle)">
      <xs:group name="{@ident}">
        <xsl:sequence select="odd:xsd-documentation(.)"/>
        <xs:sequence>
          <xsl:sequence select="odd:xsd-particle($particle)"/>
        </xs:sequence>
      </xs:group>
    </xsl:if>
  </xsl:template>

  <!-- A model class: one of its members. -->
  <xsl:template match="tei:classSpec[@type = 'model']" mode="odd:xsd" as="element(xs:group)">
    <xs:group name="{@ident}">
      <xsl:sequence select="odd:xsd-documentation(.)"/>
      <xs:choice>
        <xsl:sequence select="odd:xsd-alternatives(odd:members(@ident, .))"/>
      </xs:choice>
    </xs:group>
  </xsl:template>

  <xsl:template match="tei:classSpec[@type = 'atts']" mode="odd:xsd" as="element(xs:attributeGroup)">
    <xs:attributeGroup name="{@ident}.attributes">
      <xsl:sequence select="odd:xsd-documentation(.)"/>
      <xsl:apply-templates select="tei:attList/*" mode="odd:xsd"/>
    </xs:attributeGroup>
  </xsl:template>

  <!-- An element, with simple content where it holds data only, else with what its content model amounts to. -->
  <xsl:template match="tei:elementSpec" mode="odd:xsd" as="element()+">
    <xsl:variable name="simple" as="xs:boolean" select="odd:is-simple(tei:content)"/>
    <xsl:variable name="key" as="xs:string?" select="odd:xsd-type-key(tei:content)"/>
    <xsl:variable name="attributes" as="node()*">
      <xsl:apply-templates select="tei:attList/*" mode="odd:xsd"/>
      <xsl:sequence select="odd:xsd-other-attributes(.)"/>
    </xsl:variable>
    <xsl:if test="$simple and empty($key)">
      <xs:simpleType name="{@ident}.content">
        <xsl:sequence select="odd:xsd-type(tei:content)/(@* | node())"/>
      </xs:simpleType>
    </xsl:if>
    <xs:element name="{odd:name(.)}">
      <xsl:sequence select="odd:xsd-documentation(.)"/>
      <xs:complexType>
        <xsl:choose>
          <xsl:when test="$simple">
            <xs:simpleContent>
              <xs:extension base="{($key, @ident || '.content')[1]}">
                <xsl:sequence select="$attributes"/>
              </xs:extension>
            </xs:simpleContent>
          </xsl:when>
          <xsl:otherwise>
            <xsl:if test="odd:holds-text(tei:content) or odd:holds-data(tei:content)">
              <xsl:attribute name="mixed" select="'true'"/>
            </xsl:if>
            <xsl:sequence select="odd:xsd-content(tei:content), $attributes"/>
          </xsl:otherwise>
        </xsl:choose>
      </xs:complexType>
    </xs:element>
  </xsl:template>

</xsl:stylesheet>
