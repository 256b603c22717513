<?xml version="1.0" encoding="UTF-8"?>
<!-- The ways to the texts before and after this one. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- The texts before and after this one in the edition: their addresses and their titles, each '' for none. -->
  <xsl:param name="previous" as="xs:string" select="''"/>
  <xsl:param name="previous-title" as="xs:string" select="''"/>
  <xsl:param name="next" as="xs:string" select="''"/>
  <xsl:param name="next-title" as="xs:string" select="''"/>

  <!-- Links for machines, in the page's head. -->
  <xsl:template name="m:neighbours-head" as="element()*">
    <xsl:if test="$previous">
      <link rel="prev" href="{$previous}"/>
    </xsl:if>
    <xsl:if test="$next">
      <link rel="next" href="{$next}"/>
    </xsl:if>
  </xsl:template>

  <!-- Links for readers, below the text; nothing for a text that stands alone. -->
  <xsl:template name="m:neighbours" as="element()?">
    <xsl:if test="$previous || $next">
      <nav class="neighbours" aria-label="{m:word('neighbours', .)}" lang="{m:interface(.)}">
        <xsl:if test="$previous">
          <a class="previous" rel="prev" href="{$previous}"><span>{m:word('previous-text', .)}</span> <cite lang="">{$previous-title}</cite></a>
        </xsl:if>
        <xsl:if test="$next">
          <a class="next" rel="next" href="{$next}"><span>{m:word('next-text', .)}</span> <cite lang="">{$next-title}</cite></a>
        </xsl:if>
      </nav>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
