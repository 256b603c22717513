<?xml version="1.0" encoding="UTF-8"?>
<!-- A content model as XSD sees it: text apart, macros written out, choices of single elements joined. It is a tree of
       odd:leaf   one of the elements in @names (see odd:xsd-key); children say how the leaf is written
       odd:seq    one after the other
       odd:alt    one of them
     each with @min and @max (-1: no limit); @macro names the macro that a part stands for, @loose says why a part is looser than the ODD. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:rng="http://relaxng.org/ns/structure/1.0"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:odd="urn:matbaa:odd"
    exclude-result-prefixes="#all">

  <xsl:mode name="odd:particle" on-no-match="fail"/>

  <!-- The parts of a content model that are not elements, those of macros included. -->
  <xsl:function name="odd:plain-parts" as="element()*">
    <xsl:param name="content" as="element()?"/>
    <xsl:variable name="macros" as="element()*" select="$content//tei:macroRef ! odd:spec(@key, .)/tei:content"/>
    <xsl:sequence select="$content//(tei:textNode | rng:text | tei:dataRef | tei:valList), $macros ! odd:plain-parts(.)"/>
  </xsl:function>

  <!-- Whether text may stand in a content model. -->
  <xsl:function name="odd:holds-text" as="xs:boolean">
    <xsl:param name="content" as="element()?"/>
    <xsl:sequence select="exists(odd:plain-parts($content)[self::tei:textNode or self::rng:text])"/>
  </xsl:function>

  <!-- Whether a value of some datatype may stand in it. -->
  <xsl:function name="odd:holds-data" as="xs:boolean">
    <xsl:param name="content" as="element()?"/>
    <xsl:sequence select="exists(odd:plain-parts($content)[self::tei:dataRef or self::tei:valList])"/>
  </xsl:function>

  <!-- Whether it is a value of some datatype and nothing else. -->
  <xsl:function name="odd:is-simple" as="xs:boolean">
    <xsl:param name="content" as="element()?"/>
    <xsl:sequence select="odd:holds-data($content) and not(odd:holds-text($content)) and empty(odd:particle($content))"/>
  </xsl:function>

  <!-- What stands for an element among the names of a leaf: its ident, or where it is of another namespace {namespace}. -->
  <xsl:function name="odd:xsd-key" as="xs:string">
    <xsl:param name="element" as="element(tei:elementSpec)"/>
    <xsl:variable name="namespace" as="xs:string" select="odd:namespace($element)"/>
    <xsl:sequence select="if ($namespace = odd:own-namespace($element)) then odd:name($element) else '{' || $namespace || '}'"/>
  </xsl:function>

  <!-- The tree of a content model, none where it holds no elements. -->
  <xsl:function name="odd:particle" as="element()?">
    <xsl:param name="content" as="element()?"/>
    <xsl:variable name="parts" as="element()*">
      <xsl:apply-templates select="$content ! odd:parts(.)" mode="odd:particle"/>
    </xsl:variable>
    <xsl:sequence select="odd:seq($parts, 1, 1, ())"/>
  </xsl:function>

  <!-- Parts one after the other; a single one that needs no occurrences of its own stays as it is. -->
  <xsl:function name="odd:seq" as="element()?">
    <xsl:param name="parts" as="element()*"/>
    <xsl:param name="min" as="xs:integer"/>
    <xsl:param name="max" as="xs:integer"/>
    <xsl:param name="macro" as="xs:string?"/>
    <xsl:choose>
      <xsl:when test="empty($parts)"/>
      <xsl:when test="count($parts) = 1 and $min = 1 and $max = 1 and empty($macro)">
        <xsl:sequence select="$parts"/>
      </xsl:when>
      <xsl:when test="count($parts) = 1 and $parts/@min = 1 and $parts/@max = 1 and empty($macro) and not($parts/@macro)">
        <xsl:element name="{name($parts)}" namespace="urn:matbaa:odd">
          <xsl:copy-of select="$parts/@*"/>
          <xsl:attribute name="min" select="$min"/>
          <xsl:attribute name="max" select="$max"/>
          <xsl:copy-of select="$parts/*"/>
        </xsl:element>
      </xsl:when>
      <xsl:otherwise>
        <odd:seq min="{$min}" max="{$max}">
          <xsl:if test="$macro">
            <xsl:attribute name="macro" select="$macro"/>
          </xsl:if>
          <xsl:copy-of select="$parts"/>
        </odd:seq>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- A leaf for several elements that occur from `min` to `max` times. `refs` are elements of the schema, classRefs and leaves to be joined. -->
  <xsl:function name="odd:leaf" as="element(odd:leaf)">
    <xsl:param name="keys" as="xs:string*"/>
    <xsl:param name="refs" as="element()*"/>
    <xsl:param name="min" as="xs:integer"/>
    <xsl:param name="max" as="xs:integer"/>
    <odd:leaf names="{odd:distinct($keys)}" min="{$min}" max="{$max}">
      <xsl:copy-of select="$refs"/>
    </odd:leaf>
  </xsl:function>

  <xsl:template match="tei:elementRef[@key]" mode="odd:particle" as="element()">
    <xsl:variable name="key" as="xs:string" select="odd:xsd-key(odd:spec(@key, .))"/>
    <xsl:variable name="ref" as="element()">
      <odd:element key="{$key}"/>
    </xsl:variable>
    <xsl:sequence select="odd:leaf($key, $ref, odd:min(.), odd:max(.))"/>
  </xsl:template>

  <!-- A class as a whole is one leaf; one whose members follow each other is a sequence of leaves. -->
  <xsl:template match="tei:classRef" mode="odd:particle" as="element()?">
    <xsl:variable name="elements" as="element(tei:elementSpec)*" select="odd:referred(.)"/>
    <xsl:variable name="refs" as="element()*" select="odd:distinct($elements ! odd:xsd-key(.)) ! odd:element-reference(.)"/>
    <xsl:choose>
      <xsl:when test="@expand = ('sequence', 'sequenceOptional', 'sequenceRepeatable', 'sequenceOptionalRepeatable')">
        <xsl:variable name="min" as="xs:integer" select="if (contains(@expand, 'Optional')) then 0 else 1"/>
        <xsl:variable name="max" as="xs:integer" select="if (contains(@expand, 'Repeatable')) then -1 else 1"/>
        <xsl:sequence select="odd:seq($refs ! odd:leaf(@key, ., $min, $max), odd:min(.), odd:max(.), ())"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="group" as="element()">
          <odd:group key="{@key}" names="{$refs/@key}"/>
        </xsl:variable>
        <xsl:sequence select="odd:leaf($refs/@key, if (@include | @except) then $refs else $group, odd:min(.), odd:max(.))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="odd:element-reference" as="element(odd:element)">
    <xsl:param name="key" as="xs:string"/>
    <odd:element key="{$key}"/>
  </xsl:function>

  <xsl:template match="tei:macroRef" mode="odd:particle" as="element()?">
    <xsl:variable name="inside" as="element()?" select="odd:particle(odd:spec(@key, .)/tei:content)"/>
    <xsl:sequence select="odd:seq($inside, odd:min(.), odd:max(.), @key)"/>
  </xsl:template>

  <!-- A sequence; one in any order becomes any number of its elements. -->
  <xsl:template match="tei:sequence" mode="odd:particle" as="element()?">
    <xsl:variable name="parts" as="element()*">
      <xsl:apply-templates select="odd:parts(.)" mode="#current"/>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="@preserveOrder = ('false', '0') and count($parts) gt 1">
        <xsl:sequence select="odd:loose($parts, 'elements in any order')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="odd:seq($parts, odd:min(.), odd:max(.), ())"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- An alternation. Single elements among the alternatives make one leaf; where an alternative is text or nothing, the rest may be absent. -->
  <xsl:template match="tei:alternate" mode="odd:particle" as="element()?">
    <xsl:variable name="parts" as="element()*">
      <xsl:apply-templates select="odd:parts(.)" mode="#current"/>
    </xsl:variable>
    <xsl:variable name="optional" as="xs:boolean" select="count($parts) lt count(odd:parts(.))"/>
    <xsl:variable name="min" as="xs:integer" select="if ($optional) then 0 else odd:min(.)"/>
    <xsl:variable name="max" as="xs:integer" select="odd:max(.)"/>
    <!-- (a* | b+)* is (a | b)*, but (a{2} | b)* is not, nor is (a* | b) -->
    <xsl:variable name="single" as="element(odd:leaf)*"
      select="$parts[self::odd:leaf][@min = (0, 1) and @max = 1 or $max = -1 and @min = (0, 1) and @max = -1]"/>
    <xsl:variable name="joined" as="element(odd:leaf)?"
      select="if ($single) then odd:leaf($single/tokenize(@names), $single/*, min($single/xs:integer(@min)), 1) else ()"/>
    <xsl:variable name="rest" as="element()*" select="$parts except $single"/>
    <xsl:choose>
      <xsl:when test="empty($parts)"/>
      <xsl:when test="empty($rest)">
        <xsl:sequence select="odd:leaf($single/tokenize(@names), $single/*, min(($min, $single/xs:integer(@min))), $max)"/>
      </xsl:when>
      <xsl:otherwise>
        <odd:alt min="{$min}" max="{$max}">
          <xsl:copy-of select="$joined, $rest"/>
        </odd:alt>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Any number of the elements of some parts, in any order. -->
  <xsl:function name="odd:loose" as="element(odd:leaf)">
    <xsl:param name="parts" as="element()*"/>
    <xsl:param name="reason" as="xs:string"/>
    <xsl:variable name="keys" as="xs:string*" select="odd:distinct($parts/descendant-or-self::odd:leaf/tokenize(@names))"/>
    <odd:leaf names="{$keys}" min="0" max="-1" loose="{$reason}">
      <xsl:copy-of select="$keys ! odd:element-reference(.)"/>
    </odd:leaf>
  </xsl:function>

  <!-- Any element: of other namespaces than the schema's if the ODD says so, else of all. -->
  <xsl:template match="tei:anyElement" mode="odd:particle" as="element()">
    <xsl:variable name="own" as="xs:string" select="odd:own-namespace(.)"/>
    <xsl:variable name="other" as="xs:boolean"
      select="if (@require) then not(tokenize(@require) = $own) else not(@except) or tokenize(@except) = $own"/>
    <xsl:variable name="key" as="xs:string" select="if ($other) then '{##other}' else '{##any}'"/>
    <xsl:sequence select="odd:leaf($key, odd:element-reference($key), odd:min(.), odd:max(.))"/>
  </xsl:template>

  <xsl:template match="rng:*" mode="odd:particle" as="element()">
    <odd:leaf names="{{##any}}" min="0" max="-1" loose="RELAX NG in the ODD">
      <odd:element key="{{##any}}"/>
    </odd:leaf>
  </xsl:template>

  <!-- What is no element is no particle. -->
  <xsl:template match="tei:textNode | tei:empty | tei:dataRef | tei:valList | rng:text | rng:empty" mode="odd:particle" as="element()?" priority="2"/>

</xsl:stylesheet>
