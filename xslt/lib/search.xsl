<?xml version="1.0" encoding="UTF-8"?>
<!-- The way to the search from any page. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:i="urn:matbaa:index"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- The address of the search page, '' for none. -->
  <xsl:param name="search" as="xs:string" select="''"/>

  <!-- A field for what is sought; the search page, which has its own, shows what is found. -->
  <xsl:template name="m:search-form" as="element()?">
    <xsl:if test="$search and not(self::i:search)">
      <form class="search" role="search" action="{$search}">
        <input type="search" name="q" aria-label="{m:word('search-in', .)}" placeholder="{m:word('search', .)}" autocomplete="off" spellcheck="false"/>
      </form>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
