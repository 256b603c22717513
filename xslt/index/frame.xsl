<?xml version="1.0" encoding="UTF-8"?>
<!-- What is around the content of an index page and of the home page. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="urn:matbaa:index"
    exclude-result-prefixes="#all">

  <!-- A page with a bar of links to the home page and the indexes; `here` is the kind of index that this page is. -->
  <xsl:template name="m:frame" as="element()">
    <xsl:param name="heading" as="xs:string"/>
    <xsl:param name="here" as="xs:string" select="''"/>
    <xsl:param name="content" as="element()*"/>
    <xsl:variable name="node" as="node()" select="."/>
    <html lang="{m:interface(root(.))}">
      <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <title>{string-join(($heading, $title[. ne $heading])[. ne ''], ' · ')}</title>
        <link rel="icon" href="data:,"/>
        <xsl:choose>
          <xsl:when test="$css">
            <link rel="stylesheet" href="{$css}"/>
          </xsl:when>
          <xsl:otherwise>
            <style><xsl:value-of select="'&#10;' || unparsed-text('../assets/matbaa.css')"/></style>
          </xsl:otherwise>
        </xsl:choose>
      </head>
      <body>
        <a class="skip" href="#page:content">{m:word('skip', .)}</a>
        <xsl:if test="$home or $kinds">
          <header class="bar">
            <nav aria-label="{m:word('edition', .)}">
              <xsl:if test="$home">
                <a class="home" href="{$home}">{m:word('edition', .)}</a>
              </xsl:if>
              <xsl:for-each select="tokenize($kinds)">
                <a href="{.}.html">
                  <xsl:if test=". eq $here">
                    <xsl:attribute name="aria-current">page</xsl:attribute>
                  </xsl:if>
                  <xsl:text>{m:word(., $node)}</xsl:text>
                </a>
              </xsl:for-each>
            </nav>
          </header>
        </xsl:if>
        <main id="page:content" class="{if ($here) then 'index' else 'home'}">
          <xsl:sequence select="$content"/>
        </main>
      </body>
    </html>
  </xsl:template>

</xsl:stylesheet>
