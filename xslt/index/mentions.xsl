<?xml version="1.0" encoding="UTF-8"?>
<!-- The mentions of an entry: each with its page, the words around it, and a link to the very spot. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="urn:matbaa:index"
    exclude-result-prefixes="#all">

  <!-- More mentions than this are folded away until a reader asks for them. -->
  <xsl:variable name="m:unfolded" as="xs:integer" static="yes" select="8"/>

  <!-- The list of mentions, text by text where there are several; a word where there are none. -->
  <xsl:template name="m:mentions-list" as="element()">
    <xsl:variable name="lists" as="element()*">
      <xsl:for-each-group select="mention" group-by="string(@document)">
        <xsl:if test="count(distinct-values(../../entry/mention/@document)) gt 1">
          <h4>{(@title, @document)[1]}</h4>
        </xsl:if>
        <ol class="mentions">
          <xsl:apply-templates select="current-group()"/>
        </ol>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="empty(mention)">
        <p class="unmentioned">{m:word('unmentioned', .)}</p>
      </xsl:when>
      <xsl:when test="count(mention) gt $m:unfolded">
        <details class="mentions">
          <summary>{count(mention)} {m:word('mentions', .)}</summary>
          <xsl:sequence select="$lists"/>
        </details>
      </xsl:when>
      <xsl:otherwise>
        <div class="mentions">
          <xsl:sequence select="$lists"/>
        </div>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- One mention: of a work its locator, else the page; then the words around it. -->
  <xsl:template match="mention" as="element()">
    <li>
      <xsl:sequence select="m:to-mention(., 'place', if (@page) then m:word('page-short', .) || ' ' || @page else m:word('mention', .))"/>
      <xsl:text> </xsl:text>
      <span class="context">
        <xsl:text>{if (string(before)) then '… ' else ''}{before}</xsl:text>
        <xsl:sequence select="m:to-mention(., 'hit', string(form))"/>
        <xsl:text>{after}{if (string(after)) then ' …' else ''}</xsl:text>
      </span>
    </li>
  </xsl:template>

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
