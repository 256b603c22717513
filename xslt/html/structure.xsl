<?xml version="1.0" encoding="UTF-8"?>
<!-- The text and its divisions, headings and paragraphs. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- The header is read by header.xsl. -->
  <xsl:template match="teiHeader" as="empty-sequence()"/>

  <xsl:template match="teiCorpus" as="node()*">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- A document; one of a corpus under its own title. -->
  <xsl:template match="TEI" as="node()*">
    <xsl:choose>
      <xsl:when test="parent::teiCorpus">
        <section>
          <xsl:sequence select="m:attributes(.)"/>
          <xsl:attribute name="id" select="m:division-id(.)"/>
          <h2>{m:plain((teiHeader/fileDesc/titleStmt/title)[1])}</h2>
          <xsl:apply-templates/>
        </section>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="text | group | front | body | back | floatingText | standOff" as="element()">
    <div>
      <xsl:sequence select="m:attributes(.)"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <!-- A division, with an id that the contents can lead to. -->
  <xsl:template match="div | div1 | div2 | div3 | div4 | div5 | div6 | div7" as="element()">
    <section>
      <xsl:sequence select="m:attributes(., 'div'[local-name(current()) ne 'div'])"/>
      <xsl:if test="head">
        <xsl:attribute name="id" select="m:division-id(.)"/>
      </xsl:if>
      <xsl:apply-templates/>
    </section>
  </xsl:template>

  <!-- The heading of a division: h2 to h6 by the headings that it stands under, with a link to the division. -->
  <xsl:template match="head[m:is-division(..)] | front/head | body/head | back/head | group/head | text/head" as="element()">
    <xsl:variable name="level" as="xs:integer"
                  select="min((6, 2 + count(../ancestor::*[head][m:is-division(.) or self::text or self::group or self::front or self::body or self::back])
                                  + count(ancestor::TEI/parent::teiCorpus)))"/>
    <xsl:variable name="first" as="xs:boolean" select="empty(preceding-sibling::head)"/>
    <xsl:element name="{if (m:has-block(.)) then 'div' else if ($first) then 'h' || $level else 'p'}">
      <xsl:sequence select="m:attributes(., ('h' || $level, 'subhead'[not($first)]))"/>
      <xsl:if test="m:has-block(.) and $first">
        <xsl:attribute name="role">heading</xsl:attribute>
        <xsl:attribute name="aria-level" select="$level"/>
      </xsl:if>
      <xsl:apply-templates/>
      <xsl:if test="$first and m:is-division(..)">
        <xsl:sequence select="m:permalink(m:division-id(..), 'section', .)"/>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <!-- Any other heading. -->
  <xsl:template match="head" as="element()">
    <xsl:call-template name="m:paragraph"/>
  </xsl:template>

  <!-- A paragraph, with a link to itself where it has an id. -->
  <xsl:template match="p | ab" as="element()">
    <xsl:element name="{if (m:has-block(.)) then 'div' else 'p'}">
      <xsl:sequence select="m:attributes(.)"/>
      <xsl:apply-templates/>
      <xsl:if test="@xml:id and ancestor::text and not(ancestor::note) and m:id-attribute(.)">
        <xsl:sequence select="m:permalink(@xml:id, 'paragraph', .)"/>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <!-- The sign that leads to a place on the page itself, so that its address can be copied. -->
  <xsl:function name="m:permalink" as="element()">
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="word" as="xs:string"/>
    <xsl:param name="node" as="node()"/>
    <a class="permalink" href="#{$id}" aria-label="{m:word($word, $node)}" title="{m:word($word, $node)}"></a>
  </xsl:function>

  <!-- Blocks that are only a place in the order of the text. -->
  <xsl:template match="epigraph | argument" as="element()">
    <div>
      <xsl:sequence select="m:attributes(.)"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <xsl:template match="trailer" as="element()">
    <xsl:call-template name="m:paragraph"/>
  </xsl:template>

</xsl:stylesheet>
