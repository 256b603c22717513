<?xml version="1.0" encoding="UTF-8"?>
<!-- Mentions: the elements of a text that an index lists, and the id by which a page can be entered at each of them. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:m="urn:matbaa:functions"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- How many mentions without an own xml:id have begun under each open element that has one, innermost first; the last
       number is for mentions that stand under none. -->
  <xsl:accumulator name="m:mentions" as="xs:integer+" initial-value="0">
    <xsl:accumulator-rule match="persName[not(@xml:id)][ancestor::text] | placeName[not(@xml:id)][ancestor::text] | orgName[not(@xml:id)][ancestor::text] | geogName[not(@xml:id)][ancestor::text]
                                 | settlement[not(@xml:id)][ancestor::text] | country[not(@xml:id)][ancestor::text] | region[not(@xml:id)][ancestor::text] | district[not(@xml:id)][ancestor::text]
                                 | name[not(@xml:id)][ancestor::text] | rs[not(@xml:id)][ancestor::text] | eventName[not(@xml:id)][ancestor::text] | objectName[not(@xml:id)][ancestor::text]
                                 | date[not(@xml:id)][ancestor::text] | bibl[not(@xml:id)][ancestor::text] | title[not(@xml:id)][ancestor::text]"
                          phase="start" select="(head($value) + 1, tail($value))"/>
    <xsl:accumulator-rule match="*[@xml:id]" phase="start" select="(0, $value)"/>
    <xsl:accumulator-rule match="*[@xml:id]" phase="end" select="tail($value)"/>
  </xsl:accumulator>

  <!-- The names of mentions, for a quick look. -->
  <xsl:variable name="m:mention-names" static="yes" as="map(xs:string, xs:boolean)" select="map:merge(tokenize('
      persName placeName orgName geogName settlement country region district name rs eventName objectName date bibl title') ! map { . : true() })"/>

  <!-- Is this element a mention? -->
  <xsl:function name="m:is-mention" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="map:contains($m:mention-names, local-name($element)) and exists($element/self::tei:*/ancestor::text)"/>
  </xsl:function>

  <!-- The id of a mention: its xml:id; else A.N, where A is the xml:id of the nearest ancestor that has one (m where none has)
       and N its number among the mentions under that ancestor that lack an own xml:id. -->
  <xsl:function name="m:id" as="xs:string">
    <xsl:param name="mention" as="element()"/>
    <xsl:sequence select="if ($mention/@xml:id) then string($mention/@xml:id)
                          else ($mention/ancestor::*[@xml:id][1]/string(@xml:id), 'm')[1]
                               || '.' || head($mention/accumulator-before('m:mentions'))"/>
  </xsl:function>

</xsl:stylesheet>
