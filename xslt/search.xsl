<?xml version="1.0" encoding="UTF-8"?>
<!-- The search page of an edition. What is sought stands in its address; a script (assets/search.js) finds it in the index that lies in search/. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="urn:matbaa:index"
    exclude-result-prefixes="#all">

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no" include-content-type="no" escape-uri-attributes="no"/>

  <xsl:mode on-no-match="deep-skip"/>

  <xsl:include href="index/parameters.xsl"/>
  <xsl:include href="lib/language.xsl"/>
  <xsl:include href="html/words.xsl"/>
  <xsl:include href="lib/policy.xsl"/>
  <xsl:include href="index/frame.xsl"/>

  <!-- What a text can be narrowed down by, as its page gives it to the index. -->
  <xsl:variable name="m:filters" as="xs:string+" select="'author', 'persons', 'places', 'orgs', 'events', 'documents', 'works'"/>

  <xsl:template match="/search" as="element()">
    <xsl:variable name="here" as="element()" select="."/>
    <xsl:call-template name="m:frame">
      <xsl:with-param name="heading" select="m:word('search', .)"/>
      <xsl:with-param name="class" select="'searching'"/>
      <xsl:with-param name="scripts" select="'search.js'"/>
      <xsl:with-param name="content" as="element()*">
        <h1>{m:word('search', .)}</h1>
        <form id="search" role="search" action="search.html">
          <p class="field">
            <input type="search" name="q" aria-label="{m:word('search-in', .)}" autocomplete="off" autocapitalize="none" spellcheck="false"/>
            <button>{m:word('search', .)}</button>
          </p>
          <details class="filters" hidden="hidden">
            <summary>{m:word('search-narrow', .)}</summary>
            <xsl:for-each select="$m:filters">
              <fieldset data-filter="{.}" hidden="hidden">
                <legend>{m:word(if (. eq 'author') then 'search-author' else ., $here)}</legend>
              </fieldset>
            </xsl:for-each>
          </details>
        </form>
        <p id="found" role="status" data-none="{m:word('search-none', .)}" data-found="{m:word('search-found', .)}" data-wait="{m:word('search-wait', .)}"
          data-disk="{m:word('search-disk', .)}" data-fault="{m:word('search-fault', .)}" data-more="{m:word('search-more', .)}"></p>
        <ol id="results"></ol>
        <noscript><p>{m:word('search-script', .)}</p></noscript>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

</xsl:stylesheet>
