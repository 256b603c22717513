<?xml version="1.0" encoding="UTF-8"?>
<!-- W3C XML Schema for attributes. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:odd="urn:matbaa:odd"
    exclude-result-prefixes="tei odd">

  <xsl:template match="tei:attList/tei:classRef" mode="odd:xsd" as="element()">
    <xs:attributeGroup ref="{@key}.attributes"/>
  </xsl:template>

  <!-- One attribute of a class is written out. -->
  <xsl:template match="tei:attRef" mode="odd:xsd" as="element()?">
    <xsl:apply-templates select="odd:spec(@class, .)/tei:attList//tei:attDef[@ident = current()/@name]" mode="#current"/>
  </xsl:template>

  <xsl:template match="tei:attList" mode="odd:xsd" as="node()*">
    <xsl:if test="@org = 'choice'">
      <xsl:comment> looser than the ODD: of these attributes only one may stand </xsl:comment>
    </xsl:if>
    <xsl:apply-templates select="*" mode="#current">
      <xsl:with-param name="choice" as="xs:boolean" select="@org = 'choice'" tunnel="yes"/>
    </xsl:apply-templates>
  </xsl:template>

  <!-- An attribute of no namespace is declared here, one of the XML namespace in xml.xsd; of other ones see odd:xsd-other-attributes. -->
  <xsl:template match="tei:attDef" mode="odd:xsd" as="element()?">
    <xsl:param name="choice" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="name" as="xs:string" select="odd:name(.)"/>
    <xsl:choose>
      <xsl:when test="odd:is-foreign(.)"/>
      <xsl:when test="starts-with($name, 'xml:')">
        <xs:attribute ref="{$name}">
          <xsl:sequence select="odd:xsd-use(., $choice)"/>
        </xs:attribute>
      </xsl:when>
      <xsl:otherwise>
        <xs:attribute name="{$name}">
          <xsl:sequence select="odd:xsd-use(., $choice), odd:xsd-value(.)"/>
        </xs:attribute>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Whether an attribute belongs to a namespace other than that of XML. -->
  <xsl:function name="odd:is-foreign" as="xs:boolean">
    <xsl:param name="attribute" as="element(tei:attDef)"/>
    <xsl:sequence select="not(starts-with(odd:name($attribute), 'xml:')) and (string($attribute/@ns) ne '' or contains(odd:name($attribute), ':'))"/>
  </xsl:function>

  <!-- use and default of an attribute. -->
  <xsl:function name="odd:xsd-use" as="attribute()?">
    <xsl:param name="attribute" as="element(tei:attDef)"/>
    <xsl:param name="choice" as="xs:boolean"/>
    <xsl:choose>
      <xsl:when test="$attribute/@usage = 'req' and not($choice)">
        <xsl:attribute name="use" select="'required'"/>
      </xsl:when>
      <xsl:when test="$attribute/tei:defaultVal">
        <xsl:attribute name="default" select="$attribute/tei:defaultVal"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- Documentation and type of an attribute: a reference to a named type, as an attribute, or a type of its own. -->
  <xsl:function name="odd:xsd-value" as="node()*">
    <xsl:param name="attribute" as="element(tei:attDef)"/>
    <xsl:variable name="datatype" as="element(tei:datatype)?" select="$attribute/tei:datatype"/>
    <xsl:variable name="values" as="element(tei:valList)?" select="$attribute/tei:valList[tei:valItem]"/>
    <xsl:variable name="key" as="xs:string?" select="if ($datatype) then odd:xsd-type-key($datatype) else 'xs:string'"/>
    <xsl:choose>
      <xsl:when test="$key and not($values/@type = ('closed', 'semi')) and not(odd:is-list($datatype))">
        <xsl:attribute name="type" select="$key"/>
        <xsl:sequence select="odd:xsd-documentation($attribute)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="one" as="element(xs:simpleType)" select="
          if ($values/@type = 'closed') then odd:xsd-enumeration($values)
          else if ($values/@type = 'semi') then odd:xsd-union((odd:xsd-enumeration($values), odd:xsd-type($datatype)))
          else odd:xsd-type($datatype)"/>
        <xsl:sequence select="odd:xsd-documentation($attribute),
          if (odd:is-list($datatype)) then odd:xsd-list($one, odd:min($datatype), odd:max($datatype)) else $one"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The attributes that an element has by its plan, those of its classes included. -->
  <xsl:function name="odd:planned" as="element(tei:attDef)*">
    <xsl:param name="spec" as="element()"/>
    <xsl:sequence select="
      $spec/tei:attList//tei:attDef,
      for $ref in $spec/tei:attList//tei:attRef return odd:spec($ref/@class, $ref)/tei:attList//tei:attDef[@ident = $ref/@name],
      $spec/tei:attList//tei:classRef ! odd:planned(odd:spec(@key, .))"/>
  </xsl:function>

  <!-- Attributes of other namespaces: XSD would need a schema for each, so any of them may stand. -->
  <xsl:function name="odd:xsd-other-attributes" as="node()*">
    <xsl:param name="element" as="element(tei:elementSpec)"/>
    <xsl:variable name="namespaces" as="xs:string*" select="distinct-values(odd:planned($element)[odd:is-foreign(.)] ! string((@ns, '##other')[1]))"/>
    <xsl:if test="exists($namespaces)">
      <xsl:comment> looser than the ODD: any attribute of these namespaces </xsl:comment>
      <xs:anyAttribute namespace="{if ($namespaces = '##other') then '##other' else $namespaces}" processContents="lax"/>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
