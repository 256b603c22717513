<?xml version="1.0" encoding="UTF-8"?>
<!-- Questions that more than one output asks of a resolved schemaSpec. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:odd="urn:matbaa:odd"
    exclude-result-prefixes="#all">

  <!-- The members of each class, direct ones, in the order of the specifications. -->
  <xsl:key name="odd:members" match="tei:elementSpec | tei:classSpec" use="tei:classes/tei:memberOf/@key"/>
  <xsl:key name="odd:spec" match="tei:elementSpec | tei:classSpec | tei:macroSpec | tei:dataSpec" use="@ident"/>

  <!-- The specification with the given ident, in the schema that `from` belongs to. -->
  <xsl:function name="odd:spec" as="element()?">
    <xsl:param name="ident" as="xs:string"/>
    <xsl:param name="from" as="node()"/>
    <xsl:sequence select="key('odd:spec', $ident, root($from))[1]"/>
  </xsl:function>

  <!-- The direct members of a class. -->
  <xsl:function name="odd:members" as="element()*">
    <xsl:param name="class" as="xs:string"/>
    <xsl:param name="from" as="node()"/>
    <xsl:sequence select="key('odd:members', $class, root($from))"/>
  </xsl:function>

  <!-- The elements of a class, those of the classes in it included, each once. -->
  <xsl:function name="odd:class-elements" as="element(tei:elementSpec)*">
    <xsl:param name="class" as="xs:string"/>
    <xsl:param name="from" as="node()"/>
    <xsl:sequence select="odd:members($class, $from) !
      (if (self::tei:elementSpec) then . else odd:class-elements(@ident, .)) /."/>
  </xsl:function>

  <!-- The elements that a classRef in a content model stands for, after its @include and @except. -->
  <xsl:function name="odd:referred" as="element(tei:elementSpec)*">
    <xsl:param name="ref" as="element(tei:classRef)"/>
    <xsl:sequence select="odd:class-elements($ref/@key, $ref)
      [not($ref/@include) or @ident = tokenize($ref/@include)][not(@ident = tokenize($ref/@except))]"/>
  </xsl:function>

  <!-- The name of an element or attribute in documents: altIdent where there is one. -->
  <xsl:function name="odd:name" as="xs:string">
    <xsl:param name="spec" as="element()"/>
    <xsl:sequence select="string(($spec/tei:altIdent, $spec/@ident)[1])"/>
  </xsl:function>

  <!-- The namespace of a schema: that of its elements, unless they say otherwise. -->
  <xsl:function name="odd:own-namespace" as="xs:string">
    <xsl:param name="from" as="element()"/>
    <xsl:sequence select="string(($from/ancestor-or-self::tei:schemaSpec/@ns, 'http://www.tei-c.org/ns/1.0')[1])"/>
  </xsl:function>

  <!-- The namespace of an element of the schema. -->
  <xsl:function name="odd:namespace" as="xs:string">
    <xsl:param name="spec" as="element()"/>
    <xsl:sequence select="string(($spec/@ns, odd:own-namespace($spec))[1])"/>
  </xsl:function>

  <!-- The least number of occurrences that a part of a content model asks for. -->
  <xsl:function name="odd:min" as="xs:integer">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="if ($part/@minOccurs) then xs:integer($part/@minOccurs) else 1"/>
  </xsl:function>

  <!-- The greatest number of occurrences that it allows; -1 for no limit. -->
  <xsl:function name="odd:max" as="xs:integer">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="
      if ($part/@maxOccurs = 'unbounded') then -1
      else if ($part/@maxOccurs) then xs:integer($part/@maxOccurs)
      else max((1, odd:min($part)))"/>
  </xsl:function>

  <!-- The parts of a content model or datatype that count for a schema. -->
  <xsl:function name="odd:parts" as="element()*">
    <xsl:param name="holder" as="element()"/>
    <xsl:sequence select="$holder/* except $holder/(tei:gloss | tei:desc | tei:equiv | tei:altIdent | tei:remarks)"/>
  </xsl:function>

  <!-- Gloss and description in one language, English where it is there, joined to one line: "gloss: description". -->
  <xsl:function name="odd:documentation" as="xs:string?">
    <xsl:param name="spec" as="element()"/>
    <xsl:variable name="gloss" as="element()?" select="($spec/tei:gloss[not(@xml:lang) or @xml:lang = 'en'], $spec/tei:gloss)[1]"/>
    <xsl:variable name="desc" as="element()?" select="($spec/tei:desc[not(@xml:lang) or @xml:lang = 'en'], $spec/tei:desc)[1]"/>
    <xsl:variable name="text" as="xs:string" select="string-join(($gloss, $desc) ! normalize-space()[.], ': ')"/>
    <xsl:sequence select="$text[.]"/>
  </xsl:function>

  <!-- Whether an attribute's value is a list of words rather than one. -->
  <xsl:function name="odd:is-list" as="xs:boolean">
    <xsl:param name="datatype" as="element(tei:datatype)?"/>
    <xsl:sequence select="exists($datatype) and (odd:max($datatype) ne 1 or odd:min($datatype) ne 1)"/>
  </xsl:function>

  <!-- What no output knows in a content model or datatype is a fault of the ODD. -->
  <xsl:template match="*" mode="odd:rng odd:particle odd:notation" priority="-10" as="item()*">
    <xsl:variable name="known" as="xs:string" select="'content models are made of sequence, alternate, elementRef, classRef, macroRef and dataRef with @key, dataRef with @name, textNode, empty, anyElement, valList and RELAX NG'"/>
    <xsl:sequence select="odd:fail('its content model has ' || name() || (if (namespace-uri() = 'http://www.tei-c.org/ns/1.0') then '' else ' in the namespace ' || (namespace-uri()[.], '(none)')[1])
      || ', which is not known here as it stands: ' || $known, .)"/>
  </xsl:template>

</xsl:stylesheet>
