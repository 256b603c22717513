<?xml version="1.0" encoding="UTF-8"?>
<!-- Step 2: which attributes a specification has, and from where: its attList planned in terms of classRef, attRef and attDef. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:odd="urn:matbaa:odd"
    exclude-result-prefixes="#all">

  <xsl:mode name="odd:attribute-plan" on-no-match="shallow-copy"/>

  <!-- The attribute classes that a specification belongs to directly. -->
  <xsl:function name="odd:attribute-classes" as="element(tei:classSpec)*">
    <xsl:param name="spec" as="element()"/>
    <xsl:param name="index" as="map(xs:string, element())"/>
    <xsl:sequence select="$spec/tei:classes/tei:memberOf ! $index(@key)[@type = 'atts']"/>
  </xsl:function>

  <!-- All attributes that a class gives, its own and those of the classes it belongs to, by name. -->
  <xsl:function name="odd:given" as="map(xs:string, element(tei:attDef))">
    <xsl:param name="class" as="element(tei:classSpec)"/>
    <xsl:param name="index" as="map(xs:string, element())"/>
    <xsl:variable name="own" as="element(tei:attDef)*" select="$class/tei:attList//tei:attDef"/>
    <xsl:variable name="inherited" as="map(xs:string, element(tei:attDef))" select="odd:inherited($class, $index)"/>
    <xsl:variable name="kept" as="map(xs:string, element(tei:attDef))" select="map:remove($inherited, $own/@ident)"/>
    <xsl:sequence select="map:merge(($kept, $own[not(@mode = 'delete')] ! map { string(@ident): odd:complete(., $inherited) }))"/>
  </xsl:function>

  <!-- All attributes that a specification inherits, by name; of two with one name the first counts. -->
  <xsl:function name="odd:inherited" as="map(xs:string, element(tei:attDef))">
    <xsl:param name="spec" as="element()"/>
    <xsl:param name="index" as="map(xs:string, element())"/>
    <xsl:sequence select="map:merge(odd:attribute-classes($spec, $index) ! odd:given(., $index), map { 'duplicates': 'use-first' })"/>
  </xsl:function>

  <!-- An attDef as it counts: one that changes an inherited one is joined with that. -->
  <xsl:function name="odd:complete" as="element(tei:attDef)">
    <xsl:param name="def" as="element(tei:attDef)"/>
    <xsl:param name="inherited" as="map(xs:string, element(tei:attDef))"/>
    <xsl:variable name="original" as="element(tei:attDef)?" select="$inherited($def/@ident)"/>
    <xsl:sequence select="if ($def/@mode = 'change' and $original) then odd:changed($original, $def) else $def"/>
  </xsl:function>

  <!-- The references by which a class delivers its attributes without those in `blocked`: to the class as a whole
       if nothing of it is blocked, else one by one. -->
  <xsl:function name="odd:deliver" as="element()*">
    <xsl:param name="class" as="element(tei:classSpec)"/>
    <xsl:param name="blocked" as="xs:string*"/>
    <xsl:param name="index" as="map(xs:string, element())"/>
    <xsl:variable name="names" as="xs:string*" select="map:keys(odd:given($class, $index))"/>
    <xsl:choose>
      <xsl:when test="empty($names)"/>
      <xsl:when test="not($names = $blocked)">
        <classRef xmlns="http://www.tei-c.org/ns/1.0" key="{$class/@ident}"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:for-each select="$class/tei:attList//tei:attDef[not(@mode = 'delete')][not(@ident = $blocked)]">
          <attRef xmlns="http://www.tei-c.org/ns/1.0" class="{$class/@ident}" name="{@ident}"/>
        </xsl:for-each>
        <xsl:sequence select="odd:deliver-all(odd:attribute-classes($class, $index), ($blocked, $class/tei:attList//tei:attDef/@ident), $index)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The same for several classes, each without what those before it deliver. -->
  <xsl:function name="odd:deliver-all" as="element()*">
    <xsl:param name="classes" as="element(tei:classSpec)*"/>
    <xsl:param name="blocked" as="xs:string*"/>
    <xsl:param name="index" as="map(xs:string, element())"/>
    <xsl:iterate select="$classes">
      <xsl:param name="blocked" as="xs:string*" select="$blocked"/>
      <xsl:sequence select="odd:deliver(., $blocked, $index)"/>
      <xsl:next-iteration>
        <xsl:with-param name="blocked" as="xs:string*" select="$blocked, map:keys(odd:given(., $index))"/>
      </xsl:next-iteration>
    </xsl:iterate>
  </xsl:function>

  <!-- An element or attribute class gets its plan; other specifications are as they were. -->
  <xsl:template match="tei:elementSpec | tei:classSpec[@type = 'atts']" mode="odd:attribute-plan" as="element()">
    <xsl:param name="index" as="map(xs:string, element())" tunnel="yes"/>
    <xsl:variable name="inherited" as="map(xs:string, element(tei:attDef))" select="odd:inherited(., $index)"/>
    <xsl:variable name="own" as="element(tei:attDef)*" select="tei:attList//tei:attDef"/>
    <xsl:copy>
      <xsl:copy-of select="@*, * except (tei:attList, tei:exemplum, tei:remarks, tei:listRef)"/>
      <attList xmlns="http://www.tei-c.org/ns/1.0">
        <xsl:sequence select="odd:deliver-all(odd:attribute-classes(., $index), ($own/@ident, tei:attList//tei:attRef/@name), $index)"/>
        <xsl:apply-templates select="tei:attList/*" mode="odd:own-attributes">
          <xsl:with-param name="inherited" as="map(xs:string, element(tei:attDef))" select="$inherited" tunnel="yes"/>
        </xsl:apply-templates>
      </attList>
      <xsl:copy-of select="tei:exemplum, tei:remarks"/>
    </xsl:copy>
  </xsl:template>

  <xsl:mode name="odd:own-attributes" on-no-match="shallow-copy"/>

  <xsl:template match="tei:attDef[@mode = 'delete']" mode="odd:own-attributes" as="element()?"/>

  <!-- An attribute of the specification itself, complete, with the class of the one it overrides. -->
  <xsl:template match="tei:attDef" mode="odd:own-attributes" as="element()">
    <xsl:param name="inherited" as="map(xs:string, element(tei:attDef))" tunnel="yes"/>
    <xsl:variable name="complete" as="element(tei:attDef)" select="odd:complete(., $inherited)"/>
    <attDef xmlns="http://www.tei-c.org/ns/1.0">
      <xsl:copy-of select="$complete/@* except $complete/@mode, $complete/node()"/>
    </attDef>
  </xsl:template>

  <!-- A single attribute of a class, called in by name. -->
  <xsl:template match="tei:attRef" mode="odd:own-attributes" as="element()?">
    <xsl:param name="index" as="map(xs:string, element())" tunnel="yes"/>
    <xsl:variable name="class" as="xs:string" select="(@class, substring-before(@key, '.attribute.'))[1]"/>
    <xsl:variable name="name" as="xs:string" select="(@name, substring-after(@key, '.attribute.'))[1]"/>
    <xsl:choose>
      <xsl:when test="empty($index($class)/tei:attList//tei:attDef[@ident = $name])">
        <xsl:sequence select="odd:fail('attRef: class ' || $class || ' has no attribute ' || $name, .)"/>
      </xsl:when>
      <xsl:otherwise>
        <attRef xmlns="http://www.tei-c.org/ns/1.0" class="{$class}" name="{$name}"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
