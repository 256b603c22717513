<?xml version="1.0" encoding="UTF-8"?>
<!-- What the pages of indexes, entries and charts are told from outside. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    exclude-result-prefixes="#all">

  <!-- The addresses of the page's CSS, separated by spaces; '' puts Matbaa's own into the page, which then has no scripts. -->
  <xsl:param name="css" as="xs:string" select="''"/>
  <!-- The addresses of further scripts, separated by spaces. -->
  <xsl:param name="scripts" as="xs:string" select="''"/>
  <!-- The address of the site's top folder from this page, such as ../ -->
  <xsl:param name="root" as="xs:string" select="''"/>
  <!-- The address of the edition's home page and the edition's title, each '' for none. -->
  <xsl:param name="home" as="xs:string" select="''"/>
  <xsl:param name="title" as="xs:string" select="''"/>
  <!-- The folder of the index pages, '' for the page's own; the kinds and charts that have a page there, separated by spaces. -->
  <xsl:param name="indexes" as="xs:string" select="''"/>
  <xsl:param name="kinds" as="xs:string" select="''"/>
  <!-- The language of Matbaa's own words. -->
  <xsl:param name="language" as="xs:string" select="''"/>

</xsl:stylesheet>
