<?xml version="1.0" encoding="UTF-8"?>
<!-- Which works are cited, how often, and where: for each text a strip from its beginning to its end, with a mark a citation. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="urn:matbaa:index"
    exclude-result-prefixes="#all">

  <!-- So many texts of a work have a strip; of a work cited in more, the others are named. -->
  <xsl:variable name="m:strips" as="xs:integer" static="yes" select="6"/>

  <xsl:template match="chart[@kind = 'citations']" mode="m:counted" as="xs:string*">
    <xsl:sequence select="m:counted(count(work), 'works-number', .), m:counted(xs:integer(sum(work/@count)), 'citations-number', .)"/>
  </xsl:template>

  <xsl:template match="chart[@kind = 'citations']" mode="m:drawn" as="element()*">
    <xsl:variable name="texts" as="xs:integer" select="count(distinct-values(work/text/@document))"/>
    <p class="note">{m:word('citations-note', .)}</p>
    <ol class="strips">
      <xsl:for-each select="sort(work, (), function($one as element()) as xs:integer { -xs:integer(($one/@count, 0)[1]) })">
        <li>
          <a class="name" href="{@href}">{@label}</a>
          <span class="count">{m:number(xs:integer((@count, 0)[1]))}</span>
          <xsl:for-each select="text[position() le $m:strips]">
            <xsl:if test="$texts gt 1">
              <a class="in-text" href="{@href}">{(@title, @document)[1]}</a>
            </xsl:if>
            <xsl:call-template name="m:strip"/>
          </xsl:for-each>
          <xsl:if test="count(text) gt $m:strips">
            <span class="in-text">+ {m:counted(count(text) - $m:strips, 'texts-number', .)}</span>
          </xsl:if>
        </li>
      </xsl:for-each>
    </ol>
  </xsl:template>

  <!-- One text as a strip; its marks lead to the citations. -->
  <xsl:template name="m:strip" as="element()">
    <xsl:variable name="text" as="element(text)" select="."/>
    <xsl:variable name="spots" as="xs:string*" select="tokenize(@spots)"/>
    <xsl:variable name="file" as="xs:string" select="replace(@href, '#.*$', '')"/>
    <xsl:variable name="label" as="xs:string" select="m:counted(xs:integer((@count, 0)[1]), 'citations-number', .) || ': ' || string-join(tokenize(@positions) ! format-number(number(.), '0 %'), ', ')"/>
    <svg xmlns="http://www.w3.org/2000/svg" class="strip" viewBox="0 0 1000 16" preserveAspectRatio="none" role="group" aria-label="{$label}">
      <rect x="0" y="7" width="1000" height="2"/>
      <xsl:for-each select="tokenize(@positions)">
        <xsl:variable name="number" as="xs:integer" select="position()"/>
        <xsl:variable name="x" as="xs:string" select="format-number(number(.) * 1000, '0.#')"/>
        <a href="{if ($spots[$number]) then $file || '#' || $spots[$number] else $text/@href}" aria-label="{format-number(number(.), '0 %')}">
          <title>{format-number(number(.), '0 %')}</title>
          <rect class="hit-area" x="{number($x) - 6}" y="0" width="12" height="16"/>
          <rect class="mark" x="{number($x) - 1.2}" y="1" width="2.4" height="14"/>
        </a>
      </xsl:for-each>
    </svg>
  </xsl:template>

</xsl:stylesheet>
