<?xml version="1.0" encoding="UTF-8"?>
<!-- Step 1: from a schemaSpec to the list of its specifications, those taken from a source (such as TEI's own) included and changed. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:odd="urn:matbaa:odd"
    exclude-result-prefixes="#all">

  <xsl:import href="merge.xsl"/>

  <!-- The schemaSpec of an ODD; with more than one, the first. -->
  <xsl:function name="odd:schema" as="element(tei:schemaSpec)">
    <xsl:param name="odd" as="document-node()"/>
    <xsl:variable name="found" as="element(tei:schemaSpec)*" select="$odd//tei:schemaSpec"/>
    <xsl:sequence select="if ($found) then $found[1]
                          else odd:fail('the document has no schemaSpec: an ODD needs one, with @ident and @start', $odd/*)"/>
  </xsl:function>

  <!-- Stops the compilation, saying why and where in the ODD. -->
  <xsl:function name="odd:fail" as="item()*">
    <xsl:param name="message" as="xs:string"/>
    <xsl:param name="where" as="element()?"/>
    <xsl:variable name="spec" as="element()?" select="$where/ancestor-or-self::*[ends-with(local-name(), 'Spec')][@ident][1]"/>
    <xsl:sequence select="error(xs:QName('odd:fault'),
      string-join(($spec ! (local-name() || ' ' || @ident || ': '), $message), ''))"/>
  </xsl:function>

  <!-- What a schemaSpec or specGrp holds, in order: specifications and references to a source, through specGrp and specGrpRef. -->
  <xsl:function name="odd:items" as="element()*">
    <xsl:param name="holder" as="element()"/>
    <xsl:for-each select="$holder/*">
      <xsl:choose>
        <xsl:when test="self::tei:specGrp">
          <xsl:sequence select="odd:items(.)"/>
        </xsl:when>
        <xsl:when test="self::tei:specGrpRef">
          <xsl:variable name="id" as="xs:string" select="substring-after(@target, '#')"/>
          <xsl:variable name="group" as="element(tei:specGrp)*" select="root(.)//tei:specGrp[@xml:id = $id]"/>
          <xsl:sequence select="if ($group) then odd:items($group[1])
                                else odd:fail('specGrpRef points to ' || @target || ', but there is no such specGrp', .)"/>
        </xsl:when>
        <xsl:when test="self::tei:elementSpec | self::tei:classSpec | self::tei:macroSpec | self::tei:dataSpec
                        | self::tei:moduleRef | self::tei:elementRef | self::tei:classRef | self::tei:macroRef | self::tei:dataRef">
          <xsl:sequence select="."/>
        </xsl:when>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <!-- The specifications of a document by their idents; of several with one ident the first counts. -->
  <xsl:function name="odd:index" as="map(xs:string, element())">
    <xsl:param name="specs" as="element()*"/>
    <xsl:sequence select="map:merge($specs ! map { string(@ident): . }, map { 'duplicates': 'use-first' })"/>
  </xsl:function>

  <!-- All specifications of the schema, complete, in order: the source's first, each changed as the ODD says, then its own. -->
  <xsl:function name="odd:gather" as="element()*">
    <xsl:param name="schema" as="element(tei:schemaSpec)"/>
    <xsl:param name="source" as="document-node()?"/>
    <xsl:variable name="library" as="map(xs:string, element())"
      select="odd:index($source//(tei:elementSpec | tei:classSpec | tei:macroSpec | tei:dataSpec))"/>
    <xsl:variable name="items" as="element()*" select="odd:items($schema)"/>
    <xsl:variable name="taken" as="element()*" select="$items ! odd:taken(., $library)"/>
    <xsl:variable name="own" as="element()*" select="$items[ends-with(local-name(), 'Spec')]"/>
    <xsl:variable name="changes" as="map(xs:string, element()*)"
      select="map:merge($own ! map { string(@ident): . }, map { 'duplicates': 'combine' })"/>
    <xsl:variable name="idents" as="xs:string*" select="odd:distinct(($taken, $own) ! string(@ident))"/>
    <xsl:variable name="takenIndex" as="map(xs:string, element())" select="odd:index($taken)"/>
    <xsl:variable name="gathered" as="element()*"
      select="$idents ! fold-left($changes(.), ($takenIndex(.), $library(.)[$changes(string(@ident))/@mode = 'change'])[1], odd:apply#2)"/>
    <xsl:sequence select="$gathered, odd:needed($gathered, map:keys($changes), $library)"/>
  </xsl:function>

  <!-- The distinct strings, in the order in which they come first. -->
  <xsl:function name="odd:distinct" as="xs:string*">
    <xsl:param name="strings" as="xs:string*"/>
    <xsl:for-each-group select="$strings" group-by=".">
      <xsl:sequence select="current-grouping-key()"/>
    </xsl:for-each-group>
  </xsl:function>

  <!-- What one moduleRef, elementRef, classRef, macroRef or dataRef of a schemaSpec takes from the source. -->
  <xsl:function name="odd:taken" as="element()*">
    <xsl:param name="item" as="element()"/>
    <xsl:param name="library" as="map(xs:string, element())"/>
    <xsl:variable name="include" as="xs:string*" select="tokenize($item/@include)"/>
    <xsl:variable name="except" as="xs:string*" select="tokenize($item/@except)"/>
    <xsl:choose>
      <xsl:when test="ends-with(local-name($item), 'Spec')"/>
      <xsl:when test="map:size($library) = 0">
        <xsl:sequence select="odd:fail(local-name($item) || ' ' || $item/@key || ' takes from a source, but none is given: '
          || 'name it in schemaSpec/@source', $item)"/>
      </xsl:when>
      <xsl:when test="$item/@url">
        <xsl:sequence select="odd:fail('moduleRef/@url (a grammar in another language) is not known to this compiler', $item)"/>
      </xsl:when>
      <xsl:when test="$item/self::tei:moduleRef">
        <xsl:variable name="module" as="element()*" select="map:for-each($library, function($k, $v) { $v })[@module = $item/@key]"/>
        <xsl:if test="empty($module)">
          <xsl:sequence select="odd:fail('the source has no module ' || $item/@key, $item)"/>
        </xsl:if>
        <xsl:variable name="unknown" as="xs:string*" select="($include, $except)[not(. = $module/@ident)]"/>
        <xsl:if test="exists($unknown)">
          <xsl:sequence select="odd:fail('module ' || $item/@key || ' of the source has no element ' || string-join($unknown, ', '), $item)"/>
        </xsl:if>
        <xsl:for-each select="$module">
          <xsl:sort select="@ident" lang="en" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
          <xsl:sequence select=".[not(self::tei:elementSpec) or (if (exists($include)) then @ident = $include else not(@ident = $except))]"/>
        </xsl:for-each>
      </xsl:when>
      <xsl:when test="empty($library($item/@key))">
        <xsl:sequence select="odd:fail('the source has no specification of ' || $item/@key, $item)"/>
      </xsl:when>
      <xsl:when test="exists(($include, $except))">
        <xsl:variable name="narrowed" as="element()">
          <xsl:element name="classSpec" namespace="http://www.tei-c.org/ns/1.0">
            <xsl:attribute name="mode" select="'change'"/>
            <xsl:attribute name="ident" select="$item/@key"/>
            <attList xmlns="http://www.tei-c.org/ns/1.0">
              <xsl:for-each select="$library($item/@key)//tei:attDef[if (exists($include)) then not(@ident = $include) else @ident = $except]">
                <attDef ident="{@ident}" mode="delete"/>
              </xsl:for-each>
            </attList>
          </xsl:element>
        </xsl:variable>
        <xsl:sequence select="odd:apply($library($item/@key), $narrowed)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$library($item/@key)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Macros and datatypes of the source that the gathered specifications refer to and do not have yet, and those that these need. -->
  <xsl:function name="odd:needed" as="element()*">
    <xsl:param name="have" as="element()*"/>
    <xsl:param name="refused" as="xs:string*"/>
    <xsl:param name="library" as="map(xs:string, element())"/>
    <xsl:variable name="keys" as="xs:string*" select="distinct-values($have//(tei:macroRef | tei:dataRef)/@key)"/>
    <xsl:variable name="more" as="element()*"
      select="sort($keys[not(. = ($have/@ident, $refused))]) ! $library(.)"/>
    <xsl:sequence select="$more, (if ($more) then odd:needed(($have, $more), $refused, $library) else ())"/>
  </xsl:function>

</xsl:stylesheet>
