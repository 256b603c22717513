<?xml version="1.0" encoding="UTF-8"?>
<!-- One index of an edition as an HTML page: what the toolchain gathered, in the namespace urn:matbaa:index, already sorted. -->
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
  <xsl:include href="index/letters.xsl"/>
  <xsl:include href="index/rows.xsl"/>
  <xsl:include href="index/calendar.xsl"/>
  <xsl:include href="index/facts.xsl"/>
  <xsl:include href="index/mentions.xsl"/>
  <xsl:include href="index/whole.xsl"/>

  <!-- The page: a bar of letters (for dates, of years), then the entries under each. Entries that have a page of their own are rows that lead
       there; without one they stand here whole, mentions and all. -->
  <xsl:template match="/index" as="element()">
    <xsl:variable name="rows" as="xs:boolean" select="exists(entry/@href)"/>
    <xsl:variable name="mentions" as="xs:integer" select="if ($rows) then xs:integer(sum(entry/@mentions)) else count(entry/mention)"/>
    <xsl:call-template name="m:frame">
      <xsl:with-param name="heading" select="m:word(@kind, .)"/>
      <xsl:with-param name="here" select="string(@kind)"/>
      <xsl:with-param name="scripts" select="'filter.js'[$rows]"/>
      <xsl:with-param name="content" as="element()*">
        <header class="title-block">
          <h1>{m:word(@kind, .)}</h1>
          <p class="subtitle">{m:counted(count(entry), 'entries', .)} · {m:counted($mentions, 'mentions', .)}</p>
          <xsl:if test="$rows">
            <xsl:call-template name="m:downloads">
              <xsl:with-param name="files" select="tokenize((@downloads, 'json csv')[1]) ! (current()/@kind || '.' || .)"/>
            </xsl:call-template>
          </xsl:if>
        </header>
        <div class="finding">
          <xsl:if test="$rows and count(entry) gt 5">
            <xsl:call-template name="m:find">
              <xsl:with-param name="sortable" select="@kind ne 'dates'"/>
            </xsl:call-template>
          </xsl:if>
          <xsl:call-template name="m:letters"/>
        </div>
        <div id="page:list">
          <xsl:for-each-group select="entry" group-adjacent="string(@letter)">
            <section class="letter" aria-labelledby="{m:letter-id(current-grouping-key())}">
              <h2 id="{m:letter-id(current-grouping-key())}">{current-grouping-key()}</h2>
              <xsl:choose>
                <xsl:when test="not($rows)">
                  <xsl:apply-templates select="current-group()" mode="m:whole"/>
                </xsl:when>
                <xsl:when test="../@kind = 'dates' and count(current-group()) gt $m:many-dates">
                  <xsl:call-template name="m:months">
                    <xsl:with-param name="entries" select="current-group()"/>
                  </xsl:call-template>
                </xsl:when>
                <xsl:otherwise>
                  <ul class="rows">
                    <xsl:apply-templates select="current-group()" mode="m:row"/>
                  </ul>
                </xsl:otherwise>
              </xsl:choose>
            </section>
          </xsl:for-each-group>
        </div>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

</xsl:stylesheet>
