<?xml version="1.0" encoding="UTF-8"?>
<!-- A sheet that can be looked at more closely: the frame that maps and networks have in common, and the ground of maps. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="urn:matbaa:index"
    exclude-result-prefixes="#all">

  <!-- The figure around a sheet: buttons that assets/zoom.js shows, the drawing, its caption. -->
  <xsl:template name="m:figure" as="element()">
    <xsl:param name="drawing" as="element()"/>
    <xsl:param name="caption" as="xs:string*" select="()"/>
    <xsl:param name="class" as="xs:string"/>
    <figure class="chart {$class}">
      <div class="tools" role="group" aria-label="{m:word('zoom', .)}" hidden="hidden">
        <button type="button" data-zoom="in" aria-label="{m:word('zoom-in', .)}" title="{m:word('zoom-in', .)} (+)">+</button>
        <button type="button" data-zoom="out" aria-label="{m:word('zoom-out', .)}" title="{m:word('zoom-out', .)} (-)">−</button>
        <button type="button" data-zoom="whole" aria-label="{m:word('zoom-whole', .)}" title="{m:word('zoom-whole', .)} (0)">↺</button>
      </div>
      <div class="canvas" tabindex="0" role="group" aria-label="{m:word($class, .)}">
        <xsl:sequence select="$drawing"/>
      </div>
      <xsl:if test="exists($caption[. ne ''])">
        <figcaption>
          <xsl:for-each select="$caption[. ne '']">
            <xsl:text>{if (position() gt 1) then ' ' else ''}{.}</xsl:text>
          </xsl:for-each>
        </figcaption>
      </xsl:if>
    </figure>
  </xsl:template>

  <!-- A sheet of a map or a network as SVG: `below` first, then its spots. -->
  <xsl:template name="m:sheet" as="element()">
    <xsl:param name="below" as="element()*" select="()"/>
    <xsl:param name="spots" as="element()*" select="()"/>
    <svg xmlns="http://www.w3.org/2000/svg" class="sheet" viewBox="0 0 {@width} {@height}" width="{@width}" height="{@height}">
      <xsl:sequence select="$below, $spots"/>
    </svg>
  </xsl:template>

  <!-- The layers of a map; their paths are in tenths of the sheet's units. -->
  <xsl:template name="m:ground" as="element()*">
    <xsl:if test="empty(path[@name = 'globe'])">
      <rect xmlns="http://www.w3.org/2000/svg" class="globe" x="-50%" y="-50%" width="200%" height="200%"/>
    </xsl:if>
    <xsl:for-each select="path">
      <path xmlns="http://www.w3.org/2000/svg" class="{@name}" transform="scale(.1)" d="{@d}"/>
    </xsl:for-each>
  </xsl:template>

  <!-- A small map that shows where the place of the entry is. -->
  <xsl:template name="m:locator" as="element()">
    <figure class="locator">
      <svg xmlns="http://www.w3.org/2000/svg" class="sheet" viewBox="0 0 {@width} {@height}" width="{@width}" height="{@height}" role="img" aria-label="{m:word('map', .)}: {../label}">
        <xsl:call-template name="m:ground"/>
        <xsl:for-each select="spot">
          <circle class="here" cx="{@x}" cy="{@y}" r="{@r}"/>
        </xsl:for-each>
      </svg>
    </figure>
  </xsl:template>

  <!-- A spot that leads to an entry: its circle and its label, which keep their size however near one looks. -->
  <xsl:template name="m:spot" as="element()">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="href" as="xs:string"/>
    <xsl:param name="count" as="xs:integer"/>
    <xsl:param name="kind" as="xs:string"/>
    <g xmlns="http://www.w3.org/2000/svg" class="spot k-{$kind}{if (@zoom = '0' or xs:double(@zoom) gt 1) then ' later' else ''}"
       transform="translate({@x} {@y})" data-x="{@x}" data-y="{@y}" data-zoom="{@zoom}" data-id="{@place}">
      <a href="{$href}" aria-label="{$label}, {m:counted($count, 'mentions', .)}">
        <title>{$label} · {m:counted($count, 'mentions', .)}</title>
        <circle r="{@r}"/>
        <text x="{@dx}" y="{@dy}">
          <xsl:if test="@anchor ne 'start'">
            <xsl:attribute name="text-anchor" select="@anchor"/>
          </xsl:if>
          <xsl:text>{$label}</xsl:text>
        </text>
      </a>
    </g>
  </xsl:template>

  <!-- What a sheet does not show. -->
  <xsl:function name="m:left-out" as="xs:string">
    <xsl:param name="sheet" as="element()"/>
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="if ($sheet/@left-out) then replace(m:word($key, $sheet), '\{n\}', string($sheet/@left-out)) else ''"/>
  </xsl:function>

  <!-- The section below a chart that says the same in words. -->
  <xsl:template name="m:as-list" as="element()">
    <xsl:param name="content" as="element()*"/>
    <section class="as-list" aria-labelledby="page:list">
      <h2 id="page:list">{m:word('as-list', .)}</h2>
      <xsl:sequence select="$content"/>
    </section>
  </xsl:template>

</xsl:stylesheet>
