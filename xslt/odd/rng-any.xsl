<?xml version="1.0" encoding="UTF-8"?>
<!-- RELAX NG for anyElement: a pattern for each kind there is, which refers to itself. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns="http://relaxng.org/ns/structure/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:odd="urn:matbaa:odd"
    exclude-result-prefixes="xs tei odd">

  <!-- Any element: of the namespaces in @require, or of all but those in @except (without it: the schema's own) and the elements that
       the schema specifies in other namespaces, for whose xml:id a type is set. -->
  <xsl:template match="tei:anyElement" mode="odd:rng" as="element()">
    <xsl:variable name="pattern" as="element()">
      <ref name="{odd:any-name(.)}"/>
    </xsl:variable>
    <xsl:sequence select="odd:rng-repeated(., $pattern)"/>
  </xsl:template>

  <!-- What tells one kind of anyElement from another. -->
  <xsl:function name="odd:any-kind" as="xs:string">
    <xsl:param name="any" as="element(tei:anyElement)"/>
    <xsl:sequence select="normalize-space($any/@require) || '|' || normalize-space($any/@except)"/>
  </xsl:function>

  <!-- The name of the pattern for an anyElement: numbered, for each kind there is one. -->
  <xsl:function name="odd:any-name" as="xs:string">
    <xsl:param name="any" as="element(tei:anyElement)"/>
    <xsl:variable name="kinds" as="xs:string*" select="odd:distinct(root($any)//tei:anyElement ! odd:any-kind(.))"/>
    <xsl:sequence select="'anyElement.' || index-of($kinds, odd:any-kind($any))[1]"/>
  </xsl:function>

  <!-- The patterns for all kinds of anyElement. -->
  <xsl:template name="odd:rng-any-elements" as="element()*">
    <xsl:for-each-group select="descendant::tei:anyElement" group-by="odd:any-kind(.)">
      <define name="{odd:any-name(.)}">
        <element>
          <xsl:choose>
            <xsl:when test="@require">
              <choice>
                <xsl:sequence select="tokenize(@require) ! odd:rng-name-class(., current())"/>
              </choice>
            </xsl:when>
            <xsl:otherwise>
              <anyName>
                <except>
                  <xsl:sequence select="(if (@except) then tokenize(@except) else odd:own-namespace(.)) ! odd:rng-name-class(., current())"/>
                  <xsl:for-each select="ancestor::tei:schemaSpec/tei:elementSpec[odd:namespace(.) ne odd:own-namespace(.)]">
                    <name ns="{odd:namespace(.)}">{odd:name(.)}</name>
                  </xsl:for-each>
                </except>
              </anyName>
            </xsl:otherwise>
          </xsl:choose>
          <zeroOrMore>
            <choice>
              <attribute>
                <anyName/>
              </attribute>
              <text/>
              <ref name="{odd:any-name(.)}"/>
            </choice>
          </zeroOrMore>
        </element>
      </define>
    </xsl:for-each-group>
  </xsl:template>

  <!-- One word of @require or @except: an element's name, with a prefix declared in the ODD, or a namespace. -->
  <xsl:function name="odd:rng-name-class" as="element()">
    <xsl:param name="word" as="xs:string"/>
    <xsl:param name="from" as="element()"/>
    <xsl:variable name="prefix" as="xs:string" select="substring-before($word, ':')"/>
    <xsl:choose>
      <xsl:when test="$prefix and $prefix = in-scope-prefixes($from)">
        <name ns="{namespace-uri-for-prefix($prefix, $from)}">{substring-after($word, ':')}</name>
      </xsl:when>
      <xsl:when test="matches($word, '^[\i-[:]][\c-[:]]*$')">
        <name>{$word}</name>
      </xsl:when>
      <xsl:otherwise>
        <nsName ns="{$word}"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

</xsl:stylesheet>
