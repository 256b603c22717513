<?xml version="1.0" encoding="UTF-8"?>
<!-- The home page of an edition: what it is, its texts, its indexes and charts, and how it is cited. -->
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
  <xsl:include href="index/counts.xsl"/>
  <xsl:include href="index/find.xsl"/>
  <xsl:include href="home/texts.xsl"/>

  <!-- The page. An edition of one text is introduced by it, one of several by their list. -->
  <xsl:template match="/edition" as="element()">
    <xsl:variable name="edition" as="element(edition)" select="."/>
    <xsl:call-template name="m:frame">
      <xsl:with-param name="heading" select="string(@title)"/>
      <xsl:with-param name="here" select="'home'"/>
      <xsl:with-param name="class" select="'home'"/>
      <xsl:with-param name="scripts" select="'filter.js'[m:is-many($edition)]"/>
      <xsl:with-param name="content" as="element()*">
        <xsl:choose>
          <xsl:when test="count(text) eq 1">
            <xsl:apply-templates select="text" mode="m:alone"/>
          </xsl:when>
          <xsl:otherwise>
            <header class="title-block">
              <h1>{@title}</h1>
              <p class="subtitle">{m:counted(count(text), 'texts-number', .)}</p>
            </header>
            <xsl:call-template name="m:texts"/>
          </xsl:otherwise>
        </xsl:choose>
        <xsl:call-template name="m:doors">
          <xsl:with-param name="to" select="index"/>
          <xsl:with-param name="heading" select="'indexes'"/>
        </xsl:call-template>
        <xsl:call-template name="m:doors">
          <xsl:with-param name="to" select="chart"/>
          <xsl:with-param name="heading" select="'charts'"/>
        </xsl:call-template>
        <xsl:if test="text/file">
          <xsl:call-template name="m:how-to-cite"/>
        </xsl:if>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- A section of links to indexes or charts; nothing without any. -->
  <xsl:template name="m:doors" as="element()?">
    <xsl:param name="to" as="element()*"/>
    <xsl:param name="heading" as="xs:string"/>
    <xsl:if test="$to">
      <section aria-labelledby="page:{$heading}">
        <h2 id="page:{$heading}">{m:word($heading, .)}</h2>
        <ul class="doors">
          <xsl:for-each select="$to">
            <li>
              <a class="{@kind}" href="{m:index-page(@kind)}">
                <span>{m:word(@kind, .)}</span>
                <xsl:for-each select="@entries">
                  <xsl:text> </xsl:text>
                  <span class="count">{m:number(xs:integer(.))}</span>
                </xsl:for-each>
              </a>
            </li>
          </xsl:for-each>
        </ul>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- Where to find how a text is cited; of a single text also the files. -->
  <xsl:template name="m:how-to-cite" as="element()">
    <section aria-labelledby="page:cite">
      <h2 id="page:cite">{m:word('how-to-cite', .)}</h2>
      <xsl:choose>
        <xsl:when test="count(text) eq 1">
          <p>
            <xsl:text>{m:word('how-to-cite-one', .)} </xsl:text>
            <xsl:for-each select="text/file">
              <xsl:if test="position() gt 1"> · </xsl:if>
              <a href="{@href}" download="">{m:word('cite-' || @form, .)}</a>
            </xsl:for-each>
          </p>
        </xsl:when>
        <xsl:otherwise>
          <p>{m:word('how-to-cite-many', .)}</p>
        </xsl:otherwise>
      </xsl:choose>
    </section>
  </xsl:template>

</xsl:stylesheet>
