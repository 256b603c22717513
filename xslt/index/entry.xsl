<?xml version="1.0" encoding="UTF-8"?>
<!-- One entry of an index: its name, what the authority file says of it, and its mentions. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="urn:matbaa:index"
    exclude-result-prefixes="#all">

  <!-- The entry, with the id that mentions in the texts link to. -->
  <xsl:template match="entry" as="element(*)">
    <article class="entry" id="{@id}">
      <h3>
        <a class="permalink" href="#{@id}">{name}</a>
        <xsl:if test="@type">
          <xsl:text> </xsl:text>
          <span class="kind">{m:type-word(.)}</span>
        </xsl:if>
      </h3>
      <xsl:call-template name="m:facts"/>
      <xsl:for-each select="note">
        <p class="about-entry">
          <xsl:if test="m:is-language(string(@lang))">
            <xsl:attribute name="lang" select="@lang"/>
          </xsl:if>
          <xsl:text>{.}</xsl:text>
        </p>
      </xsl:for-each>
      <xsl:call-template name="m:mentions-list"/>
    </article>
  </xsl:template>

  <!-- The word for an entry's type in the reader's language; the type itself where we have none. -->
  <xsl:function name="m:type-word" as="xs:string">
    <xsl:param name="entry" as="element(entry)"/>
    <xsl:variable name="key" as="xs:string" select="'type-' || $entry/@type"/>
    <xsl:sequence select="if (m:has-word($key)) then m:word($key, $entry) else string($entry/@type)"/>
  </xsl:function>

  <!-- Variants, facts, coordinates and identifiers, as a list of terms; nothing where there are none. -->
  <xsl:template name="m:facts" as="element()?">
    <xsl:variable name="entry" as="element(entry)" select="."/>
    <xsl:if test="variant or fact or point or identifier">
      <dl class="facts">
        <xsl:if test="variant">
          <dt>{m:word('variants', .)}</dt>
          <dd>{string-join(variant, ' · ')}</dd>
        </xsl:if>
        <xsl:for-each-group select="fact" group-by="string(@name)">
          <dt>{if (m:has-word('fact-' || current-grouping-key())) then m:word('fact-' || current-grouping-key(), $entry) else current-grouping-key()}</dt>
          <dd>{string-join(current-group(), ' · ')}</dd>
        </xsl:for-each-group>
        <xsl:for-each select="point">
          <dt>{m:word('coordinates', .)}</dt>
          <dd>{@latitude}, {@longitude}</dd>
        </xsl:for-each>
        <xsl:if test="identifier">
          <dt>{m:word('identifiers', .)}</dt>
          <xsl:for-each select="identifier">
            <dd>
              <xsl:variable name="link" as="xs:string?" select="m:safe-link(string(@url))"/>
              <xsl:choose>
                <xsl:when test="$link">
                  <a rel="external" href="{$link}">{string-join((@type, .), ' ')}</a>
                </xsl:when>
                <xsl:otherwise>{string-join((@type, .), ' ')}</xsl:otherwise>
              </xsl:choose>
            </dd>
          </xsl:for-each>
        </xsl:if>
      </dl>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
