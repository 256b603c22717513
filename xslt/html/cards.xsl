<?xml version="1.0" encoding="UTF-8"?>
<!-- Cards: what the edition says of each person, place, date or work that the text mentions. They lie in the page once for each entry, unseen, until a script
     shows one beside a mention (assets/cards.js); the mention itself is a link to the entry. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:i="urn:matbaa:index"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- The cards of the current document; nothing for a page without scripts. -->
  <xsl:template name="m:cards" as="element()?">
    <xsl:variable name="entries" as="element(i:entry)*" select="$entities/*/i:entry"/>
    <xsl:variable name="document" as="document-node()" select="."/>
    <xsl:if test="$scripts">
      <xsl:variable name="citing" as="map(xs:string, element()*)" select="if ($entries/@kind = 'works') then m:citing($document) else map {}"/>
      <template id="page:cards" lang="{m:interface(.)}" data-close="{m:word('close', .)}" data-previous="{m:word('previous', .)}" data-next="{m:word('next', .)}"
        data-here="{m:word('in-this-text', .)}" data-follow="{m:word('go-there', .)}" data-copied="{m:word('link-copied', .)}">
        <xsl:apply-templates select="$entries" mode="m:card">
          <xsl:with-param name="document" select="$document"/>
          <xsl:with-param name="citing" select="$citing"/>
        </xsl:apply-templates>
      </template>
    </xsl:if>
  </xsl:template>

  <xsl:mode name="m:card" on-no-match="deep-skip"/>

  <!-- The card of an entry: its name, what it is and when, a note, other names, where else a work is cited, and where there is more. -->
  <xsl:template match="i:entry" mode="m:card" as="element()">
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="citing" as="map(xs:string, element()*)"/>
    <div class="{@kind}" data-href="{@href}">
      <p class="card-name">
        <xsl:if test="@kind ne 'dates'">
          <xsl:attribute name="data-of" select="@kind || ':' || i:label"/>
        </xsl:if>
        <xsl:text>{i:label}</xsl:text>
      </p>
      <p class="card-kind">{string-join((m:entry-kind(., $document), m:entry-facts(.)), ' · ')}</p>
      <xsl:for-each select="(i:note[m:primary(@lang) eq m:interface($document)], i:note)[1]">
        <p class="card-note">
          <xsl:if test="m:is-language(string(@lang))">
            <xsl:attribute name="lang" select="@lang"/>
          </xsl:if>
          <xsl:text>{.}</xsl:text>
        </p>
      </xsl:for-each>
      <xsl:if test="i:variant">
        <p class="card-variants"><span>{m:word('variants', $document)}</span> {string-join(i:variant, ' · ')}</p>
      </xsl:if>
      <xsl:variable name="places" as="element()*" select="$citing(string(@id))[current()/@kind = 'works']"/>
      <xsl:if test="count($places) gt 1">
        <p class="card-places"><span>{m:word('cited-at', $document)}</span></p>
        <ul class="card-places">
          <xsl:sequence select="$places"/>
        </ul>
      </xsl:if>
      <p class="card-links">
        <a href="{@href}">{m:word('index-entry', $document)}</a>
        <xsl:for-each select="i:identifier">
          <xsl:variable name="url" as="xs:string?" select="m:safe-link(@url)"/>
          <xsl:if test="exists($url)">
            <xsl:text> </xsl:text>
            <a rel="external" href="{$url}">{m:authority(string(@type), $url)}</a>
          </xsl:if>
        </xsl:for-each>
      </p>
    </div>
  </xsl:template>

  <!-- What an entry is: its type, where we have a word for it, else its kind. -->
  <xsl:function name="m:entry-kind" as="xs:string">
    <xsl:param name="entry" as="element(i:entry)"/>
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="m:word(('type-' || $entry/@type, 'kind-' || $entry/@kind)[m:has-word(.)][1], $document)"/>
  </xsl:function>

  <!-- The facts of an entry in a line: the years of a life with a dash, then the others. -->
  <xsl:function name="m:entry-facts" as="xs:string*">
    <xsl:param name="entry" as="element(i:entry)"/>
    <xsl:variable name="birth" as="xs:string*" select="$entry/i:fact[@name = 'birth']"/>
    <xsl:variable name="death" as="xs:string*" select="$entry/i:fact[@name = 'death']"/>
    <xsl:sequence select="
        if (exists($birth) and exists($death)) then $birth || '–' || $death else ($birth ! ('* ' || .), $death ! ('† ' || .)),
        $entry/i:fact[not(@name = ('birth', 'death'))] ! string(),
        $entry[@kind = 'dates']/@date ! string()[. ne $entry/i:label]"/>
  </xsl:function>

  <!-- The first part of a language tag. -->
  <xsl:function name="m:primary" as="xs:string">
    <xsl:param name="tag" as="xs:string?"/>
    <xsl:sequence select="lower-case(tokenize($tag || '', '-')[1])"/>
  </xsl:function>

  <!-- Where the text cites each work, by the id of the work: items of a list with the page and what of the work is cited. -->
  <xsl:function name="m:citing" as="map(xs:string, element()*)">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="found" as="map(xs:string, item()*)*">
      <xsl:for-each-group select="$document//text//(pb[@n] | bibl[not(m:is-hidden(.))])" group-starting-with="pb">
        <xsl:variable name="page" as="xs:string?" select="current-group()[1]/self::pb/@n"/>
        <xsl:for-each select="current-group()/self::bibl">
          <xsl:variable name="work" as="xs:string?" select="(descendant-or-self::*[self::bibl or self::ref or self::ptr or self::title] ! m:entity(.)[@kind = 'works'])[1]/@id"/>
          <xsl:variable name="id" as="attribute()?" select="m:id-attribute(.)"/>
          <xsl:if test="exists($work) and exists($id)">
            <xsl:map-entry key="$work" select="m:cited-place($id, $page, string-join(citedRange ! m:plain(.), ', '), $document)"/>
          </xsl:if>
        </xsl:for-each>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:sequence select="map:merge($found, map { 'duplicates': 'combine' })"/>
  </xsl:function>

  <!-- One place where a work is cited. -->
  <xsl:function name="m:cited-place" as="element()">
    <xsl:param name="id" as="attribute()"/>
    <xsl:param name="page" as="xs:string?"/>
    <xsl:param name="range" as="xs:string"/>
    <xsl:param name="document" as="document-node()"/>
    <li><a href="#{$id}">{if (exists($page)) then m:word('page-short', $document) || ' ' || $page else '↪'}</a>{(' (' || $range || ')')[$range]}</li>
  </xsl:function>

</xsl:stylesheet>
