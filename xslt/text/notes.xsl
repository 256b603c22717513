<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes: a number at their place, the notes at the end. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns:t="urn:matbaa:text"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:accumulator name="t:note-count" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="note[m:is-hoisted(.)][not(m:is-hidden(.))]" select="$value + 1"/>
  </xsl:accumulator>

  <!-- A note in the text. -->
  <xsl:template match="note[m:is-hoisted(.)]" as="node()*">
    <xsl:if test="$notes ne 'drop'">
      <xsl:text>[{accumulator-before('t:note-count')}]</xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- A note that stands among blocks stays there. -->
  <xsl:template match="note" as="node()*">
    <xsl:if test="$notes ne 'drop'">
      <xsl:sequence select="$t:block"/>
      <xsl:apply-templates/>
      <xsl:sequence select="$t:block"/>
    </xsl:if>
  </xsl:template>

  <!-- The notes at the end, each behind its number. -->
  <xsl:template name="t:notes" as="node()*">
    <xsl:if test="$notes ne 'drop'">
      <xsl:for-each select=".//note[m:is-hoisted(.)][not(m:is-hidden(.))]">
        <xsl:variable name="content" as="node()*">
          <xsl:apply-templates/>
        </xsl:variable>
        <xsl:variable name="first" as="xs:integer?" select="(for $at in 1 to count($content) return $at[$content[$at][self::text()][normalize-space()]])[1]"/>
        <xsl:sequence select="$t:block"/>
        <xsl:text>[{accumulator-before('t:note-count')}] </xsl:text>
        <xsl:sequence select="$content[position() ge $first]"/>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
