<?xml version="1.0" encoding="UTF-8"?>
<!-- Step 1: one document of several. sch:include and sch:extends[@href] give way to what they point at, and each element notes its origin. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:m="urn:matbaa:schematron"
    exclude-result-prefixes="#all">

  <xsl:mode name="m:include" on-no-match="shallow-copy"/>

  <!-- An element of Schematron or XSLT, with its place; `bindings` are the prefixes of the other schema that it comes from. -->
  <xsl:template match="sch:* | xsl:*" mode="m:include" as="element()">
    <xsl:param name="bindings" as="element(sch:ns)*" select="()"/>
    <xsl:copy>
      <xsl:attribute name="m:at" select="m:place(.)"/>
      <xsl:sequence select="m:noted($bindings)"/>
      <xsl:apply-templates select="@*, node()" mode="#current"/>
    </xsl:copy>
  </xsl:template>

  <!-- A group (edition 2025) is a pattern in which every rule counts that fits a node. -->
  <xsl:template match="sch:group" mode="m:include" as="element(sch:pattern)">
    <xsl:param name="bindings" as="element(sch:ns)*" select="()"/>
    <sch:pattern m:at="{m:place(.)}" m:group="yes">
      <xsl:sequence select="m:noted($bindings)"/>
      <xsl:apply-templates select="@*, node()" mode="#current"/>
    </sch:pattern>
  </xsl:template>

  <!-- The same name cannot stand for two values in one scope. -->
  <xsl:template match="sch:let[@name = preceding-sibling::sch:let/@name]" mode="m:include" as="empty-sequence()">
    <xsl:call-template name="m:fault">
      <xsl:with-param name="at" select="."/>
      <xsl:with-param name="words" select="'the variable &quot;' || @name || '&quot; is declared twice'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- What an include points at takes its place; of a whole schema or library, its contents. -->
  <xsl:template match="sch:include" mode="m:include" as="node()*">
    <xsl:param name="open" as="xs:string*" select="()" tunnel="yes"/>
    <xsl:variable name="address" as="xs:string" select="m:address(.)"/>
    <xsl:variable name="target" as="element()" select="m:target(., $open)"/>
    <xsl:apply-templates select="if ($target[self::sch:schema or self::sch:library]) then $target/(* except (sch:title, sch:p)) else $target"
        mode="#current">
      <xsl:with-param name="bindings" as="element(sch:ns)*" select="$target/ancestor-or-self::sch:schema/sch:ns"/>
      <xsl:with-param name="open" as="xs:string*" select="$open, $address" tunnel="yes"/>
    </xsl:apply-templates>
  </xsl:template>

  <!-- The contents of a rule, pattern, schema or library in another file. -->
  <xsl:template match="sch:extends[@href]" mode="m:include" as="node()*">
    <xsl:param name="open" as="xs:string*" select="()" tunnel="yes"/>
    <xsl:variable name="address" as="xs:string" select="m:address(.)"/>
    <xsl:variable name="target" as="element()" select="m:target(., $open)"/>
    <xsl:if test="parent::sch:rule and not($target/self::sch:rule) or parent::*[self::sch:pattern or self::sch:group] and $target/self::sch:rule">
      <xsl:call-template name="m:fault">
        <xsl:with-param name="at" select="."/>
        <xsl:with-param name="words" select="'a ' || local-name(..) || ' cannot extend a ' || name($target)"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:apply-templates select="$target/(node() except (sch:title, sch:p))" mode="#current">
      <xsl:with-param name="bindings" as="element(sch:ns)*" select="$target/ancestor-or-self::sch:schema/sch:ns"/>
      <xsl:with-param name="open" as="xs:string*" select="$open, $address" tunnel="yes"/>
    </xsl:apply-templates>
  </xsl:template>

  <!-- Addresses in foreign XSLT are made absolute, for the result stands elsewhere. -->
  <xsl:template match="xsl:include/@href | xsl:import/@href" mode="m:include" as="attribute()">
    <xsl:attribute name="href" select="resolve-uri(., base-uri(..))"/>
  </xsl:template>

  <!-- The absolute address that an sch:include or sch:extends points at. -->
  <xsl:function name="m:address" as="xs:string">
    <xsl:param name="pointer" as="element()"/>
    <xsl:sequence select="string(resolve-uri($pointer/@href, base-uri($pointer)))"/>
  </xsl:function>

  <!-- The element that a pointer leads to: the one with the id after #, else the root. `open` are the addresses being included already. -->
  <xsl:function name="m:target" as="element()">
    <xsl:param name="pointer" as="element()"/>
    <xsl:param name="open" as="xs:string*"/>
    <xsl:variable name="address" as="xs:string" select="m:address($pointer)"/>
    <xsl:variable name="file" as="xs:string" select="tokenize($address, '#')[1]"/>
    <xsl:variable name="id" as="xs:string?" select="tokenize($address, '#')[2]"/>
    <xsl:if test="$address = $open">
      <xsl:call-template name="m:fault">
        <xsl:with-param name="at" select="$pointer"/>
        <xsl:with-param name="words" select="'it includes itself: ' || $pointer/@href"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="not(starts-with($file, 'file:')) or not(doc-available($file))">
      <xsl:call-template name="m:fault">
        <xsl:with-param name="at" select="$pointer"/>
        <xsl:with-param name="words" select="'the included file &quot;' || $pointer/@href || '&quot; cannot be read; only files on this machine are included'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:variable name="target" as="element()?"
        select="if ($id) then (doc($file)//*[@id = $id or @xml:id = $id])[1] else doc($file)/*"/>
    <xsl:if test="empty($target)">
      <xsl:call-template name="m:fault">
        <xsl:with-param name="at" select="$pointer"/>
        <xsl:with-param name="words" select="'the included file has no element with the id &quot;' || $id || '&quot;'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:sequence select="$target"/>
  </xsl:function>

</xsl:stylesheet>
