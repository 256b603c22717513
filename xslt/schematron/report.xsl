<?xml version="1.0" encoding="UTF-8"?>
<!-- The entries of the report: their attributes, and what is reported when a test fails itself. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:x="urn:matbaa:alias"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:m="urn:matbaa:schematron"
    xmlns:_m="urn:matbaa:schematron"
    exclude-result-prefixes="#all">

  <!-- What is reported when a rule, or one test of it, fails itself. -->
  <xsl:function name="m:catch" as="element()">
    <xsl:param name="at" as="element()"/>
    <xsl:param name="properties" as="attribute()*"/>
    <x:catch>
      <_m:error place="{m:place-of(())}" at="{m:literal($at/@m:at)}">
        <xsl:sequence select="$properties"/>
        <x:value-of select="$Q{{http://www.w3.org/2005/xqt-errors}}description"/>
      </_m:error>
    </x:catch>
  </xsl:function>

  <!-- Where an entry stands, as an attribute value template: at the first node of the subject, else at the node at hand, else at that of the rule. -->
  <xsl:function name="m:place-of" as="xs:string">
    <xsl:param name="subject" as="xs:string?"/>
    <xsl:sequence select="'{Q{urn:matbaa:schematron}place((' || ($subject ! (. || ', ')) || '.), $Q{urn:matbaa:schematron}node)}'"/>
  </xsl:function>

  <!-- What finds places, in the stylesheet: the number of an element, comment or processing instruction in document order (the root element has 1),
       after it a name for an attribute or a position for a text. Counted once a document, for a path would be counted anew for each entry. -->
  <xsl:template name="m:places" as="element()+">
    <x:accumulator name="Q{{urn:matbaa:schematron}}number" initial-value="0" as="Q{{http://www.w3.org/2001/XMLSchema}}integer">
      <x:accumulator-rule match="* | *//comment() | *//processing-instruction()" select="$value + 1"/>
    </x:accumulator>
    <x:function name="Q{{urn:matbaa:schematron}}place" as="Q{{http://www.w3.org/2001/XMLSchema}}string">
      <x:param name="items" as="item()*"/>
      <x:param name="context" as="node()"/>
      <x:variable name="node" select="($items[. instance of node()][root() is root($context)], $context)[1]"/>
      <x:variable name="holder" select="if ($node instance of attribute() or $node instance of text()) then $node/.. else $node"/>
      <x:sequence select="$holder/accumulator-before('Q{{urn:matbaa:schematron}}number')
        || (if ($node instance of attribute()) then '/@Q{{' || namespace-uri($node) || '}}' || local-name($node)
            else if ($node instance of text()) then '/text()[' || 1 + count($node/preceding-sibling::text()) || ']' else '')"/>
    </x:function>
  </xsl:template>

  <!-- Ids, role and the like, as attributes of the report: those of the rule with its pattern, or those of a test, which come later and win. -->
  <xsl:function name="m:properties" as="attribute()*">
    <xsl:param name="node" as="element()"/>
    <xsl:choose>
      <xsl:when test="$node/self::sch:rule">
        <xsl:variable name="pattern" as="element(sch:pattern)" select="$node/.."/>
        <xsl:sequence select="m:property('pattern', $pattern/@id), m:property('rule', $node/@id), m:property('context', $node/@context)"/>
        <xsl:sequence select="m:value-template('role', ($node/@severity, $node/@role, $pattern/@severity, $pattern/@role)[1])"/>
        <xsl:sequence select="m:property('see', ($node/@see, $pattern/@see)[1]), m:value-template('flag', $node/@flag)"/>
        <xsl:if test="$pattern/@documents">
          <xsl:attribute name="document" select="'{base-uri((if (. instance of node()) then root() else (), $Q{urn:matbaa:schematron}node)[1])}'"/>
        </xsl:if>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="m:property('id', $node/@id), m:property('test', $node/@test)"/>
        <xsl:sequence select="m:value-template('role', ($node/@severity, $node/@role)[1])"/>
        <xsl:sequence select="m:property('see', $node/@see), m:value-template('flag', $node/@flag), m:property('xml:lang', $node/@xml:lang)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- One attribute of the report, if there is a value for it. -->
  <xsl:function name="m:property" as="attribute()?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:if test="$value">
      <xsl:attribute name="{$name}" select="m:literal($value)"/>
    </xsl:if>
  </xsl:function>

  <!-- The same, with what is computed in it: expressions in braces, or a variable. -->
  <xsl:function name="m:value-template" as="attribute()?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:if test="$value">
      <xsl:attribute name="{$name}" select="if (matches($value, '^\s*\$\i\c*\s*$')) then '{' || $value || '}' else $value"/>
    </xsl:if>
  </xsl:function>

  <!-- Text as it is written in an attribute value template. -->
  <xsl:function name="m:literal" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="replace($text, '([{}])', '$1$1')"/>
  </xsl:function>

</xsl:stylesheet>
