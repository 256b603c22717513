<?xml version="1.0" encoding="UTF-8"?>
<!-- A year with many dates: month by month, the days as numbers. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="urn:matbaa:index"
    exclude-result-prefixes="#all">

  <!-- With more dates than this a year is set as a calendar. -->
  <xsl:variable name="m:many-dates" as="xs:integer" static="yes" select="36"/>

  <!-- What is wider than a day as rows, then each month with its days. -->
  <xsl:template name="m:months" as="element()+">
    <xsl:param name="entries" as="element(entry)+"/>
    <xsl:variable name="days" as="element(entry)*" select="$entries[matches(@date, '^\d{4}-\d\d-\d\d$')]"/>
    <xsl:if test="exists($entries except $days)">
      <ul class="rows">
        <xsl:apply-templates select="$entries except $days" mode="m:row"/>
      </ul>
    </xsl:if>
    <xsl:for-each-group select="$days" group-by="substring(@date, 6, 2)">
      <xsl:sort select="current-grouping-key()"/>
      <div class="month">
        <h3>{m:word('month-' || current-grouping-key(), .)}</h3>
        <ul class="days">
          <xsl:for-each select="current-group()">
            <xsl:variable name="mentions" as="xs:integer" select="xs:integer((@mentions, 0)[1])"/>
            <li id="{@id}" data-count="{$mentions}">
              <a class="name" href="{@href}" aria-label="{name}">{xs:integer(substring(@date, 9, 2))}</a>
            </li>
          </xsl:for-each>
        </ul>
      </div>
    </xsl:for-each-group>
  </xsl:template>

</xsl:stylesheet>
