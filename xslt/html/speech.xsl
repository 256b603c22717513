<?xml version="1.0" encoding="UTF-8"?>
<!-- Transcribed speech: utterances, and what else is to be heard or seen. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- An utterance, after the name or sign of who speaks. -->
  <xsl:template match="u" as="element()">
    <div>
      <xsl:sequence select="m:attributes(.)"/>
      <xsl:if test="@who">
        <span class="who says">{string-join(for $who in tokenize(@who) return (m:responsible($who, root(.))[. ne ''], replace($who, '^.*#', ''))[1], ', ')}:</span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <!-- A pause or a change of voice that is only marked: a sign for it, between utterances or in one. -->
  <xsl:template match="pause[not(node())] | shift[not(node())]" priority="1" as="element()">
    <xsl:element name="{if (m:is-block(.)) then 'p' else 'span'}">
      <xsl:sequence select="m:attributes(.)"/>
      <span class="says">({if (self::pause) then string-join(('…', @dur ! replace(., '^PT([0-9.]+)S$', '$1 s')), ' ') else string-join((@feature, @new), ': ')})</span>
    </xsl:element>
  </xsl:template>

  <!-- What happens besides the words: a block between utterances, else inside one. -->
  <xsl:template match="incident | kinesic | vocal | writing | pause | shift" as="element()">
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
