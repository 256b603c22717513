<?xml version="1.0" encoding="UTF-8"?>
<!-- The box that narrows a list down, which assets/filter.js brings to life and shows, and the links to a page's data. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="urn:matbaa:index"
    exclude-result-prefixes="#all">

  <!-- A field, the number of hits and, where the list is `sortable`, two buttons; for the list with the id `of`. -->
  <xsl:template name="m:find" as="element()">
    <xsl:param name="of" as="xs:string" select="'page:list'"/>
    <xsl:param name="label" as="xs:string" select="'filter'"/>
    <xsl:param name="sortable" as="xs:boolean" select="false()"/>
    <div class="find" hidden="hidden" data-filter="{$of}" data-found="{m:word('filter-found', .)}" data-none="{m:word('filter-none', .)}">
      <label>
        <span class="label">{m:word($label, .)}</span>
        <input type="search" autocomplete="off" autocapitalize="none" spellcheck="false" aria-controls="{$of}"/>
      </label>
      <xsl:if test="$sortable">
        <span class="sort" role="group" aria-label="{m:word('sort', .)}">
          <button type="button" data-sort="name" aria-pressed="true">{m:word('sort-name', .)}</button>
          <button type="button" data-sort="count" aria-pressed="false">{m:word('sort-count', .)}</button>
        </span>
      </xsl:if>
      <span class="hits" role="status"/>
    </div>
  </xsl:template>

  <!-- Links to files that have what the page shows as data; the form is the end of the file's name. -->
  <xsl:template name="m:downloads" as="element()">
    <xsl:param name="files" as="xs:string+"/>
    <xsl:variable name="node" as="node()" select="."/>
    <p class="downloads">
      <xsl:text>{m:word('data', .)}: </xsl:text>
      <xsl:for-each select="$files">
        <xsl:variable name="form" as="xs:string" select="substring-after(., '.')"/>
        <xsl:if test="position() gt 1"> · </xsl:if>
        <a href="{.}" download="">{if (m:has-word('form-' || $form)) then m:word('form-' || $form, $node) else upper-case($form)}</a>
      </xsl:for-each>
    </p>
  </xsl:template>

</xsl:stylesheet>
