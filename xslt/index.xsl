<?xml version="1.0" encoding="UTF-8"?>
<!-- One index of an edition as an HTML page: what the toolchain gathered, in the namespace urn:matbaa:index, already sorted. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="urn:matbaa:index"
    exclude-result-prefixes="#all">

  <!-- The address of the page's CSS; '' puts Matbaa's own into the page. -->
  <xsl:param name="css" as="xs:string" select="''"/>
  <!-- The address of the edition's home page and the edition's title, each '' for none. -->
  <xsl:param name="home" as="xs:string" select="''"/>
  <xsl:param name="title" as="xs:string" select="''"/>
  <!-- The kinds of index that have a page beside this one, separated by spaces. -->
  <xsl:param name="kinds" as="xs:string" select="''"/>
  <!-- The language of Matbaa's own words. -->
  <xsl:param name="language" as="xs:string" select="''"/>

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no" include-content-type="no" escape-uri-attributes="no"/>

  <!-- Index data to HTML; whatever has no template here stays unsaid. -->
  <xsl:mode on-no-match="deep-skip"/>

  <xsl:include href="lib/language.xsl"/>
  <xsl:include href="lib/links.xsl"/>
  <xsl:include href="html/words.xsl"/>
  <xsl:include href="index/frame.xsl"/>
  <xsl:include href="index/entry.xsl"/>
  <xsl:include href="index/mentions.xsl"/>

  <!-- The page: a bar of letters (for dates, of years), then the entries under each. -->
  <xsl:template match="/index" as="element()">
    <xsl:variable name="index" as="element(index)" select="."/>
    <xsl:call-template name="m:frame">
      <xsl:with-param name="heading" select="m:word(@kind, .)"/>
      <xsl:with-param name="here" select="string(@kind)"/>
      <xsl:with-param name="content" as="element()*">
        <header class="title-block">
          <h1>{m:word(@kind, .)}</h1>
          <p class="subtitle">{count(entry)} {m:word('entries', .)} · {count(entry/mention)} {m:word('mentions', .)}</p>
        </header>
        <nav class="letters" aria-label="{m:word('letters', .)}">
          <xsl:for-each select="distinct-values(entry/@letter)">
            <a href="#{m:letter-id(.)}">{.}</a>
          </xsl:for-each>
        </nav>
        <xsl:for-each-group select="entry" group-adjacent="string(@letter)">
          <section class="letter" aria-labelledby="{m:letter-id(current-grouping-key())}">
            <h2 id="{m:letter-id(current-grouping-key())}">{current-grouping-key()}</h2>
            <xsl:apply-templates select="current-group()"/>
          </section>
        </xsl:for-each-group>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- The id of a letter's section, fit for an address: a sign that is neither letter nor digit by its number, # (for names that begin with a digit) as 0. -->
  <xsl:function name="m:letter-id" as="xs:string">
    <xsl:param name="letter" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string*">
      <xsl:analyze-string select="if ($letter = '#') then '0' else $letter" regex="[^\p{{L}}\p{{M}}\p{{N}}_-]">
        <xsl:matching-substring>
          <xsl:sequence select="'.' || string-to-codepoints(.)"/>
        </xsl:matching-substring>
        <xsl:non-matching-substring>
          <xsl:sequence select="."/>
        </xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:variable>
    <xsl:sequence select="'letter:' || string-join($parts)"/>
  </xsl:function>

</xsl:stylesheet>
