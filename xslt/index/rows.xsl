<?xml version="1.0" encoding="UTF-8"?>
<!-- An entry as a row of a list: its name, which leads to its page, how often it is mentioned, and what helps to know it. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="urn:matbaa:index"
    exclude-result-prefixes="#all">

  <!-- Index data to the rows of a list. -->
  <xsl:mode name="m:row" on-no-match="deep-skip"/>

  <!-- The row; its id is that of the entry. -->
  <xsl:template match="entry" mode="m:row" as="element()">
    <xsl:variable name="mentions" as="xs:integer" select="xs:integer((@mentions, 0)[1])"/>
    <xsl:variable name="note" as="element(note)?" select="m:note(.)"/>
    <li id="{@id}" data-count="{$mentions}">
      <a class="name" href="{@href}">{name}</a>
      <xsl:if test="@type">
        <xsl:text> </xsl:text>
        <span class="kind">{m:type-word(.)}</span>
      </xsl:if>
      <xsl:text> </xsl:text>
      <span class="count" title="{string-join((m:counted($mentions, 'mentions', .), xs:integer(@texts) ! m:counted(., 'texts-number', current())), ' · ')}">
        <xsl:text>{m:number($mentions)}</xsl:text>
      </span>
      <xsl:if test="variant or $note">
        <xsl:text> </xsl:text>
        <span class="says">
          <xsl:if test="variant">
            <span class="also">{string-join(variant, ' · ')}</span>
          </xsl:if>
          <xsl:for-each select="$note">
            <xsl:if test="../variant"> — </xsl:if>
            <span>
              <xsl:sequence select="m:language-of(.)"/>
              <xsl:text>{.}</xsl:text>
            </span>
          </xsl:for-each>
        </span>
      </xsl:if>
    </li>
  </xsl:template>

  <!-- The note of an entry that its reader is most likely to understand. -->
  <xsl:function name="m:note" as="element(note)?">
    <xsl:param name="entry" as="element(entry)"/>
    <xsl:variable name="reader" as="xs:string" select="m:interface(root($entry))"/>
    <xsl:sequence select="($entry/note[tokenize(lower-case(@lang), '-')[1] = $reader], $entry/note)[1]"/>
  </xsl:function>

</xsl:stylesheet>
