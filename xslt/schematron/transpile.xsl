<?xml version="1.0" encoding="UTF-8"?>
<!--
  Step 5: the stylesheet. Each rule is a template of one mode, so that the document is walked once for all patterns; earlier rules have the
  higher priority. A template notes its pattern as done for this node and hands the node on: that way one rule of each pattern fires, and of a
  group, which is never done, every rule. A pattern with @documents has a mode of its own.
-->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:x="urn:matbaa:alias"
    xmlns:_x="http://www.w3.org/1999/XSL/Transform"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:m="urn:matbaa:schematron"
    xmlns:_m="urn:matbaa:schematron"
    exclude-result-prefixes="#all">

  <!-- a schema may bind any prefix to anything: in the stylesheet, names have their namespace with them or a prefix that nobody uses -->
  <xsl:namespace-alias stylesheet-prefix="x" result-prefix="_x"/>

  <xsl:mode name="m:transpile" on-no-match="fail"/>

  <xsl:variable name="m:check" as="xs:string" static="yes" select="'Q{urn:matbaa:schematron}check'"/>
  <xsl:variable name="m:enter" as="xs:string" static="yes" select="'Q{urn:matbaa:schematron}enter'"/>
  <xsl:variable name="m:done" as="xs:string" static="yes" select="'Q{urn:matbaa:schematron}done'"/>
  <xsl:variable name="m:node" as="xs:string" static="yes" select="'Q{urn:matbaa:schematron}node'"/>
  <xsl:variable name="m:entries" as="xs:string" static="yes" select="'Q{urn:matbaa:schematron}entries'"/>
  <xsl:variable name="m:integers" as="xs:string" static="yes" select="'Q{http://www.w3.org/2001/XMLSchema}integer*'"/>

  <xsl:template match="sch:schema" mode="m:transpile" as="element()">
    <xsl:if test="not(m:version(.))">
      <xsl:call-template name="m:fault">
        <xsl:with-param name="at" select="."/>
        <xsl:with-param name="words" select="'its query language binding is &quot;' || @queryBinding || '&quot;; known are xslt, xslt2 and xslt3'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:for-each select="sch:ns[@prefix = 'xsl'][@uri != 'http://www.w3.org/1999/XSL/Transform'][1]">
      <xsl:call-template name="m:fault">
        <xsl:with-param name="at" select="."/>
        <xsl:with-param name="words" select="'the prefix xsl stands for XSLT and cannot be bound to &quot;' || @uri || '&quot;'"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:variable name="declarations" as="element()*" select="xsl:*, sch:pattern/xsl:*"/>
    <xsl:variable name="first" as="xs:string" select="if (@m:from) then $m:enter else $m:check"/>
    <x:stylesheet version="3.0" exclude-result-prefixes="#all">
      <xsl:sequence select="m:bindings(.)"/>
      <xsl:copy-of select="$declarations/self::xsl:import, ($declarations except $declarations/self::xsl:import)"/>
      <x:output method="xml" encoding="UTF-8" indent="no"/>
      <xsl:call-template name="m:places"/>
      <xsl:apply-templates select="sch:let, sch:pattern[sch:let]" mode="m:let"/>
      <x:mode use-accumulators="#all"/>
      <xsl:for-each-group select="sch:pattern" group-by="m:mode(.)">
        <x:mode name="{current-grouping-key()}" on-no-match="fail" use-accumulators="#all"/>
        <x:template match="node() | @* | /" mode="{current-grouping-key()}" priority="-1">
          <x:apply-templates select="{m:walk(current-group()/sch:rule)}" mode="#current"/>
        </x:template>
      </xsl:for-each-group>
      <xsl:for-each select="@m:from">
        <x:mode name="{$m:enter}" on-no-match="fail"/>
        <x:template match="node() | /" mode="{$m:enter}" priority="-1">
          <x:apply-templates mode="#current"/>
        </x:template>
        <x:template match="{.}" mode="{$m:enter}" version="{m:version(..)}" _m:at="{../@m:at}">
          <x:apply-templates select="." mode="{$m:check}"/>
        </x:template>
      </xsl:for-each>
      <x:template match="/">
        <schematron-output xmlns="http://purl.oclc.org/dsdl/svrl">
          <xsl:if test="sch:pattern[not(@documents)]">
            <x:apply-templates select="." mode="{$first}"/>
          </xsl:if>
          <xsl:apply-templates select="sch:pattern[@documents]" mode="m:transpile"/>
        </schematron-output>
      </x:template>
      <xsl:apply-templates select="sch:pattern/sch:rule" mode="m:transpile"/>
    </x:stylesheet>
  </xsl:template>

  <!-- A pattern for other documents than the one at hand: they are read, and walked each by itself. -->
  <xsl:template match="sch:pattern" mode="m:transpile" as="element()">
    <x:try>
      <xsl:sequence select="m:namespaces(.)"/>
      <x:variable name="{$m:node}" select="."/>
      <x:variable name="{$m:entries}" as="element()*">
        <x:for-each select="{@documents}" version="{m:version(.)}" _m:at="{@m:at}">
          <x:variable name="Q{{urn:matbaa:schematron}}address" version="3.0"
              select="resolve-uri(string(.), (if (. instance of node()) then base-uri(.) else (), base-uri(${$m:node}))[1])"/>
          <x:apply-templates version="3.0" mode="{m:mode(.)}"
              select="if (doc-available($Q{{urn:matbaa:schematron}}address)) then doc($Q{{urn:matbaa:schematron}}address)
                else error((), 'the document &quot;' || . || '&quot; cannot be read')"/>
        </x:for-each>
      </x:variable>
      <x:sequence select="${$m:entries}"/>
      <x:catch>
        <_m:error place="1" at="{m:literal(@m:at)}" documents="{m:literal(@documents)}">
          <x:value-of select="$Q{{http://www.w3.org/2005/xqt-errors}}description"/>
        </_m:error>
      </x:catch>
    </x:try>
  </xsl:template>

  <!-- A rule: done for its pattern or not, the node is handed on to the rules after it and at last to its contents. Entries are gathered before
       they are given out, so that none is left half-written where something fails. -->
  <xsl:template match="sch:rule" mode="m:transpile" as="element()">
    <xsl:variable name="number" as="xs:integer" select="m:number(..)"/>
    <xsl:if test="not(normalize-space(@context))">
      <xsl:call-template name="m:fault">
        <xsl:with-param name="at" select="."/>
        <xsl:with-param name="words" select="'the rule has no @context'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:variable name="tests" as="element()*">
      <xsl:for-each select="../sch:let[not(m:is-unique(.))]">
        <x:variable name="{@name}" select="{m:value(.)}" version="3.0" _m:at="{@m:at}"/>
      </xsl:for-each>
      <xsl:apply-templates select="sch:let | xsl:*" mode="m:let"/>
      <xsl:apply-templates select="sch:assert | sch:report" mode="m:transpile"/>
    </xsl:variable>
    <x:template match="{@context}" mode="{m:mode(..)}" priority="{m:priority(.)}" version="{m:version(.)}" _m:at="{@m:at}">
      <xsl:sequence select="m:namespaces(.)"/>
      <x:param name="{$m:done}" as="{$m:integers}" select="()" version="3.0"/>
      <x:variable name="{$m:node}" select="." version="3.0"/>
      <x:if version="3.0" test="not(${$m:done} = {$number})">
        <x:try version="3.0">
          <x:variable name="{$m:entries}" as="element()*" version="{m:version(.)}">
            <xsl:choose>
              <xsl:when test="@visit-each">
                <x:for-each select="{@visit-each}" _m:at="{@m:at}">
                  <xsl:sequence select="$tests"/>
                </x:for-each>
              </xsl:when>
              <xsl:otherwise>
                <xsl:sequence select="$tests"/>
              </xsl:otherwise>
            </xsl:choose>
          </x:variable>
          <x:sequence select="${$m:entries}"/>
          <xsl:sequence select="m:catch(., m:properties(.))"/>
        </x:try>
      </x:if>
      <x:next-match version="3.0">
        <x:with-param name="{$m:done}" as="{$m:integers}" select="{if (../@m:group) then '$' || $m:done else '$' || $m:done || ', ' || $number}"/>
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
    <xsl:variable name="subject" as="xs:string?" select="(@subject, ../@subject)[normalize-space()][1]"/>
    <xsl:variable name="entry" as="element()">
      <xsl:element name="{if (self::sch:assert) then 'failed-assert' else 'successful-report'}" namespace="http://purl.oclc.org/dsdl/svrl">
        <xsl:attribute name="place" select="m:place-of($subject)"/>
        <xsl:attribute name="at" select="m:literal(@m:at)"/>
        <xsl:sequence select="m:properties(..), m:properties(.)"/>
        <xsl:sequence select="m:words(.)"/>
        <xsl:call-template name="m:references"/>
      </xsl:element>
    </xsl:variable>
    <x:try version="3.0">
      <xsl:sequence select="m:namespaces(.)[current()/@m:ns]"/>
      <x:variable name="{$m:entries}" as="element()?" version="{m:version(.)}">
        <xsl:choose>
          <xsl:when test="self::sch:report">
            <x:if test="{@test}" _m:at="{@m:at}">
              <xsl:sequence select="$entry"/>
            </x:if>
          </xsl:when>
          <xsl:otherwise>
            <x:choose>
              <x:when test="{@test}" _m:at="{@m:at}"/>
              <x:otherwise>
                <xsl:sequence select="$entry"/>
              </x:otherwise>
            </x:choose>
          </xsl:otherwise>
        </xsl:choose>
      </x:variable>
      <x:sequence select="${$m:entries}"/>
      <xsl:sequence select="m:catch(., (m:properties(..), m:properties(.)))"/>
    </x:try>
  </xsl:template>

  <!-- The number of a pattern in its schema, and the priority of a rule, the earlier the higher. -->
  <xsl:function name="m:number" as="xs:integer" cache="yes">
    <xsl:param name="pattern" as="element(sch:pattern)"/>
    <xsl:sequence select="count($pattern/preceding-sibling::sch:pattern) + 1"/>
  </xsl:function>

  <xsl:function name="m:priority" as="xs:integer">
    <xsl:param name="rule" as="element(sch:rule)"/>
    <xsl:sequence select="count($rule/(following-sibling::sch:rule, ../following-sibling::sch:pattern/sch:rule)) + 1"/>
  </xsl:function>

  <!-- The mode in which the rules of a pattern are. -->
  <xsl:function name="m:mode" as="xs:string">
    <xsl:param name="pattern" as="element(sch:pattern)"/>
    <xsl:sequence select="$m:check || ('-' || m:number($pattern))[$pattern/@documents]"/>
  </xsl:function>

  <!-- The version of XSLT by which expressions are understood; none for a query binding that is not one of XSLT's or XPath's. -->
  <xsl:function name="m:version" as="xs:string?">
    <xsl:param name="node" as="element()"/>
    <xsl:variable name="binding" as="xs:string" select="lower-case(($node/ancestor-or-self::sch:schema/@queryBinding, 'xslt')[1])"/>
    <xsl:sequence select="map { 'xslt': '1.0', 'xslt1': '1.0', 'xpath': '1.0', 'exslt': '1.0',
        'xslt2': '2.0', 'xpath2': '2.0', 'xslt3': '3.0', 'xpath3': '3.0', 'xpath31': '3.0' }($binding)"/>
  </xsl:function>

</xsl:stylesheet>
