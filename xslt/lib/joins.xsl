<?xml version="1.0" encoding="UTF-8"?>
<!-- Words broken over lines and pages, and tokens without a space between them. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- Does this element hang together with what stands before it, whatever white space lies between? -->
  <xsl:function name="m:joins-left" as="xs:boolean">
    <xsl:param name="element" as="element()?"/>
    <xsl:sequence select="$element/@break = 'no' or $element/@join = ('left', 'both')"/>
  </xsl:function>

  <!-- Does it hang together with what stands after it? -->
  <xsl:function name="m:joins-right" as="xs:boolean">
    <xsl:param name="element" as="element()?"/>
    <xsl:sequence select="$element/@break = 'no' or $element/@join = ('right', 'both')"/>
  </xsl:function>

</xsl:stylesheet>
