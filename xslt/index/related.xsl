<?xml version="1.0" encoding="UTF-8"?>
<!-- What an entry is mentioned together with, kind by kind. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="urn:matbaa:index"
    exclude-result-prefixes="#all">

  <!-- As many of a kind are shown at once; the others unfold. -->
  <xsl:variable name="m:nearest" as="xs:integer" static="yes" select="12"/>

  <!-- The kinds in the order in which they are told. -->
  <xsl:variable name="m:kinds" as="xs:string+" static="yes" select="'persons', 'places', 'orgs', 'events', 'documents', 'works', 'dates'"/>

  <!-- The section; nothing where there is nothing related. -->
  <xsl:template name="m:related" as="element()?">
    <xsl:variable name="node" as="node()" select="."/>
    <xsl:if test="related">
      <section class="related" aria-labelledby="page:related">
        <h2 id="page:related">{m:word('related', .)}</h2>
        <dl>
          <xsl:for-each-group select="related" group-by="string(@kind)">
            <xsl:sort select="(index-of($m:kinds, current-grouping-key()), 99)[1]"/>
            <xsl:variable name="sorted" as="element(related)+" select="sort(current-group(), (), function($one as element()) as xs:integer { -xs:integer(($one/@count, 0)[1]) })"/>
            <dt>{m:word(current-grouping-key(), $node)}</dt>
            <dd>
              <xsl:sequence select="m:together(subsequence($sorted, 1, $m:nearest))"/>
              <xsl:if test="count($sorted) gt $m:nearest">
                <details>
                  <summary>{m:word('more', $node)} ({m:number(count($sorted) - $m:nearest)})</summary>
                  <xsl:sequence select="m:together(subsequence($sorted, $m:nearest + 1))"/>
                </details>
              </xsl:if>
            </dd>
          </xsl:for-each-group>
        </dl>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- Entries in a line, each with the number of passages that it shares. -->
  <xsl:function name="m:together" as="element()">
    <xsl:param name="related" as="element(related)+"/>
    <ul class="together">
      <xsl:for-each select="$related">
        <li><a href="{@href}">{@label}</a><xsl:text> </xsl:text><span class="count">{m:number(xs:integer((@count, 0)[1]))}</span></li>
      </xsl:for-each>
    </ul>
  </xsl:function>

</xsl:stylesheet>
