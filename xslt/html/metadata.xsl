<?xml version="1.0" encoding="UTF-8"?>
<!-- What machines read of a text in the head of its page: the words of Highwire Press (search engines for scholars, Zotero), of
     Dublin Core, and of schema.org. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="urn:matbaa:cite"
    exclude-result-prefixes="#all">

  <!-- The elements for the head; none where the toolchain has told nothing. -->
  <xsl:template name="m:metadata" as="element()*">
    <xsl:apply-templates select="$citing/citing" mode="m:metadata"/>
  </xsl:template>

  <!-- Data of `citing`; whatever has no template here is not for machines. -->
  <xsl:mode name="m:metadata" on-no-match="deep-skip"/>

  <xsl:template match="citing" mode="m:metadata" as="element()*">
    <xsl:if test="@page">
      <link rel="canonical" href="{@page}"/>
    </xsl:if>
    <xsl:apply-templates mode="m:metadata"/>
    <xsl:sequence select="
      m:meta('citation_language', @language), m:meta('DC.language', @language),
      m:meta('citation_fulltext_html_url', @page), m:meta('DC.identifier', @url),
      m:meta('DC.type', 'Text'),
      m:meta('z:itemType', map { 'article-journal': 'journalArticle', 'chapter': 'bookSection', 'book': 'book', 'thesis': 'thesis' }(@kind)),
      m:meta('z:itemType', 'document'[current()/@kind = 'document'])"/>
    <xsl:for-each select="download">
      <link rel="alternate" type="{m:media-type(.)}" href="{@href}"/>
    </xsl:for-each>
  </xsl:template>

  <!-- A meta element for a value; none without. -->
  <xsl:function name="m:meta" as="element()?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="item()?"/>
    <xsl:sequence select="m:meta($name, $value, ())"/>
  </xsl:function>

  <xsl:function name="m:meta" as="element()?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="item()?"/>
    <xsl:param name="language" as="xs:string?"/>
    <xsl:if test="string($value) ne ''">
      <meta name="{$name}" content="{$value}">
        <xsl:if test="exists($language) and m:is-language($language)">
          <xsl:attribute name="lang" select="$language"/>
        </xsl:if>
      </meta>
    </xsl:if>
  </xsl:function>

  <!-- The media type of a download, by its form. -->
  <xsl:function name="m:media-type" as="xs:string">
    <xsl:param name="form" as="xs:string"/>
    <xsl:sequence select="(map { 'bib': 'application/x-bibtex', 'ris': 'application/x-research-info-systems',
                                 'json': 'application/vnd.citationstyles.csl+json', 'datacite': 'application/vnd.datacite.datacite+xml' }($form),
                           'application/octet-stream')[1]"/>
  </xsl:function>

  <xsl:template match="title" mode="m:metadata" as="element()*">
    <xsl:sequence select="m:meta('citation_title', ., @language), m:meta('DC.title', ., @language)"/>
  </xsl:template>

  <!-- Zotero parts a single author at the comma where both sides have several words; a semicolon keeps them together. -->
  <xsl:template match="author | editor" mode="m:metadata" as="element()*">
    <xsl:variable name="name" as="xs:string" select="(@inverted, .)[1]"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize($name, '\s*,\s*')"/>
    <xsl:variable name="alone" as="xs:boolean" select="empty(../*[local-name() eq local-name(current())] except .)"/>
    <xsl:sequence select="m:meta('citation_' || local-name(), $name || ';'[$alone][contains($parts[1], ' ')][contains($parts[2], ' ')])"/>
    <xsl:if test="self::author">
      <xsl:sequence select="m:meta('citation_author_orcid', @orcid ! ('https://orcid.org/' || .))"/>
    </xsl:if>
    <xsl:sequence select="m:meta(if (self::author) then 'DC.creator' else 'DC.contributor', $name)"/>
  </xsl:template>

  <xsl:template match="date" mode="m:metadata" as="element()*">
    <xsl:sequence select="m:meta('citation_publication_date', translate(., '-', '/')[not(starts-with(current(), '-'))]), m:meta('DC.date', .)"/>
  </xsl:template>

  <xsl:template match="publisher" mode="m:metadata" as="element()*">
    <xsl:sequence select="m:meta('citation_publisher', string-join(../publisher, '; ')[empty(current()/preceding-sibling::publisher)]), m:meta('DC.publisher', .)"/>
  </xsl:template>

  <xsl:template match="journal | book | series | volume | issue | first-page | last-page | issn | isbn" mode="m:metadata" as="element()?">
    <xsl:variable name="names" as="map(xs:string, xs:string)"
                  select="map { 'journal': 'journal_title', 'book': 'inbook_title', 'series': 'series_title', 'first-page': 'firstpage', 'last-page': 'lastpage' }"/>
    <xsl:sequence select="m:meta('citation_' || ($names(local-name()), local-name())[1], .)"/>
  </xsl:template>

  <xsl:template match="doi" mode="m:metadata" as="element()*">
    <xsl:sequence select="m:meta('citation_doi', .), m:meta('DC.identifier', 'https://doi.org/' || .)"/>
  </xsl:template>

  <xsl:template match="identifier" mode="m:metadata" as="element()?">
    <xsl:sequence select="m:meta('DC.identifier', .[not(. = ../@url)])"/>
  </xsl:template>

  <xsl:template match="licence" mode="m:metadata" as="element()?">
    <xsl:sequence select="m:meta('DC.rights', (@url, .)[1])"/>
  </xsl:template>

  <xsl:template match="keyword" mode="m:metadata" as="element()*">
    <xsl:sequence select="m:meta('citation_keywords', ., @language), m:meta('DC.subject', ., @language)"/>
  </xsl:template>

  <!-- Data, which a browser does not run; the toolchain has left no sign of markup in it. -->
  <xsl:template match="json-ld" mode="m:metadata" as="element()">
    <script type="application/ld+json">{.}</script>
  </xsl:template>

</xsl:stylesheet>
