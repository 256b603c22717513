<?xml version="1.0" encoding="UTF-8"?>
<!-- ODD to a reference page: one HTML file that needs nothing else. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:odd="urn:matbaa:odd"
    exclude-result-prefixes="#all">

  <xsl:import href="resolve.xsl"/>
  <xsl:import href="shared.xsl"/>
  <xsl:import href="html-prose.xsl"/>
  <xsl:import href="html-content.xsl"/>
  <xsl:import href="html-attributes.xsl"/>
  <xsl:import href="html-spec.xsl"/>

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="yes" suppress-indentation="pre p dt li h1 h2 h3 summary div" include-content-type="no"/>
  <xsl:mode on-no-match="fail"/>

  <xsl:template match="/" as="element()">
    <xsl:variable name="resolved" as="document-node()">
      <xsl:document>
        <xsl:sequence select="odd:resolve(.)"/>
      </xsl:document>
    </xsl:variable>
    <xsl:variable name="schema" as="element(tei:schemaSpec)" select="$resolved/tei:schemaSpec"/>
    <xsl:variable name="title" as="xs:string" select="string(($schema/tei:gloss[not(@xml:lang) or @xml:lang = 'en'], $schema/@ident)[1])"/>
    <html lang="{($schema/@docLang/tokenize(.), 'en')[1]}">
      <head>
        <meta charset="UTF-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>{$title}</title>
        <style>{unparsed-text('reference.css')}</style>
      </head>
      <body>
        <a class="skip" href="#content">Skip to the content</a>
        <nav aria-label="Contents">
          <p class="title"><a href="#content">{$title}</a></p>
          <xsl:sequence select="odd:contents('Elements', 'elements', $schema/tei:elementSpec)"/>
          <xsl:sequence select="odd:contents('Attribute classes', 'attribute-classes', $schema/tei:classSpec[@type = 'atts'])"/>
          <xsl:sequence select="odd:contents('Model classes', 'model-classes', $schema/tei:classSpec[@type = 'model'])"/>
          <xsl:sequence select="odd:contents('Macros', 'macros', $schema/tei:macroSpec)"/>
          <xsl:sequence select="odd:contents('Datatypes', 'datatypes', $schema/tei:dataSpec)"/>
        </nav>
        <main id="content">
          <h1>{$title}</h1>
          <xsl:for-each select="$schema/tei:desc">
            <p class="lead" lang="{(@xml:lang, 'en')[1]}">{normalize-space()}</p>
          </xsl:for-each>
          <xsl:apply-templates select="tei:TEI/tei:text" mode="odd:prose">
            <xsl:with-param name="schema" as="element(tei:schemaSpec)" select="$schema" tunnel="yes"/>
          </xsl:apply-templates>
          <xsl:variable name="children" as="map(xs:string, xs:string*)" select="odd:children($schema)"/>
          <xsl:call-template name="odd:section">
            <xsl:with-param name="id" as="xs:string" select="'elements'"/>
            <xsl:with-param name="heading" as="xs:string" select="'Elements'"/>
            <xsl:with-param name="specs" as="element()*" select="$schema/tei:elementSpec"/>
            <xsl:with-param name="children" as="map(xs:string, xs:string*)" select="$children" tunnel="yes"/>
          </xsl:call-template>
          <xsl:call-template name="odd:section">
            <xsl:with-param name="id" as="xs:string" select="'attribute-classes'"/>
            <xsl:with-param name="heading" as="xs:string" select="'Attribute classes'"/>
            <xsl:with-param name="specs" as="element()*" select="$schema/tei:classSpec[@type = 'atts']"/>
          </xsl:call-template>
          <xsl:call-template name="odd:section">
            <xsl:with-param name="id" as="xs:string" select="'model-classes'"/>
            <xsl:with-param name="heading" as="xs:string" select="'Model classes'"/>
            <xsl:with-param name="specs" as="element()*" select="$schema/tei:classSpec[@type = 'model']"/>
          </xsl:call-template>
          <xsl:call-template name="odd:section">
            <xsl:with-param name="id" as="xs:string" select="'macros'"/>
            <xsl:with-param name="heading" as="xs:string" select="'Macros'"/>
            <xsl:with-param name="specs" as="element()*" select="$schema/tei:macroSpec"/>
          </xsl:call-template>
          <xsl:call-template name="odd:section">
            <xsl:with-param name="id" as="xs:string" select="'datatypes'"/>
            <xsl:with-param name="heading" as="xs:string" select="'Datatypes'"/>
            <xsl:with-param name="specs" as="element()*" select="$schema/tei:dataSpec"/>
          </xsl:call-template>
        </main>
      </body>
    </html>
  </xsl:template>

  <!-- Specifications in the order of their idents, capitals apart from small letters only where nothing else differs. -->
  <xsl:function name="odd:sorted" as="element()*">
    <xsl:param name="specs" as="element()*"/>
    <xsl:perform-sort select="$specs">
      <xsl:sort select="lower-case(@ident)" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
      <xsl:sort select="@ident" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
    </xsl:perform-sort>
  </xsl:function>

  <!-- One part of the table of contents. -->
  <xsl:function name="odd:contents" as="element()?">
    <xsl:param name="heading" as="xs:string"/>
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="specs" as="element()*"/>
    <xsl:if test="exists($specs)">
      <details>
        <xsl:if test="$id = 'elements'">
          <xsl:attribute name="open" select="'open'"/>
        </xsl:if>
        <summary>{$heading} <span class="count">{count($specs)}</span></summary>
        <ul>
          <xsl:for-each select="odd:sorted($specs)">
            <li><xsl:sequence select="odd:link(.)"/></li>
          </xsl:for-each>
        </ul>
      </details>
    </xsl:if>
  </xsl:function>

  <!-- One part of the page: all specifications of a kind. -->
  <xsl:template name="odd:section" as="element()?">
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="heading" as="xs:string"/>
    <xsl:param name="specs" as="element()*"/>
    <xsl:if test="exists($specs)">
      <section aria-labelledby="{$id}">
        <h2 id="{$id}">{$heading}</h2>
        <xsl:apply-templates select="odd:sorted($specs)" mode="odd:html"/>
      </section>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
