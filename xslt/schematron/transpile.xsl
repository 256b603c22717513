<?xml version="1.0" encoding="UTF-8"?>
<!--
  Step 5: the stylesheet. Each rule is a template of one mode, so that the document is walked once for all patterns; earlier rules have the
  higher priority. A template notes its pattern as done for this node and hands the node on: that way one rule of each pattern fires.
-->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:x="urn:matbaa:alias"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:m="urn:matbaa:schematron"
    xmlns:matbaa="urn:matbaa:schematron"
    exclude-result-prefixes="#all">

  <xsl:namespace-alias stylesheet-prefix="x" result-prefix="xsl"/>

  <xsl:mode name="m:transpile" on-no-match="fail"/>
  <xsl:mode name="m:let" on-no-match="fail"/>

  <!-- Names in the stylesheet are written with their namespace, for the schema may bind any prefix to anything. -->
  <xsl:variable name="m:check" as="xs:string" static="yes" select="'Q{urn:matbaa:schematron}check'"/>
  <xsl:variable name="m:done" as="xs:string" static="yes" select="'Q{urn:matbaa:schematron}done'"/>
  <xsl:variable name="m:integers" as="xs:string" static="yes" select="'Q{http://www.w3.org/2001/XMLSchema}integer*'"/>

  <xsl:template match="sch:schema" mode="m:transpile" as="element()">
    <xsl:if test="not(m:version(.))">
      <xsl:call-template name="m:fault">
        <xsl:with-param name="at" select="."/>
        <xsl:with-param name="words" select="'its query language binding is &quot;' || @queryBinding || '&quot;; known are xslt, xslt2 and xslt3'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:for-each select="sch:pattern[@documents][1]">
      <xsl:call-template name="m:fault">
        <xsl:with-param name="at" select="."/>
        <xsl:with-param name="words" select="'@documents on a pattern is not supported: a rule sees the document that it is run on'"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="sch:group[1]">
      <xsl:call-template name="m:fault">
        <xsl:with-param name="at" select="."/>
        <xsl:with-param name="words" select="'the element group is not supported; in a pattern, the first rule that fits a node is the one that counts'"/>
      </xsl:call-template>
    </xsl:for-each>
    <x:stylesheet version="3.0">
      <xsl:for-each select="sch:ns">
        <xsl:namespace name="{@prefix}" select="@uri"/>
      </xsl:for-each>
      <xsl:copy-of select="xsl:import, (xsl:* except xsl:import)"/>
      <x:output method="xml" encoding="UTF-8" indent="no"/>
      <xsl:apply-templates select="sch:let, sch:pattern[sch:let]" mode="m:let"/>
      <x:mode name="{$m:check}" on-no-match="fail"/>
      <x:template match="/">
        <schematron-output xmlns="http://purl.oclc.org/dsdl/svrl">
          <xsl:sequence select="m:property('title', sch:title[1] ! normalize-space())"/>
          <xsl:for-each select="sch:pattern">
            <active-pattern>
              <xsl:sequence select="m:property('id', @id)"/>
            </active-pattern>
          </xsl:for-each>
          <x:apply-templates select="/" mode="{$m:check}"/>
        </schematron-output>
      </x:template>
      <x:template match="node() | @* | /" mode="{$m:check}" priority="-1">
        <x:apply-templates select="@*, node()" mode="{$m:check}"/>
      </x:template>
      <xsl:apply-templates select="sch:pattern/sch:rule" mode="m:transpile"/>
    </x:stylesheet>
  </xsl:template>

  <!-- A rule: done for its pattern or not, the node is handed on to the rules after it and at last to its contents. -->
  <xsl:template match="sch:rule" mode="m:transpile" as="element()">
    <xsl:variable name="number" as="xs:integer" select="count(../preceding-sibling::sch:pattern) + 1"/>
    <xsl:variable name="rules" as="element(sch:rule)+" select="../../sch:pattern/sch:rule"/>
    <xsl:if test="not(normalize-space(@context))">
      <xsl:call-template name="m:fault">
        <xsl:with-param name="at" select="."/>
        <xsl:with-param name="words" select="'the rule has no @context'"/>
      </xsl:call-template>
    </xsl:if>
    <x:template match="{@context}" mode="{$m:check}" priority="{count($rules[. >> current()]) + 1}" version="{m:version(.)}" matbaa:at="{@m:at}">
      <x:param name="{$m:done}" as="{$m:integers}" select="()" version="3.0"/>
      <x:if version="3.0" test="not(${$m:done} = {$number})">
        <x:try version="3.0">
          <x:sequence version="{m:version(.)}">
            <xsl:for-each select="../sch:let[not(m:is-unique(.))]">
              <x:variable name="{@name}" select="{m:value(.)}" version="3.0" matbaa:at="{@m:at}"/>
            </xsl:for-each>
            <xsl:apply-templates select="sch:let | xsl:*" mode="m:let"/>
            <xsl:apply-templates select="sch:assert | sch:report" mode="m:transpile"/>
          </x:sequence>
          <xsl:sequence select="m:catch(., ())"/>
        </x:try>
      </x:if>
      <x:next-match version="3.0">
        <x:with-param name="{$m:done}" as="{$m:integers}" select="${$m:done}, {$number}"/>
      </x:next-match>
    </x:template>
  </xsl:template>

  <!-- A test, and what is said where it does not hold (assert) or holds (report). -->
  <xsl:template match="sch:assert | sch:report" mode="m:transpile" as="element()">
    <xsl:if test="not(normalize-space(@test))">
      <xsl:call-template name="m:fault">
        <xsl:with-param name="at" select="."/>
        <xsl:with-param name="words" select="'the ' || local-name() || ' has no @test'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:variable name="subject" as="xs:string" select="((@subject, ../@subject)[normalize-space()], '.')[1]"/>
    <x:try version="3.0">
      <x:if test="{if (self::sch:assert) then 'not((' || @test || '))' else @test}" version="{m:version(.)}" matbaa:at="{@m:at}">
        <xsl:element name="{if (self::sch:assert) then 'failed-assert' else 'successful-report'}" namespace="http://purl.oclc.org/dsdl/svrl">
          <xsl:attribute name="location" select="'{path((' || $subject || ')[1])}'"/>
          <xsl:sequence select="m:properties(..), m:properties(.)"/>
          <text xmlns="http://purl.oclc.org/dsdl/svrl">
            <xsl:apply-templates mode="m:message"/>
          </text>
          <xsl:call-template name="m:references"/>
        </xsl:element>
      </x:if>
      <xsl:sequence select="m:catch(.., .)"/>
    </x:try>
  </xsl:template>

  <!-- What is reported when a rule, or one test of it, fails itself. -->
  <xsl:function name="m:catch" as="element()">
    <xsl:param name="rule" as="element(sch:rule)"/>
    <xsl:param name="test" as="element()?"/>
    <x:catch>
      <matbaa:error location="{{path(.)}}">
        <xsl:sequence select="m:properties($rule), $test ! m:properties(.)"/>
        <x:value-of select="$Q{{http://www.w3.org/2005/xqt-errors}}description"/>
      </matbaa:error>
    </x:catch>
  </xsl:function>

  <!-- Ids, role and the like, as attributes of the report: those of the rule with its pattern, or those of a test, which come later and win. -->
  <xsl:function name="m:properties" as="attribute()*">
    <xsl:param name="node" as="element()"/>
    <xsl:choose>
      <xsl:when test="$node/self::sch:rule">
        <xsl:variable name="pattern" as="element(sch:pattern)" select="$node/.."/>
        <xsl:sequence select="m:property('pattern', $pattern/@id), m:property('rule', $node/@id), m:property('context', $node/@context)"/>
        <xsl:sequence select="m:property('role', ($node/@severity, $node/@role, $pattern/@severity, $pattern/@role)[1])"/>
        <xsl:sequence select="m:property('see', ($node/@see, $pattern/@see)[1]), m:property('flag', $node/@flag)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="m:property('id', $node/@id), m:property('test', $node/@test)"/>
        <xsl:sequence select="m:property('role', ($node/@severity, $node/@role)[1])"/>
        <xsl:sequence select="m:property('see', $node/@see), m:property('flag', $node/@flag)"/>
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

  <!-- A variable, from its expression or its contents. -->
  <xsl:template match="sch:let" mode="m:let" as="element()">
    <x:variable name="{@name}" version="{m:version(.)}">
      <xsl:copy-of select="@as, @m:at"/>
      <xsl:for-each select="@value">
        <xsl:attribute name="select" select="."/>
      </xsl:for-each>
      <xsl:copy-of select="node()[empty(../@value)]"/>
    </x:variable>
  </xsl:template>

  <!-- XSLT inside a rule stays as it is. -->
  <xsl:template match="xsl:*" mode="m:let" as="element()">
    <xsl:copy-of select="."/>
  </xsl:template>

  <!-- The variables of a pattern, which may build on each other: a map by name, computed once. A name that nothing else has outside rules is
       a global variable besides, so that the contexts of rules can use it. -->
  <xsl:template match="sch:pattern" mode="m:let" as="element()+">
    <x:variable name="{substring-after(m:variables(.), '$')}" as="map(Q{{http://www.w3.org/2001/XMLSchema}}string, item()*)" matbaa:at="{@m:at}">
      <xsl:apply-templates select="sch:let" mode="m:let"/>
      <x:map>
        <xsl:for-each select="sch:let">
          <x:map-entry key="'{@name}'" select="${@name}"/>
        </xsl:for-each>
      </x:map>
    </x:variable>
    <xsl:for-each select="sch:let[m:is-unique(.)]">
      <x:variable name="{@name}" select="{m:value(.)}" matbaa:at="{@m:at}"/>
    </xsl:for-each>
  </xsl:template>

  <!-- The variable, in an expression, that holds the variables of a pattern. -->
  <xsl:function name="m:variables" as="xs:string">
    <xsl:param name="pattern" as="element(sch:pattern)"/>
    <xsl:sequence select="'$Q{urn:matbaa:schematron}pattern-' || count($pattern/preceding-sibling::sch:pattern) + 1"/>
  </xsl:function>

  <!-- The value of a pattern's variable, as an expression. -->
  <xsl:function name="m:value" as="xs:string">
    <xsl:param name="let" as="element(sch:let)"/>
    <xsl:sequence select="m:variables($let/..) || '(&quot;' || $let/@name || '&quot;)'"/>
  </xsl:function>

  <!-- True of a variable whose name is not used for another one outside rules. -->
  <xsl:function name="m:is-unique" as="xs:boolean">
    <xsl:param name="let" as="element(sch:let)"/>
    <xsl:variable name="schema" as="element(sch:schema)" select="$let/ancestor::sch:schema"/>
    <xsl:sequence select="count($schema/(sch:let | sch:pattern/sch:let)[@name = $let/@name]) = 1"/>
  </xsl:function>

  <!-- The version of XSLT by which expressions are understood; none for a query binding that is not one of XSLT's or XPath's. -->
  <xsl:function name="m:version" as="xs:string?">
    <xsl:param name="node" as="element()"/>
    <xsl:variable name="binding" as="xs:string" select="lower-case(($node/ancestor-or-self::sch:schema/@queryBinding, 'xslt')[1])"/>
    <xsl:sequence select="map { 'xslt': '1.0', 'xslt1': '1.0', 'xpath': '1.0', 'exslt': '1.0',
        'xslt2': '2.0', 'xpath2': '2.0', 'xslt3': '3.0', 'xpath3': '3.0', 'xpath31': '3.0' }($binding)"/>
  </xsl:function>

  <!-- Text as it is written in an attribute value template. -->
  <xsl:function name="m:literal" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="replace($text, '([{}])', '$1$1')"/>
  </xsl:function>

</xsl:stylesheet>
