<?xml version="1.0" encoding="UTF-8"?>
<!-- A mention: its page, the words around it, and a link to the very spot. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="urn:matbaa:index"
    exclude-result-prefixes="#all">

  <!-- Mentions to items of a list. -->
  <xsl:mode name="m:mention" on-no-match="deep-skip"/>

  <!-- One mention: of a work its locator, else the page; then the words around it. -->
  <xsl:template match="mention" mode="m:mention" as="element()">
    <li>
      <xsl:sequence select="m:to-mention(., 'place', m:place(.))"/>
      <xsl:text> </xsl:text>
      <span class="context">
        <xsl:text>{if (string(before)) then '… ' else ''}{before}</xsl:text>
        <xsl:sequence select="m:to-mention(., 'hit', string(form))"/>
        <xsl:text>{after}{if (string(after)) then ' …' else ''}</xsl:text>
      </span>
    </li>
  </xsl:template>

  <!-- Where a mention is, in a word: its page, where the text has pages. -->
  <xsl:function name="m:place" as="xs:string">
    <xsl:param name="mention" as="element(mention)"/>
    <xsl:sequence select="if ($mention/@page) then m:word('page-short', $mention) || ' ' || $mention/@page else m:word('mention', $mention)"/>
  </xsl:function>

  <!-- Words that lead to the mention; without a link where its text has no page. -->
  <xsl:function name="m:to-mention" as="element()">
    <xsl:param name="mention" as="element(mention)"/>
    <xsl:param name="class" as="xs:string"/>
    <xsl:param name="words" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="string($mention/@href)">
        <a class="{$class}" href="{$mention/@href}">{$words}</a>
      </xsl:when>
      <xsl:otherwise>
        <span class="{$class}">{$words}</span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

</xsl:stylesheet>
