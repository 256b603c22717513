<?xml version="1.0" encoding="UTF-8"?>
<!-- Numbers as a reader is told them. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xpath-default-namespace="urn:matbaa:index"
    exclude-result-prefixes="#all">

  <!-- A number, from five digits on in groups of three. -->
  <xsl:function name="m:number" as="xs:string">
    <xsl:param name="number" as="xs:integer"/>
    <xsl:sequence select="if ($number lt 10000) then string($number) else translate(format-number($number, '#,##0'), ',', '&#x202F;')"/>
  </xsl:function>

  <!-- So many of something: `1 mention`, `12 mentions`. The word for one has the key with -one behind it. -->
  <xsl:function name="m:counted" as="xs:string">
    <xsl:param name="number" as="xs:integer"/>
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="one" as="xs:string" select="$key || '-one'"/>
    <xsl:sequence select="m:number($number) || ' ' || m:word(if ($number eq 1 and m:has-word($one)) then $one else $key, $node)"/>
  </xsl:function>

</xsl:stylesheet>
