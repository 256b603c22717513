<?xml version="1.0" encoding="UTF-8"?>
<!-- One entry of an index that stands whole on the page of the index: its name, what the authority file says of it, and its mentions. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="urn:matbaa:index"
    exclude-result-prefixes="#all">

  <!-- Index data to entries with everything in them. -->
  <xsl:mode name="m:whole" on-no-match="deep-skip"/>

  <!-- More mentions than this are folded away until a reader asks for them. -->
  <xsl:variable name="m:unfolded" as="xs:integer" static="yes" select="8"/>

  <!-- The entry, with the id that mentions in the texts link to. -->
  <xsl:template match="entry" mode="m:whole" as="element(*)">
    <article class="entry" id="{@id}">
      <h3>
        <a class="permalink" href="#{@id}">{name}</a>
        <xsl:if test="@type">
          <xsl:text> </xsl:text>
          <span class="kind">{m:type-word(.)}</span>
        </xsl:if>
      </h3>
      <xsl:call-template name="m:facts"/>
      <xsl:call-template name="m:notes"/>
      <xsl:call-template name="m:mentions-list"/>
    </article>
  </xsl:template>

  <!-- The list of mentions, text by text where there are several; a word where there are none. -->
  <xsl:template name="m:mentions-list" as="element()">
    <xsl:variable name="lists" as="element()*">
      <xsl:for-each-group select="mention" group-by="string(@document)">
        <xsl:if test="count(distinct-values(../../entry/mention/@document)) gt 1">
          <h4>{(@title, @document)[1]}</h4>
        </xsl:if>
        <ol class="mentions">
          <xsl:apply-templates select="current-group()" mode="m:mention"/>
        </ol>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="empty(mention)">
        <p class="unmentioned">{m:word('unmentioned', .)}</p>
      </xsl:when>
      <xsl:when test="count(mention) gt $m:unfolded">
        <details class="mentions">
          <summary>{m:counted(count(mention), 'mentions', .)}</summary>
          <xsl:sequence select="$lists"/>
        </details>
      </xsl:when>
      <xsl:otherwise>
        <div class="mentions">
          <xsl:sequence select="$lists"/>
        </div>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
