<?xml version="1.0" encoding="UTF-8"?>
<!-- What pages and plain texts leave out on purpose. This list is the whole of it (docs/transform.md repeats it). -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- Page furniture of the source (running heads, printed page numbers: the numbers come from pb), index terms that are no part of the text, and
       what describes the text instead of being it: images' coordinates, stand-off annotation, machine-readable analyses. -->
  <xsl:template match="fw | index | facsimile[../text or ../sourceDoc] | sourceDoc[../text] | annotation | listAnnotation | link | linkGrp | join | joinGrp | alt | altGrp | span | spanGrp | interp | interpGrp
                       | fs | fvLib | fLib | certainty | precision | respons | timeline | substJoin | listTranspose | listChange | xenoData"
                as="empty-sequence()"/>

  <!-- Names that stand in the header's or the stand-off lists of a document that has a text: the indexes show them. -->
  <xsl:template match="standOff[../text]" as="empty-sequence()"/>

  <!-- Is the element, or one around it, left out? (The names are those of the templates above that have content, and descriptions that are
       the alternative text of an image.) -->
  <xsl:function name="m:is-hidden" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/ancestor-or-self::*[self::teiHeader or self::fw or self::index or self::facsimile[../text or ../sourceDoc] or self::sourceDoc[../text]
                            or self::linkGrp or self::spanGrp or self::interpGrp or self::fs or self::timeline
                            or self::standOff[../text] or self::figDesc[../graphic | ../media] or self::desc[parent::graphic | parent::media]])"/>
  </xsl:function>

</xsl:stylesheet>
