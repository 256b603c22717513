<?xml version="1.0" encoding="UTF-8"?>
<!-- Lists of persons, places and the like, where they are the document: an entry each. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- An entry: its name as a heading, then all that is said of it. -->
  <xsl:template match="person | personGrp | place | org | event[parent::listEvent] | object | nym | relation | witness" as="element()">
    <section>
      <xsl:sequence select="m:attributes(., 'entry')"/>
      <xsl:variable name="names" as="element()*" select="persName | placeName | orgName | eventName | objectName | name | label"/>
      <xsl:variable name="first" as="element()?" select="($names[@type = 'preferred'], $names)[1]"/>
      <xsl:if test="$first">
        <p class="entry-name">
          <xsl:apply-templates select="$first"/>
        </p>
      </xsl:if>
      <xsl:for-each select="(node() except $first)[self::* or normalize-space()]">
        <xsl:choose>
          <xsl:when test="self::* and not(m:is-block(.)) and not(self::note | self::person | self::personGrp | self::place | self::org | self::object | self::nym | self::witness)">
            <p><xsl:apply-templates select="."/></p>
          </xsl:when>
          <xsl:otherwise>
            <xsl:apply-templates select="."/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </section>
  </xsl:template>

</xsl:stylesheet>
