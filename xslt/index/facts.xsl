<?xml version="1.0" encoding="UTF-8"?>
<!-- What the authority file says of an entry. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="urn:matbaa:index"
    exclude-result-prefixes="#all">

  <!-- The word for an entry's type in the reader's language; the type itself where we have none. -->
  <xsl:function name="m:type-word" as="xs:string">
    <xsl:param name="entry" as="element(entry)"/>
    <xsl:variable name="key" as="xs:string" select="'type-' || $entry/@type"/>
    <xsl:sequence select="if (m:has-word($key)) then m:word($key, $entry) else string($entry/@type)"/>
  </xsl:function>

  <!-- The language of a note as an attribute of its element; nothing where it is not well said. -->
  <xsl:function name="m:language-of" as="attribute(lang)?">
    <xsl:param name="note" as="element(note)"/>
    <xsl:if test="m:is-language(string($note/@lang))">
      <xsl:attribute name="lang" select="$note/@lang"/>
    </xsl:if>
  </xsl:function>

  <!-- The notes, a paragraph each. -->
  <xsl:template name="m:notes" as="element()*">
    <xsl:for-each select="note">
      <p class="about-entry">
        <xsl:sequence select="m:language-of(.)"/>
        <xsl:text>{.}</xsl:text>
      </p>
    </xsl:for-each>
  </xsl:template>

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
                  <a rel="external" href="{$link}">{m:identifier(.)}</a>
                </xsl:when>
                <xsl:otherwise>{m:identifier(.)}</xsl:otherwise>
              </xsl:choose>
            </dd>
          </xsl:for-each>
        </xsl:if>
      </dl>
    </xsl:if>
  </xsl:template>

  <!-- Whose identifier it is, by the name that it is known by, and the identifier. -->
  <xsl:function name="m:identifier" as="xs:string">
    <xsl:param name="identifier" as="element(identifier)"/>
    <xsl:variable name="key" as="xs:string" select="'authority-' || lower-case($identifier/@type)"/>
    <xsl:variable name="who" as="xs:string" select="if (m:has-word($key)) then m:word($key, $identifier) else string($identifier/@type)"/>
    <xsl:sequence select="string-join(($who, string($identifier)[. ne ''][. ne $who]), ' ')"/>
  </xsl:function>

</xsl:stylesheet>
