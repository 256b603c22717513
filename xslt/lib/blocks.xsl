<?xml version="1.0" encoding="UTF-8"?>
<!-- Blocks and words: which elements of a text stand as blocks, which inside a line. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:m="urn:matbaa:functions"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- Elements whose children are blocks, whatever they are called: no text of a paragraph stands directly in them. -->
  <xsl:variable name="m:containers" static="yes" as="xs:string+" select="
      'TEI', 'text', 'group', 'front', 'body', 'back', 'div', 'div1', 'div2', 'div3', 'div4', 'div5', 'div6', 'div7', 'floatingText',
      'titlePage', 'docTitle', 'epigraph', 'argument', 'sp', 'spGrp', 'lg', 'castList', 'set', 'prologue', 'epilogue', 'performance',
      'postscript', 'figure', 'listBibl', 'annotationBlock', 'entry', 'sourceDesc', 'particDesc', 'settingDesc', 'standOff', 'sourceDoc', 'facsimile', 'surfaceGrp', 'surface'"/>

  <!-- Elements that are blocks wherever they stand. -->
  <xsl:variable name="m:blocks" static="yes" as="xs:string+" select="
      $m:containers, 'p', 'ab', 'head', 'l', 'list', 'table', 'speaker', 'trailer', 'opener', 'closer', 'eg', 'egXML', 'castItem', 'castGroup', 'listPerson',
      'listPlace', 'listOrg', 'listEvent', 'listObject', 'listNym', 'biblStruct', 'biblFull', 'u', 'addrLine', 'noteGrp', 'witness', 'listWit', 'listApp', 'zone', 'line'"/>

  <!-- Elements that are inline wherever they stand: points and page furniture. -->
  <xsl:variable name="m:points" static="yes" as="xs:string+" select="'pb', 'cb', 'gb', 'lb', 'milestone', 'anchor', 'when', 'addSpan', 'delSpan', 'damageSpan', 'divGen', 'fw', 'index', 'space', 'handShift', 'caesura'"/>

  <!-- The three lists as one, for a quick look: the name of an element and the last list that it is in. -->
  <xsl:variable name="m:shapes" static="yes" as="map(xs:string, xs:string)" select="map:merge((
      $m:blocks ! map { . : 'block' }, $m:containers ! map { . : 'container' }, $m:points ! map { . : 'point' }), map { 'duplicates': 'use-last' })"/>

  <!-- Elements in which a note stays where it is. -->
  <xsl:variable name="m:note-places" static="yes" as="map(xs:string, xs:boolean)" select="map:merge((
      'div', 'div1', 'div2', 'div3', 'div4', 'div5', 'div6', 'div7', 'front', 'body', 'back', 'text', 'group', 'noteGrp', 'figure', 'epigraph', 'argument',
      'titlePage', 'castList', 'set', 'person', 'place', 'org', 'event', 'listBibl', 'standOff', 'annotation') ! map { . : true() })"/>

  <!-- Does the element stand as a block, here where it is? -->
  <xsl:function name="m:is-block" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="shape" as="xs:string?" select="$m:shapes(local-name($element))"/>
    <xsl:sequence select="if (exists($shape)) then $shape ne 'point'
                          else not(m:is-hoisted($element)) and (m:in-container($element) or m:has-block($element))"/>
  </xsl:function>

  <!-- Does anything in the element stand as a block? -->
  <xsl:function name="m:has-block" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        if (empty($element/*)) then false()
        else let $container := m:is-container($element)
             return some $child in $element/* satisfies
               (let $shape := $m:shapes(local-name($child))
                return if (exists($shape)) then $shape ne 'point'
                       else not(m:is-hoisted($child)) and ($container or m:has-block($child)))"/>
  </xsl:function>

  <!-- Does the element hold blocks only? A cit does if it is one. -->
  <xsl:function name="m:is-container" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$m:shapes(local-name($element)) = 'container' or exists($element/self::cit[m:in-container(.)])"/>
  </xsl:function>

  <!-- Is the element a child of one that holds blocks only? -->
  <xsl:function name="m:in-container" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/parent::*[m:is-container(.)])"/>
  </xsl:function>

  <!-- Does the note leave its place for the foot of the page or the end of the text? Not where it stands among blocks, as in a division of endnotes. -->
  <xsl:function name="m:is-hoisted" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/self::note[not($m:note-places(local-name(..)))][ancestor::text])"/>
  </xsl:function>

</xsl:stylesheet>
