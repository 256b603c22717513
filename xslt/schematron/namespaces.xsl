<?xml version="1.0" encoding="UTF-8"?>
<!-- Prefixes: those of the schema's sch:ns hold everywhere; what is included from another schema keeps that schema's prefixes. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
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

  <!-- The prefixes of a node that differ from the schema's, of several bindings the nearest. -->
  <xsl:function name="m:namespaces" as="namespace-node()*">
    <xsl:param name="node" as="element()"/>
    <xsl:for-each-group select="reverse($node/ancestor-or-self::*/@m:ns) ! tokenize(., '\n')" group-by="substring-before(., ' ')">
      <xsl:namespace name="{current-grouping-key()}" select="substring-after(., ' ')"/>
    </xsl:for-each-group>
  </xsl:function>

</xsl:stylesheet>
