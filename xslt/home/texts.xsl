<?xml version="1.0" encoding="UTF-8"?>
<!-- The texts of an edition on its home page. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="urn:matbaa:index"
    exclude-result-prefixes="#all">

  <!-- More texts than these have a box to find one in; in lists of more than so many they are folded. -->
  <xsl:variable name="m:several" as="xs:integer" static="yes" select="12"/>
  <xsl:variable name="m:page-full" as="xs:integer" static="yes" select="100"/>

  <!-- The only text of an edition: it is what the page is about. -->
  <xsl:mode name="m:alone" on-no-match="deep-skip"/>

  <!-- A text as an item of the list. -->
  <xsl:mode name="m:listed" on-no-match="deep-skip"/>

  <xsl:template match="text" mode="m:alone" as="element()*">
    <header class="title-block">
      <h1>
        <xsl:sequence select="m:titled((title, .)[1])"/>
      </h1>
      <xsl:for-each select="tail(title)">
        <p class="parallel">
          <xsl:sequence select="m:titled(.)"/>
        </p>
      </xsl:for-each>
      <xsl:if test="author">
        <p class="author">{string-join(author, ', ')}</p>
      </xsl:if>
      <xsl:for-each select="(summary[m:same-language(.)], summary)[1]">
        <p class="summary">
          <xsl:sequence select="m:in-language(.)"/>
          <xsl:text>{.}</xsl:text>
        </p>
      </xsl:for-each>
      <p class="go">
        <a class="read" href="{@html}">{m:word('read', .)}</a>
        <a href="{@plain}" download="">{m:word('download-text', .)}</a>
        <xsl:for-each select="@tei">
          <a href="{.}" download="">{m:word('download-tei', ..)}</a>
        </xsl:for-each>
      </p>
    </header>
  </xsl:template>

  <!-- Are there so many texts that one is looked for? -->
  <xsl:function name="m:is-many" as="xs:boolean">
    <xsl:param name="edition" as="element(edition)"/>
    <xsl:sequence select="count($edition/text) gt $m:several"/>
  </xsl:function>

  <!-- The list of several texts. -->
  <xsl:template name="m:texts" as="element()">
    <xsl:variable name="edition" as="element(edition)" select="."/>
    <section aria-labelledby="page:texts">
      <h2 id="page:texts">{m:word('texts', .)}</h2>
      <xsl:if test="m:is-many(.)">
        <xsl:call-template name="m:find">
          <xsl:with-param name="label" select="'filter-texts'"/>
        </xsl:call-template>
      </xsl:if>
      <div id="page:list">
        <xsl:choose>
          <xsl:when test="count(text) le $m:page-full">
            <ul class="texts">
              <xsl:apply-templates select="text" mode="m:listed"/>
            </ul>
          </xsl:when>
          <xsl:otherwise>
            <xsl:for-each-group select="text" group-adjacent="(position() - 1) idiv $m:page-full">
              <details class="fold">
                <summary>{m:titled((current-group()[1]/title, current-group()[1])[1])} – {m:titled((current-group()[last()]/title, current-group()[last()])[1])}</summary>
                <ul class="texts">
                  <xsl:apply-templates select="current-group()" mode="m:listed"/>
                </ul>
              </details>
            </xsl:for-each-group>
          </xsl:otherwise>
        </xsl:choose>
      </div>
    </section>
  </xsl:template>

  <!-- Author, title, parallel titles. -->
  <xsl:template match="text" mode="m:listed" as="element()">
    <li>
      <xsl:if test="author">
        <span class="author">{string-join(author, ', ')}</span>
      </xsl:if>
      <a class="title" href="{@html}">
        <xsl:sequence select="m:titled((title, .)[1])"/>
      </a>
      <xsl:for-each select="tail(title)">
        <span class="subtitle">
          <xsl:sequence select="m:titled(.)"/>
        </span>
      </xsl:for-each>
    </li>
  </xsl:template>

  <!-- A title in its language; the file's name for a text without one. -->
  <xsl:function name="m:titled" as="element()">
    <xsl:param name="title" as="element()"/>
    <span>
      <xsl:sequence select="m:in-language($title)"/>
      <xsl:text>{if ($title/self::text) then $title/@name else $title}</xsl:text>
    </span>
  </xsl:function>

  <!-- The language of words as an attribute of their element; nothing where it is not well said. -->
  <xsl:function name="m:in-language" as="attribute(lang)?">
    <xsl:param name="words" as="element()"/>
    <xsl:if test="m:is-language(string($words/@lang))">
      <xsl:attribute name="lang" select="$words/@lang"/>
    </xsl:if>
  </xsl:function>

  <!-- Are these words in the language of the edition? -->
  <xsl:function name="m:same-language" as="xs:boolean">
    <xsl:param name="words" as="element()"/>
    <xsl:sequence select="tokenize(lower-case($words/@lang), '-')[1] = tokenize(lower-case(root($words)/edition/@language), '-')[1]"/>
  </xsl:function>

</xsl:stylesheet>
