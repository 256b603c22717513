<?xml version="1.0" encoding="UTF-8"?>
<!-- A chart of an edition: the timeline of its dates, the map of its places, the network of its entries, or where its works are cited. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="urn:matbaa:index"
    exclude-result-prefixes="#all">

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no" include-content-type="no" escape-uri-attributes="no"/>

  <!-- Chart data to HTML; whatever has no template here stays unsaid. -->
  <xsl:mode on-no-match="deep-skip"/>

  <xsl:include href="index/parameters.xsl"/>
  <xsl:include href="lib/language.xsl"/>
  <xsl:include href="lib/links.xsl"/>
  <xsl:include href="html/words.xsl"/>
  <xsl:include href="lib/policy.xsl"/>
  <xsl:include href="index/frame.xsl"/>
  <xsl:include href="index/counts.xsl"/>
  <xsl:include href="index/find.xsl"/>
  <xsl:include href="index/letters.xsl"/>
  <xsl:include href="chart/sheet.xsl"/>
  <xsl:include href="chart/map.xsl"/>
  <xsl:include href="chart/network.xsl"/>
  <xsl:include href="chart/timeline.xsl"/>
  <xsl:include href="chart/citations.xsl"/>

  <!-- The data files beside each chart, and the scripts that bring it to life. -->
  <xsl:variable name="m:data" as="map(xs:string, xs:string+)" static="yes"
                select="map { 'map': ('geojson', 'csv'), 'network': ('graphml', 'csv'), 'timeline': ('json', 'csv'), 'citations': ('csv') }"/>
  <xsl:variable name="m:chart-scripts" as="map(xs:string, xs:string*)" static="yes"
                select="map { 'map': 'zoom.js', 'network': ('zoom.js', 'network.js'), 'timeline': 'timeline.js', 'citations': () }"/>

  <!-- The page: what is counted, the chart, and the same as a list. -->
  <xsl:template match="/chart" as="element()">
    <xsl:variable name="counted" as="xs:string*">
      <xsl:apply-templates select="." mode="m:counted"/>
    </xsl:variable>
    <xsl:call-template name="m:frame">
      <xsl:with-param name="heading" select="m:word(@kind, .)"/>
      <xsl:with-param name="here" select="string(@kind)"/>
      <xsl:with-param name="class" select="'chart-page'"/>
      <xsl:with-param name="scripts" select="$m:chart-scripts(@kind)"/>
      <xsl:with-param name="content" as="element()*">
        <header class="title-block">
          <h1>{m:word(@kind, .)}</h1>
          <p class="subtitle">{string-join($counted, ' · ')}</p>
          <xsl:call-template name="m:downloads">
            <xsl:with-param name="files" select="$m:data(@kind) ! (current()/@kind || '.' || .)"/>
          </xsl:call-template>
        </header>
        <xsl:apply-templates select="." mode="m:drawn"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- What a chart has how many of, in words. -->
  <xsl:mode name="m:counted" on-no-match="deep-skip"/>

  <!-- The chart and its list. -->
  <xsl:mode name="m:drawn" on-no-match="deep-skip"/>

</xsl:stylesheet>
