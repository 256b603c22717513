<?xml version="1.0" encoding="UTF-8"?>
<!-- The words of asserts, reports, diagnostics and properties, with what is computed in them. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:x="urn:matbaa:alias"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:m="urn:matbaa:schematron"
    xmlns:_m="urn:matbaa:schematron"
    exclude-result-prefixes="#all">

  <xsl:mode name="m:message" on-no-match="shallow-skip"/>

  <xsl:key name="m:diagnostic" match="sch:diagnostic" use="@id"/>
  <xsl:key name="m:property" match="sch:property" use="@id"/>

  <xsl:template match="text()" mode="m:message" as="element()">
    <x:text><xsl:value-of select="."/></x:text>
  </xsl:template>

  <!-- White space before the first words says nothing, and would stand in the way of attributes that a property copies. -->
  <xsl:template match="text()[not(normalize-space())][empty(preceding-sibling::* | preceding-sibling::text())]" mode="m:message" as="empty-sequence()"/>

  <!-- The name of the node in question, or of the element that @path leads to; any other result of @path is the name itself. -->
  <xsl:template match="sch:name" mode="m:message" as="element()">
    <x:value-of _m:at="{@m:at}">
      <xsl:attribute name="select" select="if (@path)
          then '(for $Q{urn:matbaa:schematron}named in (' || @path || ') return if ($Q{urn:matbaa:schematron}named instance of element())
            then name($Q{urn:matbaa:schematron}named) else string($Q{urn:matbaa:schematron}named))[1]'
          else 'if (. instance of node()) then name(.) else name($Q{urn:matbaa:schematron}node)'"/>
    </x:value-of>
  </xsl:template>

  <xsl:template match="sch:value-of" mode="m:message" as="element()">
    <x:value-of select="{@select}" _m:at="{@m:at}"/>
  </xsl:template>

  <!-- Instructions of XSLT in a message do what they do; other foreign elements (quick fixes and the like) say nothing. -->
  <xsl:template match="xsl:*" mode="m:message" as="element()">
    <xsl:copy-of select="."/>
  </xsl:template>

  <xsl:template match="*[not(self::sch:* | self::xsl:*)]" mode="m:message" as="empty-sequence()"/>

  <!-- The diagnostics and properties that an assert or report refers to. -->
  <xsl:template name="m:references" as="element()*">
    <xsl:variable name="test" as="element()" select="."/>
    <xsl:for-each select="tokenize(@diagnostics)">
      <xsl:variable name="found" as="element()" select="m:referred('m:diagnostic', ., $test)"/>
      <diagnostic-reference xmlns="http://purl.oclc.org/dsdl/svrl">
        <xsl:sequence select="m:property('diagnostic', .), m:value-template('role', $found/@role)"/>
        <xsl:sequence select="m:words($found)"/>
      </diagnostic-reference>
    </xsl:for-each>
    <xsl:for-each select="tokenize(@properties)">
      <xsl:variable name="found" as="element()" select="m:referred('m:property', ., $test)"/>
      <property-reference xmlns="http://purl.oclc.org/dsdl/svrl">
        <xsl:sequence select="m:property('property', .), m:value-template('role', $found/@role), m:property('scheme', $found/@scheme)"/>
        <xsl:sequence select="m:words($found)"/>
      </property-reference>
    </xsl:for-each>
  </xsl:template>

  <!-- The diagnostic or property with an id: the pattern's own, else the schema's. -->
  <xsl:function name="m:referred" as="element()">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="test" as="element()"/>
    <xsl:variable name="found" as="element()*" select="key($key, $id, root($test))"/>
    <xsl:if test="empty($found)">
      <xsl:call-template name="m:fault">
        <xsl:with-param name="at" select="$test"/>
        <xsl:with-param name="words" select="'there is no ' || substring-after($key, ':') || ' with the id &quot;' || $id || '&quot;'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:sequence select="($found[.. intersect $test/ancestor::sch:pattern], $found)[1]"/>
  </xsl:function>

  <!-- The words of an assert, report, diagnostic or property, in the language that it is in. -->
  <xsl:function name="m:words" as="element()">
    <xsl:param name="node" as="element()"/>
    <text xmlns="http://purl.oclc.org/dsdl/svrl">
      <xsl:sequence select="m:namespaces($node)[$node/self::sch:diagnostic or $node/self::sch:property]"/>
      <xsl:sequence select="m:property('xml:lang', $node/@xml:lang), m:property('see', $node[not(@test)]/@see), m:property('icon', $node/@icon),
          m:property('fpi', $node/@fpi)"/>
      <xsl:apply-templates select="$node/node()" mode="m:message"/>
    </text>
  </xsl:function>

</xsl:stylesheet>
