<?xml version="1.0" encoding="UTF-8"?>
<!-- What @rend, @style, @rendition and tagsDecl say of an element's look, in a closed list of words, each of which is a class of the style sheet.
     Nothing of their text reaches a page: declarations of CSS are read (styles.xsl), and the nearest look is taken. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:m="urn:matbaa:functions"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:include href="styles.xsl"/>
  <xsl:include href="selectors.xsl"/>

  <xsl:key name="m:rendition" match="rendition" use="@xml:id"/>

  <!-- Each look with the words, also those of CSS, that people write for it. -->
  <xsl:variable name="m:look-words" static="yes" as="map(xs:string, xs:string)" select="map {
      'italic': 'i it ital italic italics italicised italicized kursiv cursive oblique',
      'bold': 'b bf bold boldface strong fett',
      'underline': 'u ul underline underlined underscore doubleunderline',
      'strike': 'strike strikethrough line-through struck durchgestrichen',
      'smallcaps': 'sc k smallcap smallcaps small-cap small-caps',
      'caps': 'caps allcaps all-caps uppercase versal',
      'spaced': 'g spaced spaced-out spacedout gesperrt letter-spacing letterspaced',
      'superscript': 'sup super superscript hoch',
      'subscript': 'sub subscript tief',
      'center': 'c ce et center centre centered centred',
      'right': 'right align-right alignright flush-right flushright',
      'indent': 'indent indented et2',
      'large': 'large larger in big huge',
      'small': 'small smaller footnotesize tiny',
      'typewriter': 'tt mono monospace typewriter code'
    }"/>

  <!-- The same the other way round: each word and its look. -->
  <xsl:variable name="m:looks" static="yes" as="map(xs:string, xs:string)"
                select="map:merge(map:for-each($m:look-words, function($look as xs:string, $words as xs:string) as map(xs:string, xs:string)* {
                          tokenize($words) ! map { . : $look } }))"/>

  <!-- The looks of an element, in alphabetical order: those that its own attributes say, else those that the header says of all such elements. -->
  <xsl:function name="m:looks" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="own" as="xs:string*">
      <xsl:if test="$element/(@rend, @style, @rendition)">
        <xsl:variable name="declared" as="element(rendition)*"
                      select="$element/@rendition ! tokenize(.) ! key('m:rendition', substring-after(., '#'), root($element))"/>
        <xsl:sequence select="($element/@rend, $element/@style, if ($declared) then $declared else $element/@rendition) ! m:looks-said(.)"/>
      </xsl:if>
    </xsl:variable>
    <xsl:sequence select="sort(distinct-values(($own, m:selected($element, $own) ! m:looks-said(.))))"/>
  </xsl:function>

  <!-- The looks that a text says: declarations of CSS, or words. -->
  <xsl:function name="m:looks-said" as="xs:string*">
    <xsl:param name="said" as="xs:string"/>
    <xsl:variable name="clear" as="xs:string" select="lower-case(replace($said, '/\*.*?\*/', ' ', 's'))"/>
    <xsl:for-each select="tokenize($clear, '[;{}]')">
      <xsl:sequence select="if (contains(., ':')) then m:style(normalize-space(substring-before(., ':')), normalize-space(substring-after(., ':')))
                            else tokenize(., '[^a-z0-9-]+') ! $m:looks(.)"/>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
