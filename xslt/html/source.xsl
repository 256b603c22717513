<?xml version="1.0" encoding="UTF-8"?>
<!-- A source written out as it stands, page by page: surfaces, zones on them, lines in those. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="sourceDoc | facsimile | surfaceGrp | zone" as="element()">
    <div>
      <xsl:sequence select="m:attributes(.)"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <!-- A written surface, under its number, with a way to its image. -->
  <xsl:template match="surface" as="element()">
    <section>
      <xsl:sequence select="m:attributes(.)"/>
      <xsl:variable name="image" as="xs:string?" select="@facs ! tokenize(.)[1] ! m:safe-link(.)[not(starts-with(., '#'))]"/>
      <xsl:if test="@n or exists($image)">
        <p class="surface-name says">
          <xsl:text>{@n}</xsl:text>
          <xsl:if test="exists($image)">
            <a class="facs" href="{$image}" aria-label="{m:word('facsimile', .)}" title="{m:word('facsimile', .)}"></a>
          </xsl:if>
        </p>
      </xsl:if>
      <xsl:apply-templates/>
    </section>
  </xsl:template>

  <!-- A line as it is written. -->
  <xsl:template match="line" as="element()">
    <div>
      <xsl:sequence select="m:attributes(.)"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

</xsl:stylesheet>
