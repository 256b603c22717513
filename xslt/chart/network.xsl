<?xml version="1.0" encoding="UTF-8"?>
<!-- The network of entries that are mentioned together, and the table of it. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="urn:matbaa:index"
    exclude-result-prefixes="#all">

  <!-- Entries by kind and id, and the links that each has. -->
  <xsl:key name="m:node" match="node" use="@kind || '/' || @id"/>
  <xsl:key name="m:link" match="link" use="string(@from), string(@to)"/>

  <!-- So many of an entry's links are told in the table. -->
  <xsl:variable name="m:told" as="xs:integer" static="yes" select="10"/>

  <xsl:template match="chart[@kind = 'network']" mode="m:counted" as="xs:string*">
    <xsl:sequence select="m:counted(count(node), 'entries', .), m:counted(count(link), 'links-number', .)"/>
  </xsl:template>

  <xsl:template match="chart[@kind = 'network']" mode="m:drawn" as="element()*">
    <xsl:variable name="chart" as="element(chart)" select="."/>
    <xsl:for-each select="sheet">
      <xsl:call-template name="m:figure">
        <xsl:with-param name="class" select="'network'"/>
        <xsl:with-param name="caption" select="m:word('network-note', .)"/>
        <xsl:with-param name="drawing" as="element()">
          <xsl:call-template name="m:sheet">
            <xsl:with-param name="below" as="element()*">
              <g xmlns="http://www.w3.org/2000/svg" class="lines">
                <xsl:for-each select="line">
                  <line x1="{@x1}" y1="{@y1}" x2="{@x2}" y2="{@y2}" stroke-width="{m:strength(@count)}" data-from="{@from}" data-to="{@to}"/>
                </xsl:for-each>
              </g>
            </xsl:with-param>
            <xsl:with-param name="spots" as="element()*">
              <xsl:for-each select="spot">
                <xsl:variable name="node" as="element(node)" select="key('m:node', @place, $chart)[1]"/>
                <xsl:call-template name="m:spot">
                  <xsl:with-param name="label" select="string($node/@label)"/>
                  <xsl:with-param name="href" select="string($node/@href)"/>
                  <xsl:with-param name="count" select="xs:integer(($node/@count, 0)[1])"/>
                  <xsl:with-param name="kind" select="string($node/@kind)"/>
                </xsl:call-template>
              </xsl:for-each>
            </xsl:with-param>
          </xsl:call-template>
        </xsl:with-param>
      </xsl:call-template>
      <p class="legend">
        <xsl:for-each select="distinct-values($chart/node/@kind)">
          <span class="k-{.}">{m:word(., $chart)}</span>
        </xsl:for-each>
      </p>
    </xsl:for-each>
    <xsl:call-template name="m:as-list">
      <xsl:with-param name="content" as="element()*">
        <div class="table-frame">
          <table>
            <thead>
              <tr>
                <th scope="col">{m:word('entry', .)}</th>
                <th scope="col" class="r-right">{m:word('mentions', .)}</th>
                <th scope="col">{m:word('related', .)}</th>
              </tr>
            </thead>
            <tbody>
              <xsl:for-each select="node">
                <xsl:variable name="here" as="xs:string" select="@kind || '/' || @id"/>
                <xsl:variable name="links" as="element(link)*"
                              select="sort(key('m:link', $here, $chart), (), function($one as element()) as xs:integer { -xs:integer($one/@count) })"/>
                <tr>
                  <th scope="row"><a href="{@href}">{@label}</a></th>
                  <td class="r-right">{m:number(xs:integer((@count, 0)[1]))}</td>
                  <td>
                    <xsl:for-each select="subsequence($links, 1, $m:told)">
                      <xsl:variable name="there" as="element(node)?" select="key('m:node', (@from, @to)[. ne $here][1], $chart)[1]"/>
                      <xsl:if test="position() gt 1"> · </xsl:if>
                      <xsl:text>{$there/@label} </xsl:text>
                      <span class="count">{@count}</span>
                    </xsl:for-each>
                    <xsl:if test="count($links) gt $m:told"> …</xsl:if>
                  </td>
                </tr>
              </xsl:for-each>
            </tbody>
          </table>
        </div>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- How thick a line is, by the number of passages. -->
  <xsl:function name="m:strength" as="xs:string">
    <xsl:param name="count" as="xs:string"/>
    <xsl:sequence select="format-number(min((0.6 + 0.5 * (number($count) - 1), 6)), '0.#')"/>
  </xsl:function>

</xsl:stylesheet>
