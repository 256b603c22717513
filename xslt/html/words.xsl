<?xml version="1.0" encoding="UTF-8"?>
<!-- Matbaa's own words on a page, in the reader's language (words.xml). -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:variable name="m:words" as="document-node()" select="doc('words.xml')"/>

  <xsl:key name="m:word" match="*:word" use="../@xml:lang || ' ' || @key"/>

  <!-- The language of our words: the parameter's, else the text's if we have words in it, else English. -->
  <xsl:function name="m:interface" as="xs:string">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="wanted" as="xs:string*"
                  select="($language, m:text-language($document)) ! lower-case(tokenize(., '-')[1])"/>
    <xsl:sequence select="($wanted[. = $m:words/*/*/@xml:lang], 'en')[1]"/>
  </xsl:function>

  <!-- One of our words, for the page of the document that `node` belongs to; English where there is no translation. -->
  <xsl:function name="m:word" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="found" as="element()*"
                  select="(m:interface(root($node)), 'en') ! key('m:word', . || ' ' || $key, $m:words)"/>
    <xsl:sequence select="if ($found) then string($found[1]) else error(xs:QName('m:word'), 'words.xml has no word for ' || $key)"/>
  </xsl:function>

</xsl:stylesheet>
