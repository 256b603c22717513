<?xml version="1.0" encoding="UTF-8"?>
<!-- What is around the content of the pages of indexes, entries and charts, and of the home page. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="urn:matbaa:index"
    exclude-result-prefixes="#all">

  <xsl:include href="../html/settings.xsl"/>
  <xsl:include href="../lib/search.xsl"/>

  <!-- What has a page beside the indexes. -->
  <xsl:variable name="m:charts" as="xs:string+" static="yes" select="'timeline', 'map', 'network', 'citations'"/>

  <!-- A page with a bar of links to the home page, the indexes and the charts; `here` is the kind of index or chart that this page is or belongs to,
       `part` is true of a page below it; `scripts` are those of ours that the page can make use of. -->
  <xsl:template name="m:frame" as="element()">
    <xsl:param name="heading" as="xs:string"/>
    <xsl:param name="here" as="xs:string" select="''"/>
    <xsl:param name="part" as="xs:boolean" select="false()"/>
    <xsl:param name="class" as="xs:string" select="'index'"/>
    <xsl:param name="scripts" as="xs:string*" select="()"/>
    <xsl:param name="content" as="element()*"/>
    <html lang="{m:interface(root(.))}">
      <head>
        <meta charset="utf-8"/>
        <xsl:sequence select="m:policy($css eq '')"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <title>{string-join(($heading, $title[. ne $heading])[. ne ''], ' · ')}</title>
        <link rel="icon" href="data:,"/>
        <xsl:choose>
          <xsl:when test="$css">
            <xsl:for-each select="tokenize($css)">
              <link rel="stylesheet" href="{.}"/>
            </xsl:for-each>
            <xsl:call-template name="m:scripts">
              <xsl:with-param name="own" select="$scripts"/>
            </xsl:call-template>
          </xsl:when>
          <xsl:otherwise>
            <style><xsl:value-of select="'&#10;' || unparsed-text('../assets/matbaa.css') || unparsed-text('../assets/index.css')"/></style>
          </xsl:otherwise>
        </xsl:choose>
      </head>
      <body>
        <a class="skip" href="#page:content">{m:word('skip', .)}</a>
        <xsl:call-template name="m:bar">
          <xsl:with-param name="here" select="$here"/>
          <xsl:with-param name="part" select="$part"/>
        </xsl:call-template>
        <main id="page:content" class="{$class}">
          <xsl:sequence select="$content"/>
        </main>
      </body>
    </html>
  </xsl:template>

  <!-- The scripts that the page is told of, and its own. -->
  <xsl:template name="m:scripts" as="element()*">
    <xsl:param name="own" as="xs:string*"/>
    <xsl:variable name="ours" as="xs:string+" select="('settings.js', $own) ! ($root || 'assets/' || .)"/>
    <xsl:for-each select="distinct-values((tokenize($scripts), $ours))">
      <script src="{.}">
        <!-- what the reader has chosen holds before anything is shown -->
        <xsl:if test="not(matches(., '(^|/)settings\.js$'))">
          <xsl:attribute name="defer">defer</xsl:attribute>
        </xsl:if>
      </script>
    </xsl:for-each>
  </xsl:template>

  <!-- The bar at the top; nothing where there is nowhere to go. -->
  <xsl:template name="m:bar" as="element()?">
    <xsl:param name="here" as="xs:string"/>
    <xsl:param name="part" as="xs:boolean"/>
    <xsl:variable name="node" as="node()" select="."/>
    <xsl:if test="$home or $kinds">
      <header class="bar">
        <nav aria-label="{m:word('edition', .)}">
          <xsl:if test="$home">
            <a class="home" href="{$home}">
              <xsl:if test="$here eq 'home'">
                <xsl:attribute name="aria-current">page</xsl:attribute>
              </xsl:if>
              <xsl:text>{m:word('edition', .)}</xsl:text>
            </a>
          </xsl:if>
          <xsl:for-each select="tokenize($kinds)">
            <a href="{m:index-page(.)}">
              <xsl:if test=". eq $here">
                <xsl:attribute name="aria-current" select="if ($part) then 'true' else 'page'"/>
              </xsl:if>
              <xsl:text>{m:word(., $node)}</xsl:text>
            </a>
          </xsl:for-each>
        </nav>
        <xsl:call-template name="m:search-form"/>
        <xsl:call-template name="m:light"/>
      </header>
    </xsl:if>
  </xsl:template>

  <!-- The settings of readers that concern every page: light and size of letters (assets/settings.js). -->
  <xsl:template name="m:light" as="element()?">
    <xsl:if test="$css">
      <details class="settings">
        <summary title="{m:word('settings', .)}"><span>{m:word('settings', .)}</span></summary>
        <div class="panel">
          <xsl:sequence select="m:choices('theme', ('auto', 'light', 'dark'), root(.)), m:choices('size', ('small', 'normal', 'large', 'largest'), root(.))"/>
        </div>
      </details>
    </xsl:if>
  </xsl:template>

  <!-- The address of the page of an index or a chart. -->
  <xsl:function name="m:index-page" as="xs:string">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="replace($indexes, '([^/])$', '$1/') || $kind || '.html'"/>
  </xsl:function>

</xsl:stylesheet>
