<?xml version="1.0" encoding="UTF-8"?>
<!-- Title pages: what they say, in their order. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="titlePage" as="element()">
    <header>
      <xsl:sequence select="m:attributes(., 'title-block')"/>
      <xsl:apply-templates/>
    </header>
  </xsl:template>

  <xsl:template match="docTitle" as="element()">
    <div>
      <xsl:sequence select="m:attributes(.)"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <!-- The first main title is the page's h1. -->
  <xsl:template match="titlePart" as="element()">
    <xsl:call-template name="m:paragraph">
      <xsl:with-param name="as" select="if (. is m:main-title-part(root(.))) then 'h1' else 'p'"/>
      <xsl:with-param name="class" select="'parallel'[count(current()/ancestor::titlePage/preceding::titlePage) gt 0]"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="byline | docImprint | docEdition | imprimatur | docAuthor | docDate | titlePage/*[not(self::docTitle | self::titlePart | self::pb | self::figure
                       | self::epigraph | self::argument | self::graphic | self::lb | self::cb | self::gb | self::milestone | self::note | self::fw | self::index)]"
                priority="0.6" as="element()">
    <xsl:choose>
      <xsl:when test="m:is-block(.)">
        <xsl:call-template name="m:paragraph"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="m:inline"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
