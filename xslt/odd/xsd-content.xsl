<?xml version="1.0" encoding="UTF-8"?>
<!-- W3C XML Schema for content models, from the tree that xsd-particles.xsl makes. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:odd="urn:matbaa:odd"
    exclude-result-prefixes="tei odd">

  <xsl:mode name="odd:write" on-no-match="fail"/>

  <!-- The content of a complex type; nothing for text alone and for no content at all. -->
  <xsl:function name="odd:xsd-content" as="node()*">
    <xsl:param name="content" as="element()?"/>
    <xsl:variable name="particle" as="element()?" select="odd:particle($content)"/>
    <xsl:if test="exists($particle)">
      <xsl:if test="odd:holds-data($content) or $content//tei:textNode[not(parent::tei:alternate/@maxOccurs = 'unbounded')]">
        <xsl:comment> looser than the ODD: text may stand between all of these </xsl:comment>
      </xsl:if>
      <xsl:variable name="written" as="node()+" select="odd:xsd-particle($particle)"/>
      <xsl:choose>
        <xsl:when test="$written[self::xs:element or self::xs:any]">
          <xs:sequence>
            <xsl:sequence select="$written"/>
          </xs:sequence>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="$written"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:if>
  </xsl:function>

  <!-- A tree as XSD; one that is not deterministic becomes any number of its elements. -->
  <xsl:function name="odd:xsd-particle" as="node()+">
    <xsl:param name="particle" as="element()"/>
    <xsl:apply-templates mode="odd:write"
      select="if (odd:deterministic($particle)) then $particle else odd:loose($particle, 'the order of elements is not determined')"/>
  </xsl:function>

  <!-- minOccurs and maxOccurs of a part. -->
  <xsl:function name="odd:occurrences" as="attribute()*">
    <xsl:param name="part" as="element()"/>
    <xsl:if test="$part/@min != 1">
      <xsl:attribute name="minOccurs" select="$part/@min"/>
    </xsl:if>
    <xsl:if test="$part/@max != 1">
      <xsl:attribute name="maxOccurs" select="if ($part/@max = -1) then 'unbounded' else $part/@max"/>
    </xsl:if>
  </xsl:function>

  <!-- A macro that stands as it is written in the ODD is called by its name. -->
  <xsl:template match="odd:seq[@macro]" mode="odd:write" as="element()" priority="2">
    <xs:group ref="{@macro}">
      <xsl:sequence select="odd:occurrences(.)"/>
    </xs:group>
  </xsl:template>

  <xsl:template match="odd:seq" mode="odd:write" as="element()">
    <xs:sequence>
      <xsl:sequence select="odd:occurrences(.)"/>
      <xsl:apply-templates select="*" mode="#current"/>
    </xs:sequence>
  </xsl:template>

  <xsl:template match="odd:alt" mode="odd:write" as="element()">
    <xs:choice>
      <xsl:sequence select="odd:occurrences(.)"/>
      <xsl:apply-templates select="*" mode="#current"/>
    </xs:choice>
  </xsl:template>

  <!-- A leaf: through the groups of its classes if these have no element in common, else element by element. -->
  <xsl:template match="odd:leaf" mode="odd:write" as="node()+">
    <xsl:variable name="all" as="xs:string*" select="odd:element/@key, odd:group/tokenize(@names)"/>
    <xsl:variable name="refs" as="element()*"
      select="if (count($all) = count(tokenize(@names))) then * else odd:distinct($all) ! odd:element-reference(.)"/>
    <xsl:variable name="wild" as="element()*" select="($refs[@key = '{##any}'], $refs[@key = '{##other}'])[1]"/>
    <xsl:variable name="kept" as="element()*"
      select="if ($wild/@key = '{##any}') then $wild else if ($wild) then ($refs[not(starts-with(@key, '{'))], $wild) else $refs"/>
    <xsl:if test="@loose">
      <xsl:comment> looser than the ODD: {@loose} </xsl:comment>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="count($kept) = 1">
        <xsl:apply-templates select="$kept" mode="#current">
          <xsl:with-param name="occurrences" as="attribute()*" select="odd:occurrences(.)"/>
        </xsl:apply-templates>
      </xsl:when>
      <xsl:otherwise>
        <xs:choice>
          <xsl:sequence select="odd:occurrences(.)"/>
          <xsl:apply-templates select="$kept" mode="#current"/>
        </xs:choice>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="odd:group" mode="odd:write" as="element()">
    <xsl:param name="occurrences" as="attribute()*" select="()"/>
    <xs:group ref="{@key}">
      <xsl:sequence select="$occurrences"/>
    </xs:group>
  </xsl:template>

  <xsl:template match="odd:element" mode="odd:write" as="element()">
    <xsl:param name="occurrences" as="attribute()*" select="()"/>
    <xs:element ref="{@key}">
      <xsl:sequence select="$occurrences"/>
    </xs:element>
  </xsl:template>

  <!-- An element of another namespace, or any. -->
  <xsl:template match="odd:element[starts-with(@key, '{')]" mode="odd:write" as="element()">
    <xsl:param name="occurrences" as="attribute()*" select="()"/>
    <xs:any namespace="{translate(@key, '{}', '')}" processContents="lax">
      <xsl:sequence select="$occurrences"/>
    </xs:any>
  </xsl:template>

  <!-- The members of a class as alternatives: through their groups if no element belongs to two of them. -->
  <xsl:function name="odd:xsd-alternatives" as="node()+">
    <xsl:param name="members" as="element()*"/>
    <xsl:variable name="refs" as="element()*">
      <xsl:for-each select="$members">
        <xsl:choose>
          <xsl:when test="self::tei:elementSpec">
            <odd:element key="{odd:xsd-key(.)}"/>
          </xsl:when>
          <xsl:otherwise>
            <odd:group key="{@ident}" names="{odd:distinct(odd:class-elements(@ident, .) ! odd:xsd-key(.))}"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="leaf" as="element(odd:leaf)" select="odd:leaf($refs/(self::odd:element/string(@key), self::odd:group/tokenize(@names)), $refs, 1, 1)"/>
    <xsl:variable name="written" as="node()+">
      <xsl:apply-templates select="$leaf" mode="odd:write"/>
    </xsl:variable>
    <xsl:sequence select="if ($written/self::xs:choice) then $written/node() else $written"/>
  </xsl:function>

</xsl:stylesheet>
