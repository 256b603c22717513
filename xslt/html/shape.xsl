<?xml version="1.0" encoding="UTF-8"?>
<!-- What every element gets in HTML: its attributes, and the two ways in which most are written. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- What is the same for every element: id, language, direction, and class (the TEI name, its kind, its looks, and more if given). -->
  <xsl:function name="m:attributes" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="m:attributes($element, ())"/>
  </xsl:function>

  <xsl:function name="m:attributes" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="more" as="xs:string*"/>
    <xsl:variable name="name" as="xs:string" select="local-name($element)"/>
    <xsl:choose>
      <!-- most elements have no attributes -->
      <xsl:when test="empty($element/@*) and not(map:contains($m:mention-names, $name)) and not(m:has-selectors($element))">
        <xsl:attribute name="class" select="$name, $more" separator=" "/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="id" as="xs:string?" select="m:own-id($element)"/>
        <xsl:if test="exists($id)">
          <xsl:attribute name="id" select="$id"/>
        </xsl:if>
        <xsl:if test="$element/@xml:lang">
          <xsl:sequence select="m:language-attributes($element)"/>
        </xsl:if>
        <xsl:attribute name="class" select="$name, $more,
            $element/(@type, @subtype) ! tokenize(.)[matches(., '^[A-Za-z][A-Za-z0-9_-]*$')] ! ('t-' || .),
            m:looks($element) ! ('r-' || .)" separator=" "/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:key name="m:by-id" match="*[@xml:id]" use="@xml:id"/>

  <!-- The element's xml:id as id; of a mention without one, its mention id. Nothing where another element has that id. -->
  <xsl:function name="m:id-attribute" as="attribute()?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="id" as="xs:string?" select="m:own-id($element)"/>
    <xsl:if test="exists($id)">
      <xsl:attribute name="id" select="$id"/>
    </xsl:if>
  </xsl:function>

  <!-- The same as text. -->
  <xsl:function name="m:own-id" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        if ($element/@xml:id) then
          string($element/@xml:id)[normalize-space() ne ''][not(contains(normalize-space(), ' '))][key('m:by-id', ., root($element))[1] is $element]
        else if (m:is-mention($element)) then m:id($element)[empty(key('m:by-id', ., root($element)))]
        else ()"/>
  </xsl:function>

  <!-- lang and dir, where the element names a language. -->
  <xsl:function name="m:language-attributes" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="tag" as="xs:string?" select="$element/@xml:lang[m:is-language(.)]"/>
    <xsl:if test="exists($tag)">
      <xsl:attribute name="lang" select="$tag"/>
      <xsl:variable name="direction" as="xs:string" select="m:direction($tag)"/>
      <xsl:variable name="outside" as="xs:string" select="m:direction(($element/ancestor::*[@xml:lang][1]/@xml:lang, '')[1])"/>
      <xsl:if test="$direction ne $outside">
        <xsl:attribute name="dir" select="$direction"/>
      </xsl:if>
    </xsl:if>
  </xsl:function>

  <!-- The current element as a paragraph: p, or a div where it holds blocks. -->
  <xsl:template name="m:paragraph" as="element()">
    <xsl:param name="as" as="xs:string" select="'p'"/>
    <xsl:param name="class" as="xs:string*" select="()"/>
    <xsl:element name="{if (m:has-block(.)) then 'div' else $as}">
      <xsl:sequence select="m:attributes(., $class)"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- The current element as an inline one: span or what is given; a div where it stands as a block or holds one. -->
  <xsl:template name="m:inline" as="element()">
    <xsl:param name="as" as="xs:string" select="'span'"/>
    <xsl:param name="class" as="xs:string*" select="()"/>
    <xsl:param name="title" as="xs:string?" select="()"/>
    <xsl:element name="{if (m:has-block(.)) then 'div' else if ($as = 'span' and m:is-block(.)) then 'div' else $as}">
      <xsl:sequence select="m:attributes(., ($class, 'inline'[current()[m:has-block(.)][not(m:in-container(.))]]))"/>
      <xsl:if test="$title">
        <xsl:attribute name="title" select="$title"/>
      </xsl:if>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

</xsl:stylesheet>
