<?xml version="1.0" encoding="UTF-8"?>
<!-- The timeline of dates: points stacked over their time, spans of time in lanes below the axis, and the years as a list. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="urn:matbaa:index"
    exclude-result-prefixes="#all">

  <!-- How large things are, in units of the sheet. Stacks of more points than these become bars. -->
  <xsl:variable name="m:stack-height" as="xs:integer" static="yes" select="168"/>
  <xsl:variable name="m:most-points" as="xs:integer" static="yes" select="14"/>
  <xsl:variable name="m:lane" as="xs:integer" static="yes" select="20"/>
  <xsl:variable name="m:axis" as="xs:integer" static="yes" select="30"/>

  <xsl:template match="chart[@kind = 'timeline']" mode="m:counted" as="xs:string*">
    <xsl:sequence select="m:counted(count(date), 'dates-number', .), m:counted(xs:integer(sum(date/@count)), 'mentions', .)"/>
  </xsl:template>

  <xsl:template match="chart[@kind = 'timeline']" mode="m:drawn" as="element()*">
    <xsl:variable name="chart" as="element(chart)" select="."/>
    <xsl:for-each select="scale">
      <xsl:call-template name="m:figure">
        <xsl:with-param name="class" select="'timeline'"/>
        <xsl:with-param name="caption" select="m:left-out(., 'timeline-left-out'), m:word('timeline-note', .)"/>
        <xsl:with-param name="drawing" as="element()">
          <xsl:call-template name="m:scale"/>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:if test="scale">
      <script type="application/json" id="page:dates">
        <xsl:sequence select="m:dates-json($chart)"/>
      </script>
    </xsl:if>
    <xsl:call-template name="m:as-list">
      <xsl:with-param name="content" as="element()*">
        <ul class="years">
          <xsl:for-each-group select="date" group-adjacent="m:year(.)">
            <li>
              <a href="{m:index-page('dates')}#{m:letter-id(current-grouping-key())}">{current-grouping-key()}</a>
              <xsl:text> </xsl:text>
              <span class="count">{m:counted(count(current-group()), 'dates-number', .)}</span>
            </li>
          </xsl:for-each-group>
        </ul>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- The year that a date is listed under. -->
  <xsl:function name="m:year" as="xs:string">
    <xsl:param name="date" as="element(date)"/>
    <xsl:sequence select="(analyze-string($date/@iso, '-?\d{4,}')/*:match/string(), '?')[1]"/>
  </xsl:function>

  <!-- One scale as SVG. -->
  <xsl:template name="m:scale" as="element()">
    <xsl:variable name="chart" as="element(chart)" select=".."/>
    <xsl:variable name="scale" as="element(scale)" select="."/>
    <xsl:variable name="all" as="element(date)*" select="$chart/date"/>
    <xsl:variable name="most" as="xs:integer" select="max((1, stack ! count(tokenize(@dates))))"/>
    <xsl:variable name="points" as="xs:boolean" select="$most le $m:most-points"/>
    <xsl:variable name="pitch" as="xs:double" select="min((12, min(stack/@width ! number(.)), $m:stack-height div $most))"/>
    <xsl:variable name="above" as="xs:double" select="if (empty(stack)) then 10 else if ($points) then $most * $pitch + 14 else $m:stack-height + 14"/>
    <xsl:variable name="lanes" as="xs:integer" select="(max(strip/@lane ! xs:integer(.)) + 1, 0)[1]"/>
    <xsl:variable name="height" as="xs:double" select="$above + $m:axis + $lanes * $m:lane"/>
    <svg xmlns="http://www.w3.org/2000/svg" class="scale" viewBox="0 0 {@width} {$height}" width="{@width}" height="{$height}" data-begin="{@begin}" data-end="{@end}">
      <g class="axis">
        <xsl:for-each select="tick">
          <line x1="{@x}" x2="{@x}" y1="{if (@major or @label) then 0 else $above - 4}" y2="{if (@label) then $height else $above}" class="{if (@label) then 'major' else 'minor'}"/>
          <xsl:if test="@label and number(@x) lt number($scale/@width) - 30">
            <text x="{number(@x) + 4}" y="{$above + 16}">{@label}</text>
          </xsl:if>
        </xsl:for-each>
        <line class="base" x1="0" x2="{@width}" y1="{$above}" y2="{$above}"/>
      </g>
      <g class="stacks">
        <xsl:for-each select="stack">
          <xsl:variable name="stack" as="element(stack)" select="."/>
          <xsl:variable name="middle" as="xs:double" select="number(@x) + number(@width) div 2"/>
          <xsl:variable name="dates" as="element(date)+" select="for $number in tokenize(@dates) return $all[xs:integer($number)]"/>
          <xsl:choose>
            <xsl:when test="$points">
              <xsl:for-each select="$dates">
                <a href="{@href}" aria-label="{@label}, {m:counted(xs:integer((@count, 0)[1]), 'mentions', .)}">
                  <title>{@label} · {m:counted(xs:integer((@count, 0)[1]), 'mentions', .)}</title>
                  <circle cx="{m:rounded($middle)}" cy="{m:rounded($above - (position() - 0.5) * $pitch)}" r="{m:rounded(min((4.6, $pitch div 2 - 0.6)))}">
                    <xsl:if test="@uncertain">
                      <xsl:attribute name="class">uncertain</xsl:attribute>
                    </xsl:if>
                  </circle>
                </a>
              </xsl:for-each>
            </xsl:when>
            <xsl:otherwise>
              <xsl:variable name="high" as="xs:double" select="count($dates) div $most * $m:stack-height"/>
              <a href="{if (count($dates) eq 1) then $dates/@href else m:index-page('dates') || '#' || m:letter-id(m:year($dates[1]))}" aria-label="{@label}: {m:counted(count($dates), 'dates-number', .)}">
                <title>{@label} · {m:counted(count($dates), 'dates-number', .)} · {m:counted(xs:integer(@count), 'mentions', .)}</title>
                <rect x="{m:rounded(number(@x) + 0.6)}" y="{m:rounded($above - $high)}" width="{m:rounded(max((1, number(@width) - 1.2)))}" height="{m:rounded($high)}"/>
              </a>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
      </g>
      <g class="spans">
        <xsl:for-each select="strip">
          <xsl:variable name="strip" as="element(strip)" select="."/>
          <xsl:variable name="top" as="xs:double" select="$above + $m:axis + xs:integer(@lane) * $m:lane"/>
          <xsl:for-each select="$all[xs:integer($strip/@date)]">
            <a href="{@href}" aria-label="{@label}, {m:counted(xs:integer((@count, 0)[1]), 'mentions', .)}">
              <title>{@label} · {m:counted(xs:integer((@count, 0)[1]), 'mentions', .)}</title>
              <rect x="{$strip/@x}" y="{$top}" width="{$strip/@width}" height="14" rx="{if ($strip/@cut) then 0 else 3}" class="{string-join(('uncertain'[$strip/@uncertain], ($strip/@cut ! ('cut-' || .))), ' ')}"/>
              <text y="{$top + 11}" x="{m:rounded(if ($strip/@words = 'before') then number($strip/@x) - 5 else if ($strip/@words = 'inside') then number($strip/@x) + 5 else number($strip/@x) + number($strip/@width) + 5)}" class="{$strip/@words}">
                <xsl:if test="$strip/@words = 'before'">
                  <xsl:attribute name="text-anchor">end</xsl:attribute>
                </xsl:if>
                <xsl:text>{@label}</xsl:text>
              </text>
            </a>
          </xsl:for-each>
        </xsl:for-each>
      </g>
    </svg>
  </xsl:template>

  <!-- A number as SVG has it. -->
  <xsl:function name="m:rounded" as="xs:string">
    <xsl:param name="number" as="xs:double"/>
    <xsl:sequence select="format-number($number, '0.#')"/>
  </xsl:function>

  <!-- The dates for assets/timeline.js: the words that it needs, and a row a date that has a time: begin, end, label, address, number of mentions, and
       a letter each for what is uncertain (u) or open (b, e). Where an address ends in the label or the ISO form nothing is saved by leaving it out. -->
  <xsl:function name="m:dates-json" as="xs:string">
    <xsl:param name="chart" as="element(chart)"/>
    <xsl:variable name="rows" as="array(*)*">
      <xsl:for-each select="$chart/date[@begin]">
        <xsl:sequence select="[xs:integer(@begin), xs:integer(@end), string(@label), string(@href), xs:integer((@count, 0)[1]),
            ('u'[current()/@uncertain] || @open ! substring(., 1, 1))]"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="data" as="map(*)" select="map {
        'mentions': m:word('mentions', $chart), 'mention': m:word('mentions-one', $chart), 'dates': m:word('dates-number', $chart), 'rows': array { $rows } }"/>
    <!-- no end tag, comment or entity can come of a label -->
    <xsl:sequence select="replace(serialize($data, map { 'method': 'json', 'indent': false() }), '&lt;', '\\u003c')"/>
  </xsl:function>

</xsl:stylesheet>
