<?xml version="1.0" encoding="UTF-8"?>
<!-- The table of contents: the headings of the text, as they are nested. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode name="m:contents" on-no-match="deep-skip"/>

  <!-- The contents as a list in a details element, which wide screens show open beside the text; nothing for a text with fewer than two headings. -->
  <xsl:template name="m:contents" as="element()?">
    <xsl:variable name="entries" as="element()*">
      <xsl:apply-templates select="*" mode="m:contents"/>
    </xsl:variable>
    <xsl:if test="count($entries/descendant-or-self::*:li) gt 1">
      <nav class="contents" aria-labelledby="page:contents">
        <details>
          <summary id="page:contents" lang="{m:interface(.)}">{m:word('contents', .)}</summary>
          <ol>
            <xsl:sequence select="$entries"/>
            <xsl:if test="exists(m:hoisted(.))">
              <li lang="{m:interface(.)}"><a href="#page:notes">{m:word('notes', .)}</a></li>
            </xsl:if>
            <xsl:if test="$citing/*:citing/*:citation">
              <li lang="{m:interface(.)}"><a href="#page:cite">{m:word('cite', .)}</a></li>
            </xsl:if>
            <li lang="{m:interface(.)}"><a href="#page:about">{m:word('about', .)}</a></li>
          </ol>
        </details>
      </nav>
    </xsl:if>
  </xsl:template>

  <!-- A text of a corpus, under its title. -->
  <xsl:template match="teiCorpus/TEI" mode="m:contents" priority="1" as="element()">
    <li>
      <a href="#{m:division-id(.)}">{m:plain((teiHeader/fileDesc/titleStmt/title)[1])}</a>
      <xsl:where-populated>
        <ol><xsl:apply-templates select="*" mode="#current"/></ol>
      </xsl:where-populated>
    </li>
  </xsl:template>

  <!-- What holds divisions without being one. -->
  <xsl:template match="teiCorpus | TEI | text | group | front | body | back" mode="m:contents" as="element()*">
    <xsl:apply-templates select="*" mode="#current"/>
  </xsl:template>

  <!-- A division: its headings and the divisions in it, three deep; without a heading, the divisions in it. -->
  <xsl:template match="div | div1 | div2 | div3 | div4 | div5 | div6 | div7 | castList" mode="m:contents" as="element()*">
    <xsl:variable name="label" as="xs:string" select="string-join(head ! m:plain(.)[. ne ''], ' ')"/>
    <xsl:variable name="inside" as="element()*">
      <xsl:if test="count(ancestor::*[m:is-division(.)][head]) lt 2">
        <xsl:apply-templates select="*" mode="#current"/>
      </xsl:if>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$label">
        <li>
          <xsl:sequence select="m:language-attributes(.)"/>
          <a href="#{m:division-id(.)}">{$label}</a>
          <xsl:if test="$inside">
            <ol><xsl:sequence select="$inside"/></ol>
          </xsl:if>
        </li>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$inside"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Is the element a division of the text? -->
  <xsl:function name="m:is-division" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/(self::div | self::div1 | self::div2 | self::div3 | self::div4 | self::div5 | self::div6 | self::div7 | self::castList))"/>
  </xsl:function>

  <!-- The id of a division on the page: its xml:id, else its way from the text's root (a colon keeps it apart from every xml:id). -->
  <xsl:function name="m:division-id" as="xs:string">
    <xsl:param name="division" as="element()"/>
    <xsl:variable name="own" as="attribute()?" select="m:id-attribute($division)"/>
    <xsl:sequence select="($own ! string(), 's:' || string-join($division/ancestor-or-self::*[parent::*]
                             ! (if (m:is-division(.)) then 1 + count(preceding-sibling::*[m:is-division(.)])
                                else let $name := node-name(), $before := count(preceding-sibling::*[node-name() = $name])
                                     return local-name() || $before[. gt 0]), '.')
                          => replace('^text\.', ''))[1]"/>
  </xsl:function>

</xsl:stylesheet>
