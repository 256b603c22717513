<?xml version="1.0" encoding="UTF-8"?>
<!--
  Schematron (ISO/IEC 19757-3) to XSLT 3.

  Source: a schema (sch:schema), or a RELAX NG or XSD schema or an ODD with rules embedded in it. Result: a stylesheet that, run on a document,
  reports what failed as SVRL does, in document order: svrl:failed-assert and svrl:successful-report with @pattern, @rule, @id, @role, @see,
  @flag, @test and svrl:text, but with @place for @location (see report.xsl); a test that itself fails is an m:error. Rules that fired without
  result are not reported. Every element of the stylesheet that can be at fault carries @m:at, the address and path of its origin in the schema,
  and every entry of the report has the same of its test in @at.
-->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:m="urn:matbaa:schematron"
    exclude-result-prefixes="#all">

  <xsl:include href="schematron/faults.xsl"/>
  <xsl:include href="schematron/namespaces.xsl"/>
  <xsl:include href="schematron/include.xsl"/>
  <xsl:include href="schematron/embedded.xsl"/>
  <xsl:include href="schematron/patterns.xsl"/>
  <xsl:include href="schematron/rules.xsl"/>
  <xsl:include href="schematron/phase.xsl"/>
  <xsl:include href="schematron/lets.xsl"/>
  <xsl:include href="schematron/transpile.xsl"/>
  <xsl:include href="schematron/walk.xsl"/>
  <xsl:include href="schematron/report.xsl"/>
  <xsl:include href="schematron/message.xsl"/>

  <!-- The phase: an id, #ALL, or #DEFAULT for the one that the schema names. -->
  <xsl:param name="phase" as="xs:string" select="'#DEFAULT'"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>
  <xsl:strip-space elements="sch:schema sch:library sch:pattern sch:group sch:rule sch:rules sch:phase sch:diagnostics sch:properties"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:template match="/" as="element()">
    <xsl:variable name="included" as="document-node()">
      <xsl:document><xsl:apply-templates select="*" mode="m:include"/></xsl:document>
    </xsl:variable>
    <xsl:variable name="with-patterns" as="document-node()">
      <xsl:document><xsl:apply-templates select="$included/sch:schema" mode="m:patterns"/></xsl:document>
    </xsl:variable>
    <xsl:variable name="with-rules" as="document-node()">
      <xsl:document><xsl:apply-templates select="$with-patterns/sch:schema" mode="m:rules"/></xsl:document>
    </xsl:variable>
    <xsl:variable name="in-phase" as="document-node()">
      <xsl:document><xsl:apply-templates select="$with-rules/sch:schema" mode="m:phase"/></xsl:document>
    </xsl:variable>
    <xsl:apply-templates select="$in-phase/sch:schema" mode="m:transpile"/>
  </xsl:template>

</xsl:stylesheet>
