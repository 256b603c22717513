<?xml version="1.0" encoding="UTF-8"?>
<!-- The map of places, and the list of them. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="urn:matbaa:index"
    exclude-result-prefixes="#all">

  <!-- The places of a map by their ids. -->
  <xsl:key name="m:place" match="place" use="string(@id)"/>

  <xsl:template match="chart[@kind = 'map']" mode="m:counted" as="xs:string*">
    <xsl:sequence select="m:counted(count(place), 'places-number', .), m:counted(xs:integer(sum(place/@count)), 'mentions', .)"/>
  </xsl:template>

  <xsl:template match="chart[@kind = 'map']" mode="m:drawn" as="element()*">
    <xsl:variable name="chart" as="element(chart)" select="."/>
    <xsl:for-each select="sheet">
      <xsl:call-template name="m:figure">
        <xsl:with-param name="class" select="'map'"/>
        <xsl:with-param name="caption" select="m:left-out(., 'map-left-out'), m:word('map-note', .)"/>
        <xsl:with-param name="drawing" as="element()">
          <xsl:call-template name="m:sheet">
            <xsl:with-param name="below" as="element()*">
              <xsl:call-template name="m:ground"/>
            </xsl:with-param>
            <xsl:with-param name="spots" as="element()*">
              <xsl:for-each select="spot">
                <xsl:variable name="place" as="element(place)" select="key('m:place', @place, $chart)[1]"/>
                <xsl:call-template name="m:spot">
                  <xsl:with-param name="label" select="string($place/@label)"/>
                  <xsl:with-param name="href" select="string($place/@href)"/>
                  <xsl:with-param name="count" select="xs:integer(($place/@count, 0)[1])"/>
                  <xsl:with-param name="kind" select="'places'"/>
                </xsl:call-template>
              </xsl:for-each>
            </xsl:with-param>
          </xsl:call-template>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:call-template name="m:as-list">
      <xsl:with-param name="content" as="element()*">
        <div class="table-frame">
          <table>
            <thead>
              <tr>
                <th scope="col">{m:word('place', .)}</th>
                <th scope="col" class="r-right">{m:word('mentions', .)}</th>
                <th scope="col" class="r-right">{m:word('coordinates', .)}</th>
              </tr>
            </thead>
            <tbody>
              <xsl:for-each select="sort(place, (), function($one as element()) as xs:integer { -xs:integer(($one/@count, 0)[1]) })">
                <tr>
                  <th scope="row"><a href="{@href}">{@label}</a></th>
                  <td class="r-right">{m:number(xs:integer((@count, 0)[1]))}</td>
                  <td class="r-right">{@latitude}, {@longitude}</td>
                </tr>
              </xsl:for-each>
            </tbody>
          </table>
        </div>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

</xsl:stylesheet>
