<?xml version="1.0" encoding="UTF-8"?>
<!-- Rules embedded in another schema (RELAX NG, XSD, ODD) are gathered to a schema of their own. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:rng="http://relaxng.org/ns/structure/1.0"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:m="urn:matbaa:schematron"
    exclude-result-prefixes="#all">

  <!-- The schema that holds the rules. A rule outside any pattern makes one of its own; an abstract one serves them all. -->
  <xsl:template match="/rng:* | /xs:schema | /tei:*" mode="m:include" as="element(sch:schema)">
    <xsl:variable name="found" as="element()*" select="m:embedded(., (), ())"/>
    <xsl:variable name="declared" as="xs:string*" select="$found/self::sch:ns/@prefix"/>
    <sch:schema queryBinding="xslt3" m:at="{m:place(.)}">
      <xsl:for-each-group select="$found/self::sch:ns" group-by="@prefix">
        <xsl:apply-templates select="." mode="#current"/>
      </xsl:for-each-group>
      <!-- prefixes that nothing declares to Schematron mean what they mean where the rule stands -->
      <xsl:for-each-group select="$found ! (for $prefix in in-scope-prefixes(.)[not(. = ('', 'xml', $declared))] return
          $prefix || ' ' || namespace-uri-for-prefix($prefix, .)), 'tei http://www.tei-c.org/ns/1.0'[not('tei' = $declared)]"
          group-by="substring-before(., ' ')">
        <sch:ns prefix="{current-grouping-key()}" uri="{substring-after(., ' ')}"/>
      </xsl:for-each-group>
      <xsl:apply-templates select="$found[self::xsl:* or self::sch:let or self::sch:phase]" mode="#current"/>
      <sch:rules>
        <xsl:apply-templates select="$found/self::sch:rule[@abstract = 'true'], $found/self::sch:rules/sch:rule" mode="#current"/>
      </sch:rules>
      <xsl:for-each select="$found[self::sch:pattern or self::sch:group or self::sch:rule[not(@abstract = 'true')] or self::sch:assert or self::sch:report]">
        <xsl:choose>
          <xsl:when test="self::sch:pattern or self::sch:group">
            <xsl:apply-templates select="." mode="#current"/>
          </xsl:when>
          <xsl:when test="self::sch:rule">
            <sch:pattern m:at="{m:place(.)}">
              <xsl:apply-templates select="." mode="#current"/>
            </sch:pattern>
          </xsl:when>
          <xsl:otherwise>
            <sch:pattern m:at="{m:place(.)}">
              <sch:rule context="{m:owner(.)}" m:at="{m:place(.)}">
                <xsl:apply-templates select="." mode="#current"/>
              </sch:rule>
            </sch:pattern>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
      <xsl:apply-templates select="$found[self::sch:diagnostics or self::sch:properties]" mode="#current"/>
    </sch:schema>
  </xsl:template>

  <!-- The outermost elements of Schematron (and the keys and functions beside them) in a schema and in those that it takes in, each file once.
       `seen` are the addresses of files on the way, `replaced` the names of definitions that a grammar further out replaces. -->
  <xsl:function name="m:embedded" as="element()*">
    <xsl:param name="root" as="element()"/>
    <xsl:param name="seen" as="xs:string*"/>
    <xsl:param name="replaced" as="xs:string*"/>
    <xsl:variable name="rules" as="element()*" select="$root//(sch:* | xsl:*)[not(ancestor::sch:* or ancestor::xsl:*)]"/>
    <xsl:choose>
      <xsl:when test="$root/self::tei:*">
        <xsl:sequence select="$rules[parent::tei:constraint][not(ancestor::tei:exemplum or ancestor::*[@mode = 'delete'])]"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$rules[not(ancestor::rng:define/@name = $replaced or (ancestor::rng:start and '#start' = $replaced))]"/>
        <xsl:for-each select="$root/descendant-or-self::*[self::rng:include or self::rng:externalRef or self::xs:include or self::xs:import]
            [(@href, @schemaLocation)[1]]">
          <xsl:variable name="address" as="xs:string" select="string(resolve-uri((@href, @schemaLocation)[1], base-uri(.)))"/>
          <xsl:if test="starts-with($address, 'file:') and not($address = ($seen, base-uri($root))) and doc-available($address)">
            <xsl:sequence select="m:embedded(doc($address)/*, ($seen, base-uri($root)),
                ($replaced, self::rng:include/(.//rng:define/@name ! string(), '#start'[current()//rng:start])))"/>
          </xsl:if>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The context of an assert that stands in an ODD without a rule: the element or attribute, or the members of the class, that it is said of. -->
  <xsl:function name="m:owner" as="xs:string">
    <xsl:param name="test" as="element()"/>
    <xsl:variable name="spec" as="element()?" select="$test/ancestor::*[self::tei:elementSpec or self::tei:classSpec][1]"/>
    <xsl:variable name="members" as="xs:string*" select="if ($spec/self::tei:classSpec)
        then root($test)//tei:elementSpec[tei:classes/tei:memberOf/@key = $spec/@ident]/@ident else $spec/@ident"/>
    <xsl:variable name="attribute" as="xs:string?" select="$test/ancestor::tei:attDef[1]/@ident ! ('/@' || .)"/>
    <xsl:if test="empty($members)">
      <xsl:call-template name="m:fault">
        <xsl:with-param name="at" select="$test"/>
        <xsl:with-param name="words" select="'the ' || local-name($test) || ' has no rule that says where it applies'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:sequence select="string-join($members ! ('*:' || . || $attribute), ' | ')"/>
  </xsl:function>

</xsl:stylesheet>
