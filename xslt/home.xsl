<?xml version="1.0" encoding="UTF-8"?>
<!-- The home page of an edition: its texts and its indexes. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="urn:matbaa:index"
    exclude-result-prefixes="#all">

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no" include-content-type="no" escape-uri-attributes="no"/>

  <!-- What the toolchain tells of the edition, to HTML. -->
  <xsl:mode on-no-match="deep-skip"/>

  <xsl:include href="index/parameters.xsl"/>
  <xsl:include href="lib/language.xsl"/>
  <xsl:include href="html/words.xsl"/>
  <xsl:include href="lib/policy.xsl"/>
  <xsl:include href="index/frame.xsl"/>

  <!-- The page. -->
  <xsl:template match="/edition" as="element()">
    <xsl:call-template name="m:frame">
      <xsl:with-param name="heading" select="string(@title)"/>
      <xsl:with-param name="class" select="'home'"/>
      <xsl:with-param name="content" as="element()*">
        <header class="title-block">
          <h1>{@title}</h1>
        </header>
        <section aria-labelledby="page:texts">
          <h2 id="page:texts">{m:word('texts', .)}</h2>
          <ul class="texts">
            <xsl:apply-templates select="text"/>
          </ul>
        </section>
        <xsl:if test="index">
          <section aria-labelledby="page:indexes">
            <h2 id="page:indexes">{m:word('indexes', .)}</h2>
            <ul class="indexes">
              <xsl:for-each select="index">
                <li><a href="index/{@kind}.html">{m:word(@kind, .)}</a><xsl:text> </xsl:text><span class="count">{@entries}</span></li>
              </xsl:for-each>
            </ul>
          </section>
        </xsl:if>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- A text: author, title, parallel titles, and its plain text. -->
  <xsl:template match="text" as="element()">
    <li>
      <xsl:if test="author">
        <span class="author">{string-join(author, ', ')}</span>
      </xsl:if>
      <a class="title" href="{@html}">
        <xsl:sequence select="m:titled((title, .)[1])"/>
      </a>
      <xsl:for-each select="tail(title)">
        <span class="subtitle">
          <xsl:sequence select="m:titled(.)"/>
        </span>
      </xsl:for-each>
      <a class="download" href="{@plain}">{m:word('download-text', .)}</a>
    </li>
  </xsl:template>

  <!-- A title in its language; the file's name for a text without one. -->
  <xsl:function name="m:titled" as="element()">
    <xsl:param name="title" as="element()"/>
    <span>
      <xsl:if test="m:is-language(string($title/@lang))">
        <xsl:attribute name="lang" select="$title/@lang"/>
      </xsl:if>
      <xsl:text>{if ($title/self::text) then $title/@name else $title}</xsl:text>
    </span>
  </xsl:function>

</xsl:stylesheet>
