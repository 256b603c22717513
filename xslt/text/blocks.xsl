<?xml version="1.0" encoding="UTF-8"?>
<!-- What stands as a block, what as a line, what inside a line. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns:t="urn:matbaa:text"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="text()" as="text()">
    <xsl:sequence select="."/>
  </xsl:template>

  <xsl:template match="text()[not(normalize-space())][m:is-layout(.)]" as="empty-sequence()"/>

  <!-- Any element: its content, set off as a block where it is one. -->
  <xsl:template match="*" as="node()*">
    <xsl:choose>
      <xsl:when test="m:is-block(.) and local-name(..) = ('sp', 'lg', 'titlePage', 'docTitle', 'castList', 'castGroup', 'set', 'person', 'place', 'org', 'figure')">
        <xsl:call-template name="t:line"/>
      </xsl:when>
      <xsl:when test="m:is-block(.)">
        <xsl:sequence select="$t:block"/>
        <xsl:apply-templates/>
        <xsl:sequence select="$t:block"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:if test="m:joins-left(.)">
          <xsl:sequence select="$t:join"/>
        </xsl:if>
        <xsl:apply-templates/>
        <xsl:if test="m:joins-right(.)">
          <xsl:sequence select="$t:join"/>
        </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The current element on a line of its own. -->
  <xsl:template name="t:line" as="node()*">
    <xsl:sequence select="$t:line"/>
    <xsl:apply-templates/>
    <xsl:sequence select="$t:line"/>
  </xsl:template>

  <!-- Lines: items, entries of a bibliography, casts, what opens and closes a letter. -->
  <xsl:template match="person/* | personGrp/* | place/* | org/* | listEvent/event/* | object/* | item[empty(preceding-sibling::*[1]/self::label)] | list/head | listBibl/bibl | listBibl/biblStruct | castItem | speaker | addrLine | line | opener/* | closer/*"
                as="node()*">
    <xsl:call-template name="t:line"/>
  </xsl:template>

  <!-- An item after its label: on the label's line. -->
  <xsl:template match="item[preceding-sibling::*[1]/self::label]" as="node()*">
    <xsl:text> </xsl:text>
    <xsl:apply-templates/>
    <xsl:sequence select="$t:line"/>
  </xsl:template>

  <xsl:template match="list/label" as="node()*">
    <xsl:sequence select="$t:line"/>
    <xsl:apply-templates/>
  </xsl:template>

  <!-- A verse is a line that is not broken. -->
  <xsl:template match="l" as="node()*">
    <xsl:sequence select="$t:verse"/>
    <xsl:apply-templates/>
    <xsl:sequence select="$t:line"/>
  </xsl:template>

  <!-- A table row is a line, its cells parted by tabs; blocks in a cell follow each other on that line. -->
  <xsl:template match="row" as="node()*">
    <xsl:sequence select="$t:verse"/>
    <xsl:apply-templates/>
    <xsl:sequence select="$t:line"/>
  </xsl:template>

  <xsl:template match="cell" as="node()*">
    <xsl:variable name="content" as="node()*">
      <xsl:apply-templates/>
    </xsl:variable>
    <xsl:if test="preceding-sibling::cell">
      <xsl:sequence select="$t:tab"/>
    </xsl:if>
    <xsl:for-each select="$content">
      <xsl:choose>
        <xsl:when test="self::t:block or self::t:line or self::t:tab">
          <xsl:text> </xsl:text>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="."/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <!-- Breaks: inside a word they join what they part; a line break otherwise parts words, a page break does so only where it says. -->
  <xsl:template match="lb | pb | cb | gb | milestone" as="node()?">
    <xsl:choose>
      <xsl:when test="@break = 'no'">
        <xsl:sequence select="$t:join"/>
      </xsl:when>
      <xsl:when test="self::lb or @break = 'yes'">
        <xsl:text> </xsl:text>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
