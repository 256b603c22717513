<?xml version="1.0" encoding="UTF-8"?>
<!-- ODD to ISO Schematron: one pattern for each constraintSpec of scheme schematron, named by its ident. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns="http://purl.oclc.org/dsdl/schematron"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:odd="urn:matbaa:odd"
    exclude-result-prefixes="sch xs tei odd">

  <xsl:import href="resolve.xsl"/>
  <xsl:import href="shared.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="yes" suppress-indentation="sch:assert sch:report"/>
  <xsl:mode on-no-match="fail"/>
  <xsl:mode name="odd:sch" on-no-match="shallow-copy"/>

  <!-- The schema: what constraints of the schemaSpec declare for all (namespaces, phases, keys …), then the patterns. -->
  <xsl:template match="/" as="element()">
    <xsl:variable name="resolved" as="document-node()">
      <xsl:document>
        <xsl:sequence select="odd:resolve(.)"/>
      </xsl:document>
    </xsl:variable>
    <xsl:variable name="schema" as="element(tei:schemaSpec)" select="$resolved/tei:schemaSpec"/>
    <xsl:variable name="constraints" as="element(tei:constraintSpec)*"
      select="$schema//tei:constraintSpec[@scheme = ('schematron', 'isoschematron')][not(ancestor::tei:exemplum)]"/>
    <xsl:variable name="global" as="element()*" select="$constraints/tei:constraint/(sch:ns | sch:phase | sch:diagnostics | sch:properties | xsl:*)"/>
    <schema queryBinding="xslt3">
      <title>{(odd:documentation($schema), $schema/@ident)[1]}</title>
      <xsl:for-each-group select="$global/self::sch:ns" group-by="@prefix">
        <ns prefix="{@prefix}" uri="{@uri}"/>
      </xsl:for-each-group>
      <xsl:if test="not($global/self::sch:ns/@prefix = 'tei')">
        <ns prefix="tei" uri="{odd:own-namespace($schema)}"/>
      </xsl:if>
      <xsl:apply-templates select="$global/self::sch:phase, $global/self::xsl:*" mode="odd:sch"/>
      <xsl:for-each select="$constraints">
        <xsl:call-template name="odd:pattern">
          <xsl:with-param name="id" as="xs:string" select="odd:pattern-id(., $constraints)"/>
        </xsl:call-template>
      </xsl:for-each>
      <xsl:apply-templates select="$global[self::sch:diagnostics or self::sch:properties]" mode="odd:sch"/>
    </schema>
  </xsl:template>

  <!-- The id of a constraint's pattern: its ident, before it the name of its element or class where others have the same ident. -->
  <xsl:function name="odd:pattern-id" as="xs:string">
    <xsl:param name="constraint" as="element(tei:constraintSpec)"/>
    <xsl:param name="all" as="element(tei:constraintSpec)*"/>
    <xsl:variable name="ident" as="xs:string" select="translate($constraint/@ident, ':', '_')"/>
    <xsl:variable name="same" as="element(tei:constraintSpec)*" select="$all[@ident = $constraint/@ident]"/>
    <xsl:variable name="owner" as="xs:string" select="string-join(
      $constraint/ancestor::*[@ident][not(self::tei:schemaSpec)]/translate(@ident, ':', '_'), '-')"/>
    <xsl:sequence select="if (count($same) = 1) then $ident else string-join(($owner[.], $ident), '-')"/>
  </xsl:function>

  <!-- The pattern or patterns of one constraintSpec. Rules without a pattern get one; asserts without a rule get one whose
       context is what the constraint belongs to. -->
  <xsl:template name="odd:pattern" as="node()*">
    <xsl:param name="id" as="xs:string"/>
    <xsl:variable name="parts" as="element()*" select="tei:constraint/sch:* except tei:constraint/(sch:ns | sch:phase | sch:diagnostics | sch:properties)"/>
    <xsl:variable name="patterns" as="element(sch:pattern)*" select="$parts/self::sch:pattern"/>
    <xsl:for-each select="$patterns">
      <pattern>
        <xsl:copy-of select="@*"/>
        <xsl:if test="not(@id)">
          <xsl:attribute name="id" select="string-join(($id, position()[. gt 1]), '-')"/>
        </xsl:if>
        <xsl:apply-templates mode="odd:sch"/>
      </pattern>
    </xsl:for-each>
    <xsl:variable name="loose" as="element()*" select="$parts[self::sch:assert or self::sch:report]"/>
    <xsl:if test="exists($parts except $patterns) and exists($parts[self::sch:rule or self::sch:assert or self::sch:report])">
      <pattern id="{string-join(($id, '0'[exists($patterns)]), '-')}">
        <xsl:choose>
          <xsl:when test="exists($loose)">
            <!-- what the asserts share is theirs, and so of the same context -->
            <xsl:apply-templates select="$parts/self::sch:rule" mode="odd:sch"/>
            <rule context="{odd:context(.)}">
              <xsl:apply-templates select="$parts except ($patterns, $parts/self::sch:rule)" mode="odd:sch"/>
            </rule>
          </xsl:when>
          <xsl:otherwise>
            <xsl:apply-templates select="$parts except $patterns" mode="odd:sch"/>
          </xsl:otherwise>
        </xsl:choose>
      </pattern>
    </xsl:if>
  </xsl:template>

  <!-- Where a constraint applies that does not say it: at its element, at the attribute of its element, at all members of its class. -->
  <xsl:function name="odd:context" as="xs:string">
    <xsl:param name="constraint" as="element(tei:constraintSpec)"/>
    <xsl:variable name="attribute" as="xs:string" select="string-join($constraint/ancestor::tei:attDef[1] ! ('/@' || odd:name(.)))"/>
    <xsl:variable name="spec" as="element()?" select="$constraint/ancestor::*[self::tei:elementSpec or self::tei:classSpec][1]"/>
    <xsl:variable name="elements" as="element(tei:elementSpec)*"
      select="if ($spec/self::tei:classSpec) then odd:class-elements($spec/@ident, $spec) else $spec"/>
    <xsl:if test="empty($elements)">
      <xsl:sequence select="odd:fail('constraint ' || $constraint/@ident || ' has no sch:rule to say where it applies', $constraint)"/>
    </xsl:if>
    <xsl:sequence select="string-join($elements ! ((if (odd:namespace(.) = odd:own-namespace(.)) then 'tei:' || odd:name(.)
      else '*:' || odd:name(.) || '[namespace-uri() = ''' || odd:namespace(.) || ''']') || $attribute), ' | ')"/>
  </xsl:function>

  <!-- Elements are written afresh, so that no namespace of the ODD clings to them; white space of messages is folded. -->
  <xsl:template match="sch:*" mode="odd:sch" as="element()">
    <xsl:element name="{local-name()}">
      <xsl:copy-of select="@*"/>
      <xsl:apply-templates select="node()" mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="sch:assert/text() | sch:report/text() | sch:diagnostic/text() | sch:property/text()" mode="odd:sch" as="text()?">
    <xsl:variable name="folded" as="xs:string" select="replace(., '\s+', ' ')"/>
    <xsl:variable name="start" as="xs:string" select="if (preceding-sibling::node()) then $folded else replace($folded, '^ ', '')"/>
    <xsl:value-of select="if (following-sibling::node()) then $start else replace($start, ' $', '')"/>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="odd:sch" as="empty-sequence()"/>
  <xsl:template match="sch:rule/text()[not(normalize-space())] | sch:pattern/text()[not(normalize-space())]" mode="odd:sch" as="empty-sequence()"/>

</xsl:stylesheet>
