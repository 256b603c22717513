<?xml version="1.0" encoding="UTF-8"?>
<!-- Dictionaries: entries with their forms, senses, examples and origins. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="entry | entryFree | superEntry | dictScrap | form | orth | pron | hyph | syll | stress | gramGrp | gram | pos | per | gen | case | number | tns | mood
                       | iType | subc | colloc | def | usg | lbl | lang | etym | re | xr"
                as="element()">
    <xsl:call-template name="m:inline"/>
  </xsl:template>

  <!-- A sense or a homograph under its number, unless the text has it. -->
  <xsl:template match="sense | hom" as="element()">
    <xsl:element name="{if (m:is-block(.)) then 'div' else 'span'}">
      <xsl:sequence select="m:attributes(.)"/>
      <xsl:if test="@n and not(num | lbl | label)">
        <span class="sense-number says">{@n}</span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- What stands for the headword, or its pronunciation, in an example: a swung dash where the text leaves it out. -->
  <xsl:template match="oRef | pRef" as="element()">
    <span>
      <xsl:sequence select="m:attributes(.)"/>
      <xsl:choose>
        <xsl:when test="node()">
          <xsl:apply-templates/>
        </xsl:when>
        <xsl:otherwise>
          <span class="says">~</span>
        </xsl:otherwise>
      </xsl:choose>
    </span>
  </xsl:template>

</xsl:stylesheet>
