<?xml version="1.0" encoding="UTF-8"?>
<!-- Prefixes: those of the schema's sch:ns hold everywhere; what is included from another schema keeps that schema's prefixes. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:m="urn:matbaa:schematron"
    exclude-result-prefixes="#all">

  <!-- The prefixes that sch:ns elements bind, as @m:ns notes them: prefix, blank, namespace, one a line. -->
  <xsl:function name="m:noted" as="attribute()?">
    <xsl:param name="bindings" as="element(sch:ns)*"/>
    <xsl:if test="exists($bindings)">
      <xsl:attribute name="m:ns" select="$bindings ! (@prefix || ' ' || @uri)" separator="&#10;"/>
    </xsl:if>
  </xsl:function>

  <!-- The prefixes that hold everywhere. One that no sch:ns binds means what it means in the file, or what it means in XPath by custom. -->
  <xsl:function name="m:bindings" as="namespace-node()*">
    <xsl:param name="schema" as="element(sch:schema)"/>
    <xsl:variable name="custom" as="map(xs:string, xs:string)" select="map {
        'xs': 'http://www.w3.org/2001/XMLSchema', 'fn': 'http://www.w3.org/2005/xpath-functions',
        'map': 'http://www.w3.org/2005/xpath-functions/map', 'array': 'http://www.w3.org/2005/xpath-functions/array',
        'math': 'http://www.w3.org/2005/xpath-functions/math' }"/>
    <xsl:variable name="all" as="xs:string*" select="$schema/sch:ns/(@prefix || ' ' || @uri),
        in-scope-prefixes($schema)[not(. = ('', 'xml', 'xsl'))] ! (. || ' ' || namespace-uri-for-prefix(., $schema)),
        map:keys($custom) ! (. || ' ' || $custom(.))"/>
    <xsl:for-each-group select="$all[not(ends-with(., ' urn:matbaa:schematron'))]" group-by="substring-before(., ' ')">
      <xsl:namespace name="{current-grouping-key()}" select="substring-after(., ' ')"/>
    </xsl:for-each-group>
  </xsl:function>

  <!-- The prefixes of a node that differ from the schema's, of several bindings the nearest. -->
  <xsl:function name="m:namespaces" as="namespace-node()*">
    <xsl:param name="node" as="element()"/>
    <xsl:for-each-group select="reverse($node/ancestor-or-self::*/@m:ns) ! tokenize(., '\n')" group-by="substring-before(., ' ')">
      <xsl:namespace name="{current-grouping-key()}" select="substring-after(., ' ')"/>
    </xsl:for-each-group>
  </xsl:function>

</xsl:stylesheet>
