<?xml version="1.0" encoding="UTF-8"?>
<!-- One specification on the reference page. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:odd="urn:matbaa:odd"
    exclude-result-prefixes="#all">

  <xsl:mode name="odd:html" on-no-match="fail"/>
  <xsl:mode name="odd:message" on-no-match="shallow-skip"/>

  <!-- Gloss and description, in each language there is. -->
  <xsl:function name="odd:described" as="element()*">
    <xsl:param name="spec" as="element()"/>
    <xsl:for-each-group select="$spec/(tei:gloss | tei:desc)" group-by="string((@xml:lang, 'en')[1])">
      <p class="desc" lang="{current-grouping-key()}">
        <xsl:for-each select="current-group()/self::tei:gloss">
          <strong>{normalize-space()}</strong>
          <xsl:text> </xsl:text>
        </xsl:for-each>
        <xsl:value-of select="current-group()/self::tei:desc ! normalize-space()" separator=" "/>
      </p>
    </xsl:for-each-group>
  </xsl:function>

  <!-- A row of an entry: what it is about, and that. -->
  <xsl:template name="odd:row" as="element()*">
    <xsl:param name="heading" as="xs:string"/>
    <xsl:param name="body" as="node()*"/>
    <xsl:if test="exists($body)">
      <dt>{$heading}</dt>
      <dd>
        <xsl:sequence select="$body"/>
      </dd>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:elementSpec | tei:classSpec | tei:macroSpec | tei:dataSpec" mode="odd:html" as="element()">
    <xsl:variable name="element" as="xs:boolean" select="exists(self::tei:elementSpec)"/>
    <article id="{@ident}">
      <h3><a href="#{@ident}">{if ($element) then '&lt;' || odd:name(.) || '&gt;' else @ident}</a></h3>
      <xsl:sequence select="odd:described(.)"/>
      <dl class="facts">
        <xsl:call-template name="odd:facts"/>
      </dl>
    </article>
  </xsl:template>

  <!-- All that is said of a specification. -->
  <xsl:template name="odd:facts" as="element()*">
    <xsl:param name="children" as="map(xs:string, xs:string*)" select="map{}" tunnel="yes"/>
    <xsl:variable name="ident" as="xs:string" select="@ident"/>
    <xsl:variable name="schema" as="element(tei:schemaSpec)" select="parent::tei:schemaSpec"/>
    <xsl:call-template name="odd:row">
      <xsl:with-param name="heading" as="xs:string" select="'Namespace'"/>
      <xsl:with-param name="body" as="node()*" select="odd:other-namespace(.)"/>
    </xsl:call-template>
    <xsl:call-template name="odd:row">
      <xsl:with-param name="heading" as="xs:string" select="'Attributes'"/>
      <xsl:with-param name="body" as="node()*">
        <xsl:call-template name="odd:attributes"/>
      </xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="odd:row">
      <xsl:with-param name="heading" as="xs:string" select="'Member of'"/>
      <xsl:with-param name="body" as="node()*" select="odd:links(tei:classes/tei:memberOf ! odd:spec(@key, .))"/>
    </xsl:call-template>
    <xsl:call-template name="odd:row">
      <xsl:with-param name="heading" as="xs:string" select="'Members'"/>
      <xsl:with-param name="body" as="node()*" select="if (self::tei:classSpec) then odd:links(odd:members($ident, .)) else ()"/>
    </xsl:call-template>
    <xsl:if test="self::tei:elementSpec">
      <xsl:call-template name="odd:row">
        <xsl:with-param name="heading" as="xs:string" select="'Contained by'"/>
        <xsl:with-param name="body" as="node()*" select="odd:links($schema/tei:elementSpec[$children(@ident) = $ident])"/>
      </xsl:call-template>
      <xsl:call-template name="odd:row">
        <xsl:with-param name="heading" as="xs:string" select="'May contain'"/>
        <xsl:with-param name="body" as="node()*" select="odd:may-contain(., $children($ident))"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:call-template name="odd:row">
      <xsl:with-param name="heading" as="xs:string" select="if (self::tei:dataSpec) then 'Values' else 'Content'"/>
      <xsl:with-param name="body" as="node()*">
        <xsl:if test="tei:content/*[not(self::tei:valList)]">
          <div class="model">
            <xsl:apply-templates select="tei:content" mode="odd:notation"/>
          </div>
        </xsl:if>
        <xsl:apply-templates select="tei:content/tei:valList, tei:valList" mode="odd:datatype"/>
      </xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="odd:row">
      <xsl:with-param name="heading" as="xs:string" select="'Used by'"/>
      <xsl:with-param name="body" as="node()*"
        select="if (self::tei:macroSpec or self::tei:dataSpec) then odd:links($schema/*[.//(tei:macroRef | tei:dataRef)/@key = $ident]) else ()"/>
    </xsl:call-template>
    <xsl:call-template name="odd:row">
      <xsl:with-param name="heading" as="xs:string" select="'Rules'"/>
      <xsl:with-param name="body" as="node()*">
        <xsl:apply-templates select=".//tei:constraintSpec[not(ancestor::tei:exemplum)]" mode="odd:html"/>
      </xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="odd:row">
      <xsl:with-param name="heading" as="xs:string" select="'Example'"/>
      <xsl:with-param name="body" as="node()*" select="tei:exemplum/*:egXML ! odd:example(.)"/>
    </xsl:call-template>
    <xsl:call-template name="odd:row">
      <xsl:with-param name="heading" as="xs:string" select="'Remarks'"/>
      <xsl:with-param name="body" as="node()*">
        <xsl:apply-templates select="tei:remarks/tei:p" mode="odd:prose"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- The namespace of an element, where it is not that of the schema. -->
  <xsl:function name="odd:other-namespace" as="node()?">
    <xsl:param name="spec" as="element()"/>
    <xsl:if test="$spec/self::tei:elementSpec and odd:namespace($spec) ne odd:own-namespace($spec)">
      <code>{odd:namespace($spec)}</code>
    </xsl:if>
  </xsl:function>

  <!-- What may stand in an element: text, other elements, or nothing. -->
  <xsl:function name="odd:may-contain" as="node()*">
    <xsl:param name="element" as="element(tei:elementSpec)"/>
    <xsl:param name="children" as="xs:string*"/>
    <xsl:variable name="plain" as="xs:string*" select="
      if (odd:has-part($element/tei:content, ('textNode', 'text'))) then 'text'
      else if (odd:has-part($element/tei:content, ('dataRef', 'valList'))) then 'a value'
      else if (empty($children)) then 'nothing' else ()"/>
    <xsl:for-each select="$plain">
      <span class="plain">{.}</span>
      <xsl:text> </xsl:text>
    </xsl:for-each>
    <xsl:sequence select="odd:links($children ! odd:spec(., $element))"/>
  </xsl:function>

  <!-- Whether a content model, with its macros, has parts of the given names. -->
  <xsl:function name="odd:has-part" as="xs:boolean">
    <xsl:param name="content" as="element()?"/>
    <xsl:param name="names" as="xs:string+"/>
    <xsl:sequence select="$content//*/local-name() = $names
      or (some $macro in $content//tei:macroRef satisfies odd:has-part(odd:spec($macro/@key, $macro)/tei:content, $names))"/>
  </xsl:function>

  <!-- A constraint: its messages, with the places where they name the text at hand left open. -->
  <xsl:template match="tei:constraintSpec" mode="odd:html" as="element()">
    <div class="constraint">
      <p class="ident"><code>{@ident}</code></p>
      <xsl:apply-templates select="tei:gloss | tei:desc" mode="odd:prose-line"/>
      <ul>
        <xsl:for-each select=".//(sch:assert | sch:report)">
          <li>
            <xsl:if test="@role = ('warning', 'information', 'info', 'nonfatal')">
              <span class="role">{@role}</span>
              <xsl:text> </xsl:text>
            </xsl:if>
            <xsl:apply-templates select="node()" mode="odd:message"/>
          </li>
        </xsl:for-each>
      </ul>
    </div>
  </xsl:template>

  <xsl:mode name="odd:prose-line" on-no-match="fail"/>

  <xsl:template match="tei:gloss | tei:desc" mode="odd:prose-line" as="element()">
    <p lang="{(@xml:lang, 'en')[1]}">{normalize-space()}</p>
  </xsl:template>

  <xsl:template match="text()" mode="odd:message" as="text()">
    <xsl:value-of select="replace(., '\s+', ' ')"/>
  </xsl:template>

  <xsl:template match="sch:value-of | sch:name" mode="odd:message" as="node()*">
    <span class="hole" title="{(@select, @path, 'name()')[1]}">…</span>
  </xsl:template>

  <!-- An example as it would be typed. -->
  <xsl:function name="odd:example" as="element()">
    <xsl:param name="example" as="element()"/>
    <xsl:variable name="text" as="xs:string" select="string-join($example/node() ! serialize(., map { 'indent': false() }))"/>
    <pre><code lang="{(($example/ancestor::*/@xml:lang)[last()], 'en')[1]}">{replace($text, '\sxmlns(:\w+)?="[^"]*"', '')}</code></pre>
  </xsl:function>

</xsl:stylesheet>
