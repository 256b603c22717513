<?xml version="1.0" encoding="UTF-8"?>
<!-- The words of asserts, reports, diagnostics and properties, with what is computed in them. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:x="urn:matbaa:alias"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:m="urn:matbaa:schematron"
    xmlns:matbaa="urn:matbaa:schematron"
    exclude-result-prefixes="#all">

  <xsl:mode name="m:message" on-no-match="shallow-skip"/>

  <xsl:key name="m:diagnostic" match="sch:diagnostic" use="@id"/>
  <xsl:key name="m:property" match="sch:property" use="@id"/>

  <xsl:template match="text()" mode="m:message" as="element()">
    <x:text><xsl:value-of select="."/></x:text>
  </xsl:template>

  <!-- The name of the node in question, or of the one that @path leads to. -->
  <xsl:template match="sch:name" mode="m:message" as="element()">
    <x:value-of select="name({@path})" matbaa:at="{@m:at}"/>
  </xsl:template>

  <xsl:template match="sch:value-of" mode="m:message" as="element()">
    <x:value-of select="{@select}" matbaa:at="{@m:at}"/>
  </xsl:template>

  <!-- Instructions of XSLT in a message do what they do; other foreign elements (quick fixes and the like) say nothing. -->
  <xsl:template match="xsl:*" mode="m:message" as="element()">
    <xsl:copy-of select="."/>
  </xsl:template>

  <xsl:template match="*[not(self::sch:* | self::xsl:*)]" mode="m:message" as="empty-sequence()"/>

  <!-- The diagnostics and properties that an assert or report refers to. -->
  <xsl:template name="m:references" as="element()*">
    <xsl:variable name="test" as="element()" select="."/>
    <xsl:for-each select="tokenize(@diagnostics)">
      <diagnostic-reference diagnostic="{.}" xmlns="http://purl.oclc.org/dsdl/svrl">
        <xsl:call-template name="m:referred">
          <xsl:with-param name="test" select="$test"/>
          <xsl:with-param name="key" select="'m:diagnostic'"/>
        </xsl:call-template>
      </diagnostic-reference>
    </xsl:for-each>
    <xsl:for-each select="tokenize(@properties)">
      <property-reference property="{.}" xmlns="http://purl.oclc.org/dsdl/svrl">
        <xsl:call-template name="m:referred">
          <xsl:with-param name="test" select="$test"/>
          <xsl:with-param name="key" select="'m:property'"/>
        </xsl:call-template>
      </property-reference>
    </xsl:for-each>
  </xsl:template>

  <!-- The words of the diagnostic or property with the id that is the context item. -->
  <xsl:template name="m:referred" as="node()*">
    <xsl:context-item as="xs:string" use="required"/>
    <xsl:param name="test" as="element()"/>
    <xsl:param name="key" as="xs:string"/>
    <xsl:variable name="found" as="element()?" select="key($key, ., root($test))[1]"/>
    <xsl:if test="empty($found)">
      <xsl:call-template name="m:fault">
        <xsl:with-param name="at" select="$test"/>
        <xsl:with-param name="words" select="'there is no ' || substring-after($key, ':') || ' with the id &quot;' || . || '&quot;'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:apply-templates select="$found/node()" mode="m:message"/>
  </xsl:template>

</xsl:stylesheet>
