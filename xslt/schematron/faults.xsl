<?xml version="1.0" encoding="UTF-8"?>
<!-- What is wrong with a schema ends the compilation, with the place and one sentence. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:schematron"
    exclude-result-prefixes="#all">

  <!-- Where a node of the schema stands: the file's address, a blank, the path in it. Once noted in @m:at, it stays through all steps. -->
  <xsl:function name="m:place" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:variable name="noted" as="attribute()?" select="$node/ancestor-or-self::*[@m:at][1]/@m:at"/>
    <xsl:sequence select="if ($noted) then string($noted) else base-uri($node) || ' ' || path($node)"/>
  </xsl:function>

  <!-- Ends the compilation: the last message holds the place and the words, parted by a line feed. -->
  <xsl:template name="m:fault" as="empty-sequence()">
    <xsl:param name="at" as="element()"/>
    <xsl:param name="words" as="xs:string"/>
    <xsl:message terminate="yes" select="m:place($at) || '&#10;' || $words"/>
  </xsl:template>

</xsl:stylesheet>
