<?xml version="1.0" encoding="UTF-8"?>
<!-- The text of a TEI document as plain text, for those who count and compare words. docs/transform.md has the conventions.

     The text becomes a stream of text nodes and marks (t:block, t:line, t:tab, t:join), which text/layout.xsl sets. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns:t="urn:matbaa:text"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- keep: a number in brackets at the place of a note and the notes at the end; drop: neither. -->
  <xsl:param name="notes" as="xs:string" select="'keep'"/>
  <!-- corrected: the editor's readings; original: the source's. -->
  <xsl:param name="reading" as="xs:string" select="'corrected'"/>
  <!-- The greatest length of a line, in characters; 0 for a line a paragraph. -->
  <xsl:param name="width" as="xs:integer" select="0"/>

  <xsl:output method="text" encoding="UTF-8"/>

  <!-- Elements to the stream; comments and instructions are skipped. -->
  <xsl:mode on-no-match="deep-skip" use-accumulators="#all"/>

  <xsl:include href="lib/blocks.xsl"/>
  <xsl:include href="lib/joins.xsl"/>
  <xsl:include href="lib/hidden.xsl"/>
  <xsl:include href="text/layout.xsl"/>
  <xsl:include href="text/blocks.xsl"/>
  <xsl:include href="text/readings.xsl"/>
  <xsl:include href="text/notes.xsl"/>
  <xsl:include href="lib/strays.xsl"/>
  <xsl:include href="text/strays.xsl"/>

  <!-- The text of the document, or of each in a corpus; of one that is a transcription page by page, or a list of entries, that. -->
  <xsl:template match="/" as="text()">
    <xsl:variable name="texts" as="element()*" select="(.//text[not(ancestor::text)], .//sourceDoc[empty(../text)], .//standOff[empty(../text)])/."/>
    <xsl:variable name="stream" as="node()*">
      <xsl:apply-templates select="$texts"/>
      <xsl:call-template name="t:notes"/>
    </xsl:variable>
    <xsl:value-of select="t:set($stream)"/>
  </xsl:template>

</xsl:stylesheet>
