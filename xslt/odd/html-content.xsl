<?xml version="1.0" encoding="UTF-8"?>
<!-- Content models for reading: in a notation like that of RELAX NG's compact syntax, and as lists of what contains what. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:rng="http://relaxng.org/ns/structure/1.0"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:odd="urn:matbaa:odd"
    exclude-result-prefixes="#all">

  <xsl:mode name="odd:notation" on-no-match="fail"/>

  <!-- A link to a specification on this page. -->
  <xsl:function name="odd:link" as="element()">
    <xsl:param name="spec" as="element()"/>
    <a href="#{$spec/@ident}">{$spec/@ident}</a>
  </xsl:function>

  <!-- Links, in the order of the idents, with spaces between. -->
  <xsl:function name="odd:links" as="node()*">
    <xsl:param name="specs" as="element()*"/>
    <xsl:for-each select="odd:sorted($specs)">
      <xsl:if test="position() gt 1">
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:sequence select="odd:link(.)"/>
    </xsl:for-each>
  </xsl:function>

  <!-- The idents of the elements that a content model lets in. -->
  <xsl:function name="odd:lets-in" as="xs:string*">
    <xsl:param name="content" as="element()?"/>
    <xsl:sequence select="distinct-values((
      $content//tei:elementRef/@key/string(),
      $content//tei:classRef ! odd:referred(.)/@ident/string(),
      $content//tei:macroRef ! odd:lets-in(odd:spec(@key, .)/tei:content)))"/>
  </xsl:function>

  <!-- Of each element the idents of those that it may contain. -->
  <xsl:function name="odd:children" as="map(xs:string, xs:string*)">
    <xsl:param name="schema" as="element(tei:schemaSpec)"/>
    <xsl:sequence select="map:merge($schema/tei:elementSpec ! map { string(@ident): odd:lets-in(tei:content) })"/>
  </xsl:function>

  <!-- Parts of a content model with a sign between. -->
  <xsl:template name="odd:joined" as="node()*">
    <xsl:param name="parts" as="element()*"/>
    <xsl:param name="sign" as="xs:string"/>
    <xsl:for-each select="$parts">
      <xsl:if test="position() gt 1">{$sign}</xsl:if>
      <xsl:apply-templates select="." mode="odd:notation"/>
    </xsl:for-each>
  </xsl:template>

  <!-- The sign for how often a part occurs. -->
  <xsl:function name="odd:times" as="xs:string">
    <xsl:param name="part" as="element()"/>
    <xsl:variable name="min" as="xs:integer" select="odd:min($part)"/>
    <xsl:variable name="max" as="xs:integer" select="odd:max($part)"/>
    <xsl:sequence select="
      if ($min = 1 and $max = 1) then ''
      else if ($min = 0 and $max = 1) then '?'
      else if ($min = 0 and $max = -1) then '*'
      else if ($min = 1 and $max = -1) then '+'
      else '{' || $min || ',' || $max[. ge 0] || '}'"/>
  </xsl:function>

  <xsl:template match="tei:content | tei:datatype" mode="odd:notation" as="node()*">
    <xsl:call-template name="odd:joined">
      <xsl:with-param name="parts" as="element()*" select="odd:parts(.)"/>
      <xsl:with-param name="sign" as="xs:string" select="', '"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:sequence | tei:alternate" mode="odd:notation" as="node()*">
    <xsl:text>(</xsl:text>
    <xsl:call-template name="odd:joined">
      <xsl:with-param name="parts" as="element()*" select="odd:parts(.)"/>
      <xsl:with-param name="sign" as="xs:string"
        select="if (self::tei:alternate) then ' | ' else if (@preserveOrder = ('false', '0')) then ' &amp; ' else ', '"/>
    </xsl:call-template>
    <xsl:text>){odd:times(.)}</xsl:text>
  </xsl:template>

  <xsl:template match="tei:elementRef | tei:classRef | tei:macroRef | tei:dataRef[@key]" mode="odd:notation" as="node()*">
    <xsl:sequence select="odd:link(odd:spec(@key, .))"/>
    <xsl:text>{(@expand[. ne 'alternation'] ! (' (' || . || ')')), odd:times(.)[.]}</xsl:text>
    <xsl:for-each select="@restriction">
      <xsl:text> </xsl:text>
      <code>{.}</code>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:dataRef[@name]" mode="odd:notation" as="node()*">
    <code>xsd:{@name}</code>
    <xsl:for-each select="@restriction, tei:dataFacet">
      <xsl:text> </xsl:text>
      <code>{if (self::tei:dataFacet) then @name || '=' || @value else .}</code>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:textNode" mode="odd:notation" as="node()*">text</xsl:template>
  <xsl:template match="tei:empty" mode="odd:notation" as="node()*">nothing</xsl:template>
  <xsl:template match="tei:anyElement" mode="odd:notation" as="node()*">any element{odd:times(.)}</xsl:template>
  <xsl:template match="rng:*" mode="odd:notation" as="node()*"><code>{normalize-space(serialize(.))}</code></xsl:template>

  <xsl:template match="tei:valList" mode="odd:notation" as="node()*">
    <xsl:for-each select="tei:valItem">
      <xsl:if test="position() gt 1"> | </xsl:if>
      <code>{odd:name(.)}</code>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
