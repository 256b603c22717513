<?xml version="1.0" encoding="UTF-8"?>
<!-- Breaks of the source: pages, columns, lines, and other points. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:key name="m:page" match="pb[@n]" use="m:page-id(.)"/>

  <!-- The id of a page by its number; the colon keeps it apart from every xml:id. -->
  <xsl:function name="m:page-id" as="xs:string">
    <xsl:param name="pb" as="element(pb)"/>
    <xsl:sequence select="'pb:' || replace(normalize-space($pb/@n), '[^\p{L}\p{N}._-]', '_')"/>
  </xsl:function>

  <!-- A page of the source begins: its number, an address for it, and a link to its image where the text gives one. -->
  <xsl:template match="pb" as="element()*">
    <xsl:variable name="number" as="xs:string" select="normalize-space(@n)"/>
    <xsl:variable name="id" as="xs:string?" select="(m:id-attribute(.) ! string(),
        m:page-id(.)[$number][key('m:page', ., root(current()))[1] is current()])[1]"/>
    <xsl:if test="$number or $id">
      <span class="pb">
        <xsl:if test="$id">
          <xsl:attribute name="id" select="$id"/>
        </xsl:if>
        <xsl:variable name="label" as="xs:string" select="m:word('page', .) || ' ' || $number"/>
        <xsl:choose>
          <xsl:when test="$id and $number">
            <a href="#{$id}" aria-label="{$label}" title="{$label}">{$number}</a>
          </xsl:when>
          <xsl:otherwise>{$number}</xsl:otherwise>
        </xsl:choose>
        <xsl:variable name="image" as="xs:string?" select="@facs ! tokenize(.)[1] ! m:safe-link(.)[not(starts-with(., '#'))]"/>
        <xsl:if test="exists($image)">
          <a class="facs" href="{$image}" aria-label="{m:word('facsimile', .)}" title="{m:word('facsimile', .)}"></a>
        </xsl:if>
      </span>
    </xsl:if>
  </xsl:template>

  <xsl:template match="cb | gb" as="element()?">
    <xsl:if test="@n">
      <span><xsl:sequence select="m:attributes(., 'says')"/>{@n}</span>
    </xsl:if>
  </xsl:template>

  <!-- Does this document mark the line breaks of its source, or only the few that matter? More than three a paragraph are the source's. -->
  <xsl:key name="m:line" match="text//lb" use="exists(ancestor::p | ancestor::ab)"/>
  <xsl:key name="m:prose" match="text//p | text//ab" use="true()"/>

  <xsl:function name="m:dissolves-lines" as="xs:boolean">
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="count(key('m:line', true(), $document)) gt 3 * count(key('m:prose', true(), $document))"/>
  </xsl:function>

  <!-- A line break; in prose whose every line is marked, a space, and nothing inside a word or where a block begins. -->
  <xsl:template match="lb" as="node()*">
    <xsl:variable name="id" as="attribute()?" select="m:id-attribute(.)"/>
    <xsl:choose>
      <xsl:when test="@break = 'no' or (parent::p | parent::ab | parent::head | parent::item | parent::cell)
                      [not(current()/preceding-sibling::node()[self::text()[normalize-space()] or self::* except (self::pb, self::cb, self::handShift)])]">
        <xsl:sequence select="$id ! m:point(.)"/>
      </xsl:when>
      <xsl:when test="(ancestor::p | ancestor::ab) and m:dissolves-lines(root(.))">
        <xsl:sequence select="$id ! m:point(.)"/>
        <xsl:text> </xsl:text>
      </xsl:when>
      <xsl:otherwise>
        <br><xsl:sequence select="$id"/></br>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Nothing to see, but a place that can be led to. -->
  <xsl:function name="m:point" as="element()">
    <xsl:param name="id" as="attribute()"/>
    <span><xsl:sequence select="$id"/></span>
  </xsl:function>

  <!-- Between blocks a milestone is a rule; inside text only an address. -->
  <xsl:template match="milestone" as="element()?">
    <xsl:choose>
      <xsl:when test="m:in-container(.) and not(parent::lg)">
        <hr>
          <xsl:sequence select="m:attributes(.)"/>
        </hr>
      </xsl:when>
      <xsl:otherwise>
        <span><xsl:sequence select="m:attributes(., 'says')"/>{@n}</span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Points without words: kept where something can lead to them. -->
  <xsl:template match="anchor | handShift | when | addSpan | delSpan | damageSpan | lacunaStart | lacunaEnd | witStart | witEnd | divGen" as="element()?">
    <!-- they are empty by TEI's rules; what some have in them all the same is shown -->
    <xsl:if test="m:id-attribute(.) or normalize-space()">
      <span><xsl:sequence select="m:attributes(.)"/><xsl:apply-templates/></span>
    </xsl:if>
  </xsl:template>

  <xsl:template match="space | caesura" as="element()">
    <span><xsl:sequence select="m:attributes(.)"/><xsl:text>&#x2003;</xsl:text></span>
  </xsl:template>

</xsl:stylesheet>
