<?xml version="1.0" encoding="UTF-8"?>
<!-- Figures and images. A page loads only images that lie beside it. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- A figure: its images, then what the text says under them. -->
  <xsl:template match="figure" as="element()">
    <figure>
      <xsl:sequence select="m:attributes(.)"/>
      <xsl:variable name="caption" as="element()*" select="head | caption | p | ab | bibl | note | figDesc[empty(../graphic | ../media)] | trailer"/>
      <xsl:apply-templates select="* except ($caption, figDesc)"/>
      <xsl:if test="$caption">
        <figcaption><xsl:apply-templates select="$caption"/></figcaption>
      </xsl:if>
    </figure>
  </xsl:template>

  <!-- An image beside the page; one elsewhere is a link to it, so that opening the page asks no other host. -->
  <xsl:template match="graphic | media" as="element()">
    <xsl:variable name="image" as="xs:string?" select="(@url ! m:safe-image(.))[1]"/>
    <xsl:variable name="link" as="xs:string?" select="(@url ! m:safe-link(.))[1]"/>
    <xsl:choose>
      <xsl:when test="exists($image) and (self::graphic or starts-with(@mimeType, 'image/'))">
        <img src="{$images}{$image}" loading="lazy" alt="{m:plain((desc, ../figDesc, ../head)[1]/node())}">
          <xsl:sequence select="m:attributes(.)"/>
        </img>
      </xsl:when>
      <xsl:when test="exists($link)">
        <a href="{$link}"><xsl:sequence select="m:attributes(., 'says')"/>{(m:plain((desc, ../figDesc)[1]/node())[. ne ''], m:word('image', .))[1]}</a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:message expand-text="yes">the address {@url} of {name()} is not one that a page may load: a word stands for the image</xsl:message>
        <span><xsl:sequence select="m:attributes(., 'says')"/>{(m:plain((desc, ../figDesc)[1]/node())[. ne ''], m:word('image', .))[1]}</span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A description where there is no image to describe. -->
  <xsl:template match="figDesc" as="element()">
    <xsl:call-template name="m:inline"/>
  </xsl:template>

</xsl:stylesheet>
