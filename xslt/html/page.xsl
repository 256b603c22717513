<?xml version="1.0" encoding="UTF-8"?>
<!-- The page around the text: its head, the bar of links, contents, text, notes, and what the header says. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- Matbaa's style sheet, read once, when this is compiled; without its comments and indentation. -->
  <xsl:variable name="m:css" static="yes" as="xs:string"
                select="'&#10;' || replace(replace(unparsed-text('../assets/matbaa.css'), '/\*.*?\*/\s*', '', 's'), '\n\s+', '&#10;')"/>

  <!-- The document as a page. -->
  <xsl:template match="/" as="element()">
    <xsl:call-template name="m:page"/>
  </xsl:template>

  <!-- The page of the current document. -->
  <xsl:template name="m:page" as="element()">
    <xsl:variable name="text-language" as="xs:string" select="m:text-language(.)"/>
    <xsl:variable name="page-language" as="xs:string" select="($text-language[. ne ''], m:interface(.))[1]"/>
    <html lang="{$page-language}">
      <xsl:if test="m:direction($page-language) eq 'rtl'">
        <xsl:attribute name="dir">rtl</xsl:attribute>
      </xsl:if>
      <xsl:call-template name="m:head"/>
      <body>
        <!-- room for notes beside the text is kept from the start, so that nothing moves when they come -->
        <xsl:if test="m:hoisted(.)">
          <xsl:attribute name="class">noted</xsl:attribute>
        </xsl:if>
        <a class="skip" href="#page:text">{m:word('skip', .)}</a>
        <xsl:call-template name="m:bar"/>
        <div class="page">
          <xsl:call-template name="m:contents"/>
          <main id="page:text">
            <xsl:if test="$text-language eq ''">
              <xsl:attribute name="lang">und</xsl:attribute>
            </xsl:if>
            <article data-pagefind-body="">
              <xsl:call-template name="m:title-block"/>
              <xsl:apply-templates/>
              <xsl:call-template name="m:notes"/>
            </article>
            <xsl:call-template name="m:neighbours"/>
            <xsl:call-template name="m:cite"/>
            <xsl:call-template name="m:about"/>
          </main>
        </div>
        <xsl:call-template name="m:cards"/>
      </body>
    </html>
  </xsl:template>

  <!-- The head of the page. -->
  <xsl:template name="m:head" as="element()">
    <xsl:variable name="authors" as="xs:string*" select="m:authors(.)"/>
    <xsl:variable name="abstract" as="xs:string" select="m:plain((//text//div[@type = 'abstract']//p, */teiHeader/profileDesc/abstract)[1])"/>
    <head>
      <meta charset="utf-8"/>
      <xsl:sequence select="m:policy($css eq '')"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="color-scheme" content="light dark"/>
      <title>{string-join((m:title(.), $authors[1]), ' · ')}</title>
      <xsl:for-each select="$authors">
        <meta name="author" content="{.}" data-of="author:{.}"/>
      </xsl:for-each>
      <xsl:if test="$abstract">
        <meta name="description" content="{if (string-length($abstract) gt 300) then replace(substring($abstract, 1, 297), '\s+\S*$', '…') else $abstract}"/>
      </xsl:if>
      <xsl:call-template name="m:metadata"/>
      <xsl:call-template name="m:neighbours-head"/>
      <link rel="icon" href="data:,"/>
      <xsl:for-each select="(*/teiHeader//licence/@target ! m:safe-link(.))[1]">
        <link rel="license" href="{.}"/>
      </xsl:for-each>
      <xsl:if test="$tei">
        <link rel="alternate" type="application/tei+xml" href="{$tei}"/>
      </xsl:if>
      <xsl:if test="$text">
        <link rel="alternate" type="text/plain" href="{$text}"/>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="$css">
          <xsl:for-each select="tokenize($css)">
            <link rel="stylesheet" href="{.}"/>
          </xsl:for-each>
        </xsl:when>
        <xsl:otherwise>
          <style><xsl:value-of select="$m:css"/></style>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:for-each select="tokenize($scripts)">
        <!-- what the reader has chosen holds before anything is shown -->
        <script src="{.}">
          <xsl:if test="not(matches(., '(^|/)settings\.js$'))">
            <xsl:attribute name="defer">defer</xsl:attribute>
          </xsl:if>
        </script>
      </xsl:for-each>
    </head>
  </xsl:template>

  <!-- The bar at the top: to the edition, to its indexes, and the downloads; nothing where there is none of them. -->
  <xsl:template name="m:bar" as="element()?">
    <xsl:variable name="here" as="document-node()" select="."/>
    <xsl:if test="$home || $indexes || $tei || $text || $scripts">
      <header class="bar" lang="{m:interface(.)}">
        <nav aria-label="{m:word('edition', .)}">
          <xsl:if test="$home">
            <a class="home" href="{$home}">{m:word('edition', .)}</a>
          </xsl:if>
          <xsl:if test="$indexes">
            <xsl:for-each select="tokenize($kinds)[. = ('persons', 'places', 'orgs', 'events', 'documents', 'works', 'dates', 'timeline', 'map', 'network', 'citations')]">
              <a href="{replace($indexes, '/$', '')}/{.}.html">{m:word(., $here)}</a>
            </xsl:for-each>
          </xsl:if>
          <xsl:if test="$tei">
            <a class="download" href="{$tei}">{m:word('download-tei', .)}</a>
          </xsl:if>
          <xsl:if test="$text">
            <a class="download" href="{$text}">{m:word('download-text', .)}</a>
          </xsl:if>
        </nav>
        <xsl:call-template name="m:search-form"/>
        <xsl:call-template name="m:settings"/>
      </header>
    </xsl:if>
  </xsl:template>

  <!-- The title from the header, for a document whose text has no title page that gives it. -->
  <xsl:template name="m:title-block" as="element()?">
    <xsl:if test="empty(m:main-title-part(.))">
      <xsl:variable name="sub" as="element(title)*" select="*/teiHeader/fileDesc/titleStmt//title[@type = 'sub']"/>
      <header class="title-block">
        <h1>{m:title(.)}</h1>
        <xsl:for-each select="$sub">
          <p class="subtitle">{m:plain(.)}</p>
        </xsl:for-each>
        <xsl:for-each select="string-join(m:authors(.), ', ')[. ne '']">
          <p class="author">{.}</p>
        </xsl:for-each>
      </header>
    </xsl:if>
  </xsl:template>

  <!-- The part of a title page that is the page's h1: the first main one of a document. -->
  <xsl:function name="m:main-title-part" as="element()?">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="parts" as="element(titlePart)*" select="$document//text//titlePart[m:plain(.)]"/>
    <xsl:sequence select="($parts[@type = 'main'], $parts[not(@type)], $parts)[1]"/>
  </xsl:function>

  <!-- The title of a document, from its header, else its title page. -->
  <xsl:function name="m:title" as="xs:string">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="titles" as="element(title)*" select="$document/*/teiHeader/fileDesc/titleStmt//title"/>
    <xsl:variable name="named" as="element()*" select="$titles[@type = 'main'], $titles[not(title)][not(@type = ('sub', 'short', 'alt'))], $titles, m:main-title-part($document)"/>
    <xsl:sequence select="($named ! m:plain(.)[. ne ''], m:word('untitled', $document))[1]"/>
  </xsl:function>

  <!-- The authors' names, from the header. -->
  <xsl:function name="m:authors" as="xs:string*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="distinct-values($document/*/teiHeader/fileDesc/titleStmt/author ! m:name(.)[. ne ''])"/>
  </xsl:function>

</xsl:stylesheet>
