<?xml version="1.0" encoding="UTF-8"?>
<!-- Matbaa's own words on a page, in the reader's language (words.xml). -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- The words of each language by their keys. They are read once, when the stylesheet is compiled, and not again for each page. -->
  <xsl:variable name="m:words" static="yes" as="map(xs:string, map(xs:string, xs:string))"
                select="map:merge(doc('words.xml')/*/*:language ! map { string(@xml:lang): map:merge(*:word ! map { string(@key): string(.) }) })"/>

  <!-- Words of the edition's own, in the form of words.xml; '' for none. They come before Matbaa's. -->
  <xsl:param name="own-words" as="xs:string" select="''"/>
  <xsl:variable name="m:own-words" as="map(xs:string, map(xs:string, xs:string))"
                select="if ($own-words) then m:word-map(parse-xml($own-words)) else map {}"/>

  <!-- The words that a document has, by languages and keys. -->
  <xsl:function name="m:word-map" as="map(xs:string, map(xs:string, xs:string))">
    <xsl:param name="words" as="document-node()"/>
    <xsl:sequence select="map:merge($words/*/*:language ! map { lower-case(@xml:lang): map:merge(*:word ! map { string(@key): string(.) }) })"/>
  </xsl:function>

  <!-- The document that is transformed, and the language of our words for it: asked for often, found out once. -->
  <xsl:variable name="m:source" as="document-node()?">
    <xsl:try select="root(.)[self::document-node()]">
      <xsl:catch select="()"/>
    </xsl:try>
  </xsl:variable>
  <xsl:variable name="m:source-interface" as="xs:string?" select="$m:source ! m:interface-of(.)"/>

  <!-- The language of our words: the parameter's, else the text's if we have words in it, else English. -->
  <xsl:function name="m:interface" as="xs:string">
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="if ($document is $m:source) then $m:source-interface else m:interface-of($document)"/>
  </xsl:function>

  <xsl:function name="m:interface-of" as="xs:string">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="wanted" as="xs:string*"
                  select="($language, m:text-language($document)) ! lower-case(tokenize(., '-')[1])"/>
    <xsl:sequence select="($wanted[map:contains($m:words, .) or map:contains($m:own-words, .)], 'en')[1]"/>
  </xsl:function>

  <!-- One of our words, for the page of the document that `node` belongs to; English where there is no translation. -->
  <xsl:function name="m:word" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="language" as="xs:string" select="m:interface(root($node))"/>
    <xsl:variable name="found" as="xs:string?"
                  select="($m:own-words($language) ! .($key), $m:words($language) ! .($key), $m:own-words('en') ! .($key), $m:words('en')($key))[1]"/>
    <xsl:sequence select="if (exists($found)) then $found else error(xs:QName('m:word'), 'words.xml has no word for ' || $key)"/>
  </xsl:function>

  <!-- Have we a word for this key? -->
  <xsl:function name="m:has-word" as="xs:boolean">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="map:contains($m:words('en'), $key)"/>
  </xsl:function>

</xsl:stylesheet>
