<?xml version="1.0" encoding="UTF-8"?>
<!-- Lists: of items, of labels with items, of references, of names. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- A list in a div with its heading. Points between items (page breaks, notes) go into the item that follows. -->
  <xsl:template match="list | listBibl | listPerson | listPlace | listOrg | listEvent | listObject | listNym | listWit | listRelation" as="element()">
    <xsl:variable name="leading" as="element()*" select="head | headLabel | headItem | desc | p"/>
    <xsl:variable name="entries" as="element()*" select="* except ($leading, trailer, listRelation[empty(.//text()[normalize-space()])])"/>
    <xsl:variable name="labelled" as="xs:boolean" select="exists(label)"/>
    <div>
      <xsl:sequence select="m:attributes(., 'marked'[current()/item][m:has-own-marks(current())])"/>
      <xsl:apply-templates select="$leading"/>
      <xsl:if test="$entries">
        <xsl:element name="{if ($labelled) then 'dl' else if (m:is-numbered(.)) then 'ol' else 'ul'}">
          <xsl:for-each-group select="$entries" group-ending-with="*[not($m:shapes(local-name()) = 'point' or self::note or self::gap or self::figure)]">
            <xsl:variable name="last" as="element()" select="current-group()[last()]"/>
            <xsl:element name="{if (not($labelled)) then 'li' else if ($last/self::label) then 'dt' else 'dd'}">
              <xsl:choose>
                <xsl:when test="$last/(self::item | self::label | self::bibl)">
                  <xsl:sequence select="m:attributes($last)"/>
                  <xsl:apply-templates select="current-group() except $last"/>
                  <xsl:apply-templates select="$last/node()"/>
                </xsl:when>
                <xsl:otherwise>
                  <xsl:apply-templates select="current-group()"/>
                </xsl:otherwise>
              </xsl:choose>
            </xsl:element>
          </xsl:for-each-group>
        </xsl:element>
      </xsl:if>
      <xsl:apply-templates select="trailer"/>
    </div>
  </xsl:template>

  <!-- Are the items of a list numbered by the list? Not where the text has the numbers itself. -->
  <xsl:function name="m:is-numbered" as="xs:boolean">
    <xsl:param name="list" as="element()"/>
    <xsl:sequence select="(tokenize($list/@type), tokenize($list/@rend)) = ('ordered', 'numbered', 'number', 'ol', 'decimal')
                          and not($list/item[1][matches(normalize-space(), '^\(?[0-9]+[.)]')])"/>
  </xsl:function>

  <!-- Does the text itself have the signs or numbers of the items, each as a label at its beginning? -->
  <xsl:function name="m:has-own-marks" as="xs:boolean">
    <xsl:param name="list" as="element()"/>
    <xsl:sequence select="every $item in $list/item satisfies $item/node()[not(self::text()[not(normalize-space())])][1][self::label]"/>
  </xsl:function>

  <!-- A list that the text runs on with. -->
  <xsl:template match="list[tokenize(@rend) = ('inline', 'run-in') or @type = ('inline', 'runin')][not(.//p | .//list)]" as="element()">
    <xsl:call-template name="m:inline">
      <xsl:with-param name="class" select="'inline'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="item | list/label" as="element()">
    <xsl:call-template name="m:inline"/>
  </xsl:template>

</xsl:stylesheet>
