<?xml version="1.0" encoding="UTF-8"?>
<!-- ODD to xml.xsd: the attributes of the XML namespace that the schema uses, for the XSD to import. One attribute
     has one type there, so where elements differ the type is that of the first class or element that defines it. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:odd="urn:matbaa:odd"
    exclude-result-prefixes="tei odd">

  <xsl:import href="odd2xsd.xsl"/>

  <xsl:template match="tei:schemaSpec" mode="odd:xsd" as="element(xs:schema)">
    <xsl:variable name="attributes" as="element(tei:attDef)*" select=".//tei:attDef[not(ancestor::tei:exemplum)][starts-with(odd:name(.), 'xml:')]"/>
    <xs:schema targetNamespace="http://www.w3.org/XML/1998/namespace">
      <xsl:for-each-group select="$attributes" group-by="odd:name(.)">
        <xsl:sort select="current-grouping-key()" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
        <xs:attribute name="{substring-after(current-grouping-key(), ':')}">
          <xsl:sequence select="odd:xsd-value(.)"/>
        </xs:attribute>
      </xsl:for-each-group>
    </xs:schema>
  </xsl:template>

  <!-- xml.xsd stands alone: datatypes of the schema are written out. -->
  <xsl:function name="odd:xsd-type-key" as="xs:string?">
    <xsl:param name="holder" as="element()?"/>
    <xsl:variable name="parts" as="element()*" select="$holder ! odd:parts(.)"/>
    <xsl:sequence select="$parts[count($parts) = 1]/self::tei:dataRef[not(@restriction or tei:dataFacet)]/@name ! ('xs:' || .)"/>
  </xsl:function>

  <xsl:template match="tei:dataRef[@key]" mode="odd:type" as="element(xs:simpleType)">
    <xsl:variable name="type" as="element(xs:simpleType)" select="odd:xsd-type(odd:spec(@key, .)/tei:content)"/>
    <xsl:choose>
      <xsl:when test="@restriction">
        <xs:simpleType>
          <xs:restriction>
            <xsl:sequence select="$type"/>
            <xs:pattern value="{@restriction}"/>
          </xs:restriction>
        </xs:simpleType>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$type"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
