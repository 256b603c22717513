<?xml version="1.0" encoding="UTF-8"?>
<!-- Tables. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- A table that can be scrolled sideways where the screen is narrow. Points between rows go into the row that follows. -->
  <xsl:template match="table" as="element()">
    <div class="table-frame" tabindex="0">
      <table>
        <xsl:sequence select="m:attributes(.)"/>
        <xsl:if test="head">
          <caption>
            <xsl:for-each select="head">
              <xsl:element name="{if (m:has-block(.)) then 'div' else 'span'}"><xsl:sequence select="m:attributes(.)"/><xsl:apply-templates/></xsl:element>
              <xsl:if test="position() ne last()"><br/></xsl:if>
            </xsl:for-each>
          </caption>
        </xsl:if>
        <xsl:for-each-group select="* except head" group-ending-with="row">
          <xsl:variable name="row" as="element(row)?" select="current-group()/self::row"/>
          <tr>
            <xsl:sequence select="$row ! m:attributes(.)"/>
            <xsl:variable name="between" as="element()*" select="current-group() except $row"/>
            <xsl:choose>
              <xsl:when test="$row/cell">
                <xsl:apply-templates select="$row/cell">
                  <xsl:with-param name="before" as="element()*" select="$between, $row/(* except cell)"/>
                </xsl:apply-templates>
              </xsl:when>
              <xsl:otherwise>
                <td><xsl:apply-templates select="$between, $row/node()"/></td>
              </xsl:otherwise>
            </xsl:choose>
          </tr>
        </xsl:for-each-group>
      </table>
    </div>
  </xsl:template>

  <!-- A cell; a heading where it, or its row, says so. -->
  <xsl:template match="cell" as="element()">
    <xsl:param name="before" as="element()*" select="()"/>
    <xsl:variable name="heading" as="xs:boolean" select="(@role, ../@role) = 'label'"/>
    <xsl:element name="{if ($heading) then 'th' else 'td'}">
      <xsl:sequence select="m:attributes(.), m:span(@cols, 'colspan'), m:span(@rows, 'rowspan')"/>
      <xsl:if test="$heading">
        <xsl:attribute name="scope" select="if (../@role = 'label') then 'col' else 'row'"/>
      </xsl:if>
      <xsl:if test="empty(preceding-sibling::cell)">
        <xsl:apply-templates select="$before"/>
      </xsl:if>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- A cell's extent as HTML has it: whole numbers from 2 to 999. -->
  <xsl:function name="m:span" as="attribute()?">
    <xsl:param name="extent" as="attribute()?"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:if test="matches($extent, '^[1-9][0-9]{0,2}$') and $extent ne '1'">
      <xsl:attribute name="{$name}" select="$extent"/>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
