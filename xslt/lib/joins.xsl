<?xml version="1.0" encoding="UTF-8"?>
<!-- Words broken over lines and pages, and tokens without a space between them. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
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

  <!-- Elements in which TEI allows no text: white space in them is layout of the file. -->
  <xsl:variable name="m:textless" static="yes" as="map(xs:string, xs:boolean)" select="map:merge(tokenize('
      TEI teiCorpus text group front body back div div1 div2 div3 div4 div5 div6 div7 floatingText titlePage docTitle list table row
      lg sp castList castGroup listBibl listPerson listPlace listOrg listEvent choice subst app figure
      teiHeader fileDesc titleStmt publicationStmt profileDesc encodingDesc revisionDesc') ! map { . : true() })"/>

  <!-- Is the text white space that is only the file's layout? -->
  <xsl:function name="m:is-layout" as="xs:boolean">
    <xsl:param name="text" as="text()"/>
    <xsl:sequence select="not(normalize-space($text))
                          and (map:contains($m:textless, local-name($text/..)) and not($text/ancestor::*[@xml:space][1]/@xml:space = 'preserve')
                               or m:is-indentation($text))"/>
  </xsl:function>

  <!-- Is the text only the file's layout: the indentation at the start or end of an element that has nothing but elements in it? It still parts words that would
       else run together, as those of two names that follow each other at once. -->
  <xsl:function name="m:is-indentation" as="xs:boolean">
    <xsl:param name="text" as="text()"/>
    <xsl:variable name="first" as="xs:boolean" select="empty($text/(preceding-sibling::* | preceding-sibling::text()))"/>
    <xsl:sequence select="contains($text, '&#10;')
                          and ($first or empty($text/(following-sibling::* | following-sibling::text())))
                          and exists($text/../*) and empty($text/../text()[normalize-space()])
                          and not($text/ancestor::*[@xml:space][1]/@xml:space = 'preserve')
                          and (if ($first) then matches(m:beside($text, false()), '(^|[\s\p{Ps}\p{Pi}\p{Pd}''’])$')
                               else matches(m:beside($text, true()), '^($|[^\p{L}\p{N}\p{Ps}\p{Pi}])'))"/>
  </xsl:function>

  <!-- The text before or after white space that ends an element: not other such white space, not a note that leaves its place, not another reading of the same words. -->
  <xsl:function name="m:beside" as="xs:string">
    <xsl:param name="space" as="text()"/>
    <xsl:param name="after" as="xs:boolean"/>
    <xsl:variable name="readings" as="element()*" select="$space/ancestor::*[parent::choice or parent::app]"/>
    <xsl:variable name="outside" as="element()*" select="$readings/../* except $readings"/>
    <xsl:sequence select="string(if ($after) then $space/following::text()[m:is-beside(., $space, $outside)][1]
                                 else $space/preceding::text()[m:is-beside(., $space, $outside)][1])"/>
  </xsl:function>

  <!-- Can the text stand next to the space on the page? -->
  <xsl:function name="m:is-beside" as="xs:boolean">
    <xsl:param name="text" as="text()"/>
    <xsl:param name="space" as="text()"/>
    <xsl:param name="outside" as="element()*"/>
    <xsl:sequence select="(normalize-space($text) or exists($text/preceding-sibling::node()) and exists($text/following-sibling::node()))
                          and not(map:contains($m:textless, local-name($text/..)))
                          and empty($text/ancestor::* intersect $outside)
                          and empty($text/ancestor::note[m:is-hoisted(.)] except $space/ancestor::note)"/>
  </xsl:function>

</xsl:stylesheet>
