<?xml version="1.0" encoding="UTF-8"?>
<!-- Letters: how they open and close, and addresses. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="opener | closer | postscript | address" as="element()">
    <xsl:element name="{if (m:is-block(.)) then 'div' else 'span'}">
      <xsl:sequence select="m:attributes(.)"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- Their parts, each on a line of its own. -->
  <xsl:template match="dateline | salute | signed | addrLine | street | postCode | postBox" as="element()">
    <xsl:element name="{if (m:is-block(.) or parent::opener or parent::closer) then 'div' else 'span'}">
      <xsl:sequence select="m:attributes(.)"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

</xsl:stylesheet>
