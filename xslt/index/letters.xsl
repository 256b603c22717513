<?xml version="1.0" encoding="UTF-8"?>
<!-- The bar of letters over an index, and the addresses that it leads to. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="urn:matbaa:index"
    exclude-result-prefixes="#all">

  <!-- A link to the section of each letter; of dates, of each year, and to its decade before it where there are many. -->
  <xsl:template name="m:letters" as="element()">
    <xsl:variable name="letters" as="xs:string*" select="distinct-values(entry/@letter)"/>
    <nav class="letters" aria-label="{m:word(if (@kind = 'dates') then 'years' else 'letters', .)}">
      <xsl:choose>
        <xsl:when test="@kind = 'dates' and count($letters) gt 24">
          <xsl:for-each-group select="$letters" group-adjacent="replace(., '\d$', '')">
            <span class="decade">
              <xsl:for-each select="current-group()">
                <a href="#{m:letter-id(.)}" aria-label="{.}">{if (position() eq 1) then . else '’' || substring(., string-length(.) - 1)}</a>
              </xsl:for-each>
            </span>
          </xsl:for-each-group>
        </xsl:when>
        <xsl:otherwise>
          <xsl:for-each select="$letters">
            <a href="#{m:letter-id(.)}">{.}</a>
          </xsl:for-each>
        </xsl:otherwise>
      </xsl:choose>
    </nav>
  </xsl:template>

  <!-- The id of a letter's section, fit for an address: a sign that is neither letter nor digit by its number, # (for names that begin with a digit) as 0. -->
  <xsl:function name="m:letter-id" as="xs:string">
    <xsl:param name="letter" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string*">
      <xsl:analyze-string select="if ($letter = '#') then '0' else $letter" regex="[^\p{{L}}\p{{M}}\p{{N}}_-]">
        <xsl:matching-substring>
          <xsl:sequence select="'.' || string-to-codepoints(.)"/>
        </xsl:matching-substring>
        <xsl:non-matching-substring>
          <xsl:sequence select="."/>
        </xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:variable>
    <xsl:sequence select="'letter:' || string-join($parts)"/>
  </xsl:function>

</xsl:stylesheet>
