<?xml version="1.0" encoding="UTF-8"?>
<!-- The prose of an ODD as HTML, with a list of what is specified where. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:odd="urn:matbaa:odd"
    exclude-result-prefixes="#all">

  <xsl:mode name="odd:prose" on-no-match="shallow-skip"/>

  <xsl:template match="text()" mode="odd:prose" as="text()">
    <xsl:copy/>
  </xsl:template>

  <xsl:template match="tei:text | tei:body | tei:front | tei:back" mode="odd:prose" as="element()*">
    <xsl:apply-templates select="*" mode="#current"/>
  </xsl:template>

  <!-- A division, unless it holds nothing but the schemaSpec. -->
  <xsl:template match="tei:div" mode="odd:prose" as="element()?">
    <xsl:variable name="inside" as="element()*">
      <xsl:apply-templates select="*" mode="#current"/>
    </xsl:variable>
    <xsl:if test="$inside[not(self::h2)]">
      <section>
        <xsl:sequence select="$inside"/>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:head" mode="odd:prose" as="element()">
    <h2>
      <xsl:apply-templates mode="#current"/>
    </h2>
  </xsl:template>

  <xsl:template match="tei:p | tei:ab" mode="odd:prose" as="element()">
    <p>
      <xsl:apply-templates mode="#current"/>
    </p>
  </xsl:template>

  <xsl:template match="tei:list" mode="odd:prose" as="element()">
    <ul>
      <xsl:for-each select="tei:item">
        <li>
          <xsl:apply-templates mode="#current"/>
        </li>
      </xsl:for-each>
    </ul>
  </xsl:template>

  <xsl:template match="tei:code | tei:gi | tei:att | tei:val | tei:ident | tei:tag" mode="odd:prose" as="element()">
    <code>
      <xsl:apply-templates mode="#current"/>
    </code>
  </xsl:template>

  <xsl:template match="tei:hi | tei:emph | tei:term | tei:title | tei:q" mode="odd:prose" as="element()">
    <em>
      <xsl:apply-templates mode="#current"/>
    </em>
  </xsl:template>

  <!-- A reference leads there if it is a web address or a place on the page. -->
  <xsl:template match="tei:ref | tei:ptr" mode="odd:prose" as="node()*">
    <xsl:choose>
      <xsl:when test="matches(@target, '^https?://')">
        <a href="{@target}" rel="noreferrer">
          <xsl:apply-templates mode="#current"/>
          <xsl:value-of select="@target[not(current()/node())]"/>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates mode="#current"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What a group specifies, as links. -->
  <xsl:template match="tei:specGrp" mode="odd:prose" as="element()*">
    <xsl:param name="schema" as="element(tei:schemaSpec)" tunnel="yes"/>
    <xsl:variable name="specs" as="element()*" select="(tei:elementSpec | tei:classSpec | tei:macroSpec | tei:dataSpec) ! odd:spec(@ident, $schema)"/>
    <xsl:apply-templates select="tei:p" mode="#current"/>
    <xsl:if test="exists($specs)">
      <p class="links">
        <xsl:sequence select="odd:links($specs)"/>
      </p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:schemaSpec | tei:egXML" mode="odd:prose" as="element()*"/>

</xsl:stylesheet>
