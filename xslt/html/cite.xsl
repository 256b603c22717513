<?xml version="1.0" encoding="UTF-8"?>
<!-- "Cite this": how the text is cited in two styles, and files for those who cite by program. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="urn:matbaa:cite"
    exclude-result-prefixes="#all">

  <!-- The section; none where nothing can be cited. cite.js finds its words in data attributes. -->
  <xsl:template name="m:cite" as="element()?">
    <xsl:variable name="here" as="document-node()" select="."/>
    <xsl:if test="$citing/citing/citation">
      <section class="cite" id="page:cite" aria-labelledby="page:cite-heading" lang="{m:interface(.)}"
               data-copy="{m:word('copy', .)}" data-copied="{m:word('copied', .)}" data-passage="{m:word('cite-passage', .)}"
               data-page="{m:word('page-short', .)}" data-close="{m:word('close', .)}">
        <xsl:for-each select="$citing/citing/@page">
          <xsl:attribute name="data-url" select="."/>
        </xsl:for-each>
        <h2 id="page:cite-heading">{m:word('cite', .)}</h2>
        <dl>
          <xsl:for-each select="$citing/citing/citation">
            <dt>{@style}</dt>
            <dd class="citation">
              <span class="cited">
                <xsl:apply-templates mode="m:cite"/>
              </span>
            </dd>
          </xsl:for-each>
        </dl>
        <xsl:where-populated>
          <ul class="downloads" aria-label="{m:word('cite-files', $here)}">
            <xsl:for-each select="$citing/citing/download">
              <li><a href="{@href}" download="">{m:word('cite-' || ., $here)}</a></li>
            </xsl:for-each>
          </ul>
        </xsl:where-populated>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- A written citation to HTML. -->
  <xsl:mode name="m:cite" on-no-match="deep-skip"/>

  <xsl:template match="text()" mode="m:cite" as="text()">
    <xsl:copy/>
  </xsl:template>

  <xsl:template match="i" mode="m:cite" as="element()">
    <i><xsl:apply-templates mode="#current"/></i>
  </xsl:template>

  <xsl:template match="address" mode="m:cite" as="node()">
    <xsl:choose>
      <xsl:when test="exists(m:safe-link(.))">
        <a href="{m:safe-link(.)}">{.}</a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:text>{.}</xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
