<?xml version="1.0" encoding="UTF-8"?>
<!-- The page of one entry of an index: what the authority file says of it, what it is mentioned together with, and every mention. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="urn:matbaa:index"
    exclude-result-prefixes="#all">

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no" include-content-type="no" escape-uri-attributes="no"/>

  <!-- Index data to HTML; whatever has no template here stays unsaid. -->
  <xsl:mode on-no-match="deep-skip"/>

  <xsl:include href="index/parameters.xsl"/>
  <xsl:include href="lib/language.xsl"/>
  <xsl:include href="lib/links.xsl"/>
  <xsl:include href="html/words.xsl"/>
  <xsl:include href="lib/policy.xsl"/>
  <xsl:include href="index/frame.xsl"/>
  <xsl:include href="index/counts.xsl"/>
  <xsl:include href="index/find.xsl"/>
  <xsl:include href="chart/sheet.xsl"/>
  <xsl:include href="index/facts.xsl"/>
  <xsl:include href="index/related.xsl"/>
  <xsl:include href="index/mentions.xsl"/>
  <xsl:include href="index/passages.xsl"/>

  <!-- The page. -->
  <xsl:template match="/entry" as="element()">
    <xsl:variable name="texts" as="xs:integer" select="count(distinct-values(mention/@document))"/>
    <xsl:call-template name="m:frame">
      <xsl:with-param name="heading" select="string(label)"/>
      <xsl:with-param name="here" select="string(@kind)"/>
      <xsl:with-param name="part" select="true()"/>
      <xsl:with-param name="class" select="'entry-page k-' || @kind"/>
      <xsl:with-param name="scripts" select="'filter.js'[m:is-long(current())]"/>
      <xsl:with-param name="content" as="element()*">
        <header class="title-block">
          <p class="above">
            <a href="{m:index-page(@kind)}#{@id}">{m:word(@kind, .)}</a>
            <xsl:if test="@type"> · {m:type-word(.)}</xsl:if>
          </p>
          <h1>{label}</h1>
          <xsl:if test="mention">
            <p class="subtitle">
              <xsl:text>{m:counted(count(mention), 'mentions', .)}</xsl:text>
              <xsl:if test="$texts gt 1"> · {m:counted($texts, 'texts-number', .)}</xsl:if>
            </p>
          </xsl:if>
        </header>
        <div class="known">
          <div class="told">
            <xsl:call-template name="m:notes"/>
            <xsl:call-template name="m:facts"/>
          </div>
          <xsl:for-each select="sheet">
            <xsl:call-template name="m:locator"/>
          </xsl:for-each>
        </div>
        <xsl:call-template name="m:related"/>
        <xsl:call-template name="m:passages"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

</xsl:stylesheet>
