<?xml version="1.0" encoding="UTF-8"?>
<!-- Every mention of an entry, text by text; what is long is folded, so that a thousand can still be read. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="urn:matbaa:index"
    exclude-result-prefixes="#all">

  <!-- So many mentions can be filtered; texts beyond the first few are folded from so many mentions on; so many texts stand in a fold. -->
  <xsl:variable name="m:long" as="xs:integer" static="yes" select="20"/>
  <xsl:variable name="m:open" as="xs:integer" static="yes" select="60"/>
  <xsl:variable name="m:fold" as="xs:integer" static="yes" select="50"/>

  <!-- Is the list long enough to be narrowed down? -->
  <xsl:function name="m:is-long" as="xs:boolean">
    <xsl:param name="entry" as="element(entry)"/>
    <xsl:sequence select="count($entry/mention) gt $m:long"/>
  </xsl:function>

  <!-- The section with all of them, or the word that there are none. -->
  <xsl:template name="m:passages" as="element()">
    <section class="passages" aria-labelledby="page:mentions">
      <h2 id="page:mentions">{m:word('mentions-in-texts', .)}</h2>
      <xsl:choose>
        <xsl:when test="empty(mention)">
          <p class="unmentioned">{m:word('unmentioned', .)}</p>
        </xsl:when>
        <xsl:otherwise>
          <xsl:if test="m:is-long(.)">
            <div class="finding">
              <xsl:call-template name="m:find">
                <xsl:with-param name="label" select="'filter-mentions'"/>
              </xsl:call-template>
            </div>
          </xsl:if>
          <xsl:variable name="all" as="xs:integer" select="count(mention)"/>
          <xsl:variable name="texts" as="element()+">
            <xsl:for-each-group select="mention" group-by="string(@document)">
              <xsl:call-template name="m:text">
                <xsl:with-param name="mentions" select="current-group()"/>
                <xsl:with-param name="open" select="$all le $m:open or position() eq 1"/>
              </xsl:call-template>
            </xsl:for-each-group>
          </xsl:variable>
          <div id="page:list">
            <xsl:choose>
              <xsl:when test="count($texts) le $m:fold">
                <xsl:sequence select="$texts"/>
              </xsl:when>
              <xsl:otherwise>
                <xsl:call-template name="m:folds">
                  <xsl:with-param name="texts" select="$texts"/>
                </xsl:call-template>
              </xsl:otherwise>
            </xsl:choose>
          </div>
        </xsl:otherwise>
      </xsl:choose>
    </section>
  </xsl:template>

  <!-- The mentions of one text: few below its title, many in a fold. -->
  <xsl:template name="m:text" as="element()">
    <xsl:param name="mentions" as="element(mention)+"/>
    <xsl:param name="open" as="xs:boolean"/>
    <xsl:variable name="title" as="xs:string" select="string(($mentions[1]/@title, $mentions[1]/@document)[1])"/>
    <xsl:variable name="list" as="element()">
      <ol class="mentions">
        <xsl:apply-templates select="$mentions" mode="m:mention"/>
      </ol>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="count($mentions) le 3">
        <section class="in-text">
          <h3>{$title}</h3>
          <xsl:sequence select="$list"/>
        </section>
      </xsl:when>
      <xsl:otherwise>
        <details class="in-text">
          <xsl:if test="$open">
            <xsl:attribute name="open">open</xsl:attribute>
          </xsl:if>
          <summary><h3>{$title}</h3><xsl:text> </xsl:text><span class="count">{m:counted(count($mentions), 'mentions', .)}</span></summary>
          <xsl:sequence select="$list"/>
        </details>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Many texts, so many in a fold, which says where it begins and ends; the first is open. -->
  <xsl:template name="m:folds" as="element()+">
    <xsl:param name="texts" as="element()+"/>
    <xsl:variable name="node" as="element(entry)" select="."/>
    <xsl:for-each-group select="$texts" group-adjacent="(position() - 1) idiv $m:fold">
      <details class="fold">
        <xsl:if test="position() eq 1">
          <xsl:attribute name="open">open</xsl:attribute>
        </xsl:if>
        <summary>
          <xsl:text>{(current-group()[1]//*:h3)[1]} – {(current-group()[last()]//*:h3)[1]} </xsl:text>
          <span class="count">{m:counted(count(current-group()//*:li), 'mentions', $node)}</span>
        </summary>
        <xsl:sequence select="current-group()"/>
      </details>
    </xsl:for-each-group>
  </xsl:template>

</xsl:stylesheet>
