<?xml version="1.0" encoding="UTF-8"?>
<!-- Which of several readings is the text, and what is none. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns:t="urn:matbaa:text"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- A choice: the reading asked for, else what there is. -->
  <xsl:template match="choice" as="node()*">
    <xsl:variable name="edited" as="element()*" select="corr | reg | expan"/>
    <xsl:variable name="source" as="element()*" select="sic | orig | abbr"/>
    <xsl:apply-templates select="(if ($reading = 'original') then ($source, $edited, *) else ($edited, $source, *))[1]"/>
  </xsl:template>

  <!-- Variants: the lemma, else the first reading. -->
  <xsl:template match="app" as="node()*">
    <xsl:apply-templates select="(lem, rdg, rdgGrp//rdg)[1], note"/>
  </xsl:template>

  <!-- What an editor supplied is not in the source; what an editor takes out is not in the corrected text. -->
  <xsl:template match="supplied | ex" as="node()*">
    <xsl:if test="$reading ne 'original'">
      <xsl:apply-templates/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="surplus | am[../ex or ../../expan]" as="node()*">
    <xsl:if test="$reading eq 'original'">
      <xsl:apply-templates/>
    </xsl:if>
  </xsl:template>

  <!-- A gap has a sign, so that the words before and after it are not taken for neighbours. -->
  <xsl:template match="gap" as="node()*">
    <xsl:text>[…]</xsl:text>
    <xsl:if test="normalize-space()">
      <xsl:text> </xsl:text>
      <xsl:apply-templates/>
    </xsl:if>
  </xsl:template>

  <!-- Beyond what lib/hidden.xsl leaves out, no part of the text to read: deletions, descriptions of images, ruby annotations, the header. -->
  <xsl:template match="del | figDesc | graphic | media | rt | teiHeader" as="empty-sequence()"/>

  <!-- A deletion that was taken back is none. -->
  <xsl:template match="restore//del" as="node()*">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- What another file holds is not read, which is said once. -->
  <xsl:template match="xi:include" as="node()*" xmlns:xi="http://www.w3.org/2001/XInclude">
    <xsl:if test="empty(preceding::xi:include)">
      <xsl:message>XInclude is not followed: the text of {string-join(distinct-values(//xi:include/@href), ', ')} is not in the output</xsl:message>
    </xsl:if>
    <xsl:apply-templates select="xi:fallback/node()"/>
  </xsl:template>

</xsl:stylesheet>
