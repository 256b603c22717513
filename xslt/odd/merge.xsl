<?xml version="1.0" encoding="UTF-8"?>
<!-- Part of step 1: one specification and one that adds, replaces, deletes or changes it, made into one. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:odd="urn:matbaa:odd"
    exclude-result-prefixes="#all">

  <!-- The outcome of a later specification on an earlier one (none, if the ODD is the first to speak of it). -->
  <xsl:function name="odd:apply" as="element()?">
    <xsl:param name="original" as="element()?"/>
    <xsl:param name="later" as="element()"/>
    <xsl:choose>
      <xsl:when test="$later/@mode = 'delete'"/>
      <xsl:when test="not($later/@mode = 'change')">
        <xsl:sequence select="$later"/>
      </xsl:when>
      <xsl:when test="empty($original)">
        <xsl:sequence select="odd:fail('mode=&quot;change&quot;, but there is nothing to change: no source has it', $later)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="odd:changed($original, $later)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- A specification (also an attDef or valItem) changed by another: parts that the later one has win, the rest stays. -->
  <xsl:function name="odd:changed" as="element()">
    <xsl:param name="original" as="element()"/>
    <xsl:param name="later" as="element()"/>
    <xsl:element name="{local-name($original)}" namespace="{namespace-uri($original)}">
      <xsl:copy-of select="$original/@* except $original/@mode, $later/@* except $later/@mode"/>
      <xsl:sequence select="
        odd:either($original, $later, ('altIdent', 'equiv', 'gloss', 'desc')),
        odd:changed-classes($original/tei:classes, $later/tei:classes),
        odd:either($original, $later, ('datatype', 'defaultVal', 'content')),
        odd:changed-list($original/tei:constraintSpec, $later/tei:constraintSpec),
        odd:changed-values($original/tei:valList, $later/tei:valList),
        odd:changed-attributes($original, $later/tei:attList),
        odd:either($original, $later, ('exemplum', 'remarks', 'listRef'))"/>
    </xsl:element>
  </xsl:function>

  <!-- Children of the given names, of each name the later ones where there are any, else the original ones. -->
  <xsl:function name="odd:either" as="element()*">
    <xsl:param name="original" as="element()"/>
    <xsl:param name="later" as="element()"/>
    <xsl:param name="names" as="xs:string+"/>
    <xsl:for-each select="$names">
      <xsl:variable name="name" as="xs:string" select="."/>
      <xsl:variable name="new" as="element()*" select="$later/tei:*[local-name() = $name]"/>
      <xsl:sequence select="if ($new) then $new else $original/tei:*[local-name() = $name]"/>
    </xsl:for-each>
  </xsl:function>

  <!-- Class memberships: replaced as a whole, unless the later list says mode="change". -->
  <xsl:function name="odd:changed-classes" as="element(tei:classes)?">
    <xsl:param name="original" as="element(tei:classes)?"/>
    <xsl:param name="later" as="element(tei:classes)?"/>
    <xsl:choose>
      <xsl:when test="empty($later)">
        <xsl:sequence select="$original"/>
      </xsl:when>
      <xsl:when test="not($later/@mode = 'change')">
        <xsl:sequence select="$later"/>
      </xsl:when>
      <xsl:otherwise>
        <classes xmlns="http://www.tei-c.org/ns/1.0">
          <xsl:sequence select="$original/tei:memberOf[not(@key = $later/tei:memberOf/@key)], $later/tei:memberOf[not(@mode = 'delete')]"/>
        </classes>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Identified parts (constraints, values, attributes): each original part with what is said of it later, then the new ones. -->
  <xsl:function name="odd:changed-list" as="element()*">
    <xsl:param name="original" as="element()*"/>
    <xsl:param name="later" as="element()*"/>
    <xsl:for-each select="$original">
      <xsl:variable name="ident" as="xs:string" select="@ident"/>
      <xsl:sequence select="fold-left($later[@ident = $ident], ., odd:apply#2)"/>
    </xsl:for-each>
    <xsl:sequence select="$later[not(@ident = $original/@ident)][not(@mode = 'delete')]"/>
  </xsl:function>

  <!-- A value list: replaced, or changed value by value where it says mode="change". -->
  <xsl:function name="odd:changed-values" as="element(tei:valList)?">
    <xsl:param name="original" as="element(tei:valList)?"/>
    <xsl:param name="later" as="element(tei:valList)?"/>
    <xsl:choose>
      <xsl:when test="empty($later)">
        <xsl:sequence select="$original"/>
      </xsl:when>
      <xsl:when test="$later/@mode = 'delete'"/>
      <xsl:when test="not($later/@mode = 'change') or empty($original)">
        <xsl:sequence select="$later"/>
      </xsl:when>
      <xsl:otherwise>
        <valList xmlns="http://www.tei-c.org/ns/1.0">
          <xsl:sequence select="$original/@type, $later/@type, odd:changed-list($original/tei:valItem, $later/tei:valItem)"/>
        </valList>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The attribute list: what is said of attributes that the specification does not define itself stays, for it may concern inherited ones. -->
  <xsl:function name="odd:changed-attributes" as="element(tei:attList)?">
    <xsl:param name="original" as="element()"/>
    <xsl:param name="later" as="element(tei:attList)?"/>
    <xsl:variable name="said" as="element(tei:attDef)*" select="$later//tei:attDef"/>
    <xsl:variable name="old" as="element(tei:attList)?" select="$original/tei:attList"/>
    <xsl:variable name="names" as="xs:string*" select="$old//tei:attDef/@ident"/>
    <xsl:choose>
      <xsl:when test="empty($later)">
        <xsl:sequence select="$old"/>
      </xsl:when>
      <xsl:when test="$later/@mode = 'replace'">
        <xsl:sequence select="$later"/>
      </xsl:when>
      <xsl:otherwise>
        <attList xmlns="http://www.tei-c.org/ns/1.0">
          <xsl:apply-templates mode="odd:attributes" select="$old/*">
            <xsl:with-param name="said" as="element(tei:attDef)*" select="$said" tunnel="yes"/>
          </xsl:apply-templates>
          <xsl:sequence select="$later//tei:attDef[not(@ident = $names)], $later//tei:attRef"/>
        </attList>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:mode name="odd:attributes" on-no-match="shallow-copy"/>

  <!-- An attribute of the original list, as it comes out of all that is said of it. In a class a deletion is the end of it; in
       an element it also keeps an inherited attribute of the name away. -->
  <xsl:template match="tei:attDef" mode="odd:attributes" as="element()*">
    <xsl:param name="said" as="element(tei:attDef)*" tunnel="yes"/>
    <xsl:variable name="here" as="element(tei:attDef)*" select="$said[@ident = current()/@ident]"/>
    <xsl:variable name="inherited" as="element(tei:attDef)?" select=".[@mode = ('change', 'delete')]"/>
    <xsl:variable name="result" as="element()?" select="fold-left($here, ., odd:apply#2)"/>
    <xsl:choose>
      <xsl:when test="empty($result)">
        <attDef xmlns="http://www.tei-c.org/ns/1.0" ident="{@ident}" mode="delete"/>
      </xsl:when>
      <xsl:when test="$inherited and $here and $here/@mode = 'change'">
        <attDef xmlns="http://www.tei-c.org/ns/1.0" mode="change">
          <xsl:sequence select="$result/@*, $result/node()"/>
        </attDef>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$result"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
