<?xml version="1.0" encoding="UTF-8"?>
<!-- Attributes and lists of values on the reference page. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:odd="urn:matbaa:odd"
    exclude-result-prefixes="#all">

  <!-- All attributes of a specification: its own described, those of classes named. -->
  <xsl:template name="odd:attributes" as="element()*">
    <xsl:variable name="own" as="element(tei:attDef)*" select="tei:attList//tei:attDef"/>
    <xsl:if test="exists($own)">
      <dl class="attributes">
        <xsl:for-each select="$own">
          <dt>
            <code>@{odd:name(.)}</code>
            <xsl:text> </xsl:text>
            <span class="usage">{if (@usage = 'req') then 'required' else if (@usage = 'rec') then 'recommended' else 'optional'}</span>
          </dt>
          <dd>
            <xsl:sequence select="odd:described(.)"/>
            <xsl:apply-templates select="tei:datatype" mode="odd:datatype"/>
            <xsl:apply-templates select="tei:valList[tei:valItem]" mode="odd:datatype"/>
          </dd>
        </xsl:for-each>
      </dl>
    </xsl:if>
    <xsl:for-each select="tei:attList/tei:classRef">
      <p class="inherited">
        <xsl:sequence select="odd:link(odd:spec(@key, .))"/>
        <xsl:text>: </xsl:text>
        <span class="names">{odd:attribute-names(odd:spec(@key, .))}</span>
      </p>
    </xsl:for-each>
    <xsl:for-each-group select="tei:attList//tei:attRef" group-by="@class">
      <p class="inherited">
        <xsl:text>of </xsl:text>
        <xsl:sequence select="odd:link(odd:spec(@class, .))"/>
        <xsl:text>: </xsl:text>
        <span class="names">{current-group() ! ('@' || @name)}</span>
      </p>
    </xsl:for-each-group>
  </xsl:template>

  <!-- The names of all attributes that a class gives. -->
  <xsl:function name="odd:attribute-names" as="xs:string*">
    <xsl:param name="class" as="element()"/>
    <xsl:sequence select="
      $class/tei:attList//tei:attDef ! ('@' || odd:name(.)),
      $class/tei:attList//tei:attRef ! ('@' || @name),
      $class/tei:attList//tei:classRef ! odd:attribute-names(odd:spec(@key, .))"/>
  </xsl:function>

  <xsl:mode name="odd:datatype" on-no-match="fail"/>

  <!-- The datatype of an attribute, unless a closed list says it all. -->
  <xsl:template match="tei:datatype" mode="odd:datatype" as="element()?">
    <xsl:variable name="list" as="xs:boolean" select="odd:is-list(.)"/>
    <xsl:if test="$list or not(../tei:valList[tei:valItem]/@type = 'closed')">
      <p class="datatype">
        <xsl:if test="$list">{if (odd:max(.) = -1) then 'one or more, with spaces between: ' else odd:min(.) || ' to ' || odd:max(.) || ', with spaces between: '}</xsl:if>
        <xsl:apply-templates select="." mode="odd:notation"/>
      </p>
    </xsl:if>
  </xsl:template>

  <!-- The values of a list, with what they mean where that is said. -->
  <xsl:template match="tei:valList" mode="odd:datatype" as="element()+">
    <xsl:if test="not(@type = 'closed') and parent::tei:attDef">
      <p class="datatype">for example:</p>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="tei:valItem/(tei:desc | tei:gloss)">
        <dl class="values">
          <xsl:for-each select="tei:valItem">
            <dt><code>{odd:name(.)}</code></dt>
            <dd>{odd:documentation(.)}</dd>
          </xsl:for-each>
        </dl>
      </xsl:when>
      <xsl:otherwise>
        <p class="values">
          <xsl:for-each select="tei:valItem">
            <xsl:if test="position() gt 1">, </xsl:if>
            <code>{odd:name(.)}</code>
          </xsl:for-each>
        </p>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
