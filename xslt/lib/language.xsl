<?xml version="1.0" encoding="UTF-8"?>
<!-- Languages: of a text, and the direction in which a language is written. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- Is this a well-formed language tag? -->
  <xsl:function name="m:is-language" as="xs:boolean">
    <xsl:param name="tag" as="xs:string"/>
    <xsl:sequence select="matches($tag, '^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$')"/>
  </xsl:function>

  <!-- The language of a document's text: what text or the root element says, else the header's language, of several the one used most;
       '' where nothing is said. -->
  <xsl:function name="m:text-language" as="xs:string">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="languages" as="element(language)*" select="$document/*/teiHeader/profileDesc/langUsage/language[@ident]"/>
    <xsl:variable name="most" as="element(language)*"
                  select="if (count($languages) lt 2) then $languages else sort($languages, (), function($l as element()) as xs:double { if ($l/@usage castable as xs:double) then -xs:double($l/@usage) else 0e0 })"/>
    <xsl:variable name="said" as="xs:string*"
                  select="(($document/*/text)[1], $document/*) ! string(@xml:lang), $most ! string(@ident)"/>
    <xsl:sequence select="($said[m:is-language(.)], '')[1]"/>
  </xsl:function>

  <!-- rtl or ltr, by the script that the tag names or that the language is usually written in. -->
  <xsl:function name="m:direction" as="xs:string">
    <xsl:param name="tag" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize(lower-case($tag), '-')"/>
    <xsl:variable name="script" as="xs:string?" select="tail($parts)[matches(., '^[a-z]{4}$')][1]"/>
    <xsl:sequence select="
        if (exists($script)) then
          (if ($script = ('arab', 'hebr', 'syrc', 'thaa', 'nkoo', 'samr', 'mand', 'rohg', 'adlm')) then 'rtl' else 'ltr')
        else if (head($parts) = ('ar', 'he', 'iw', 'fa', 'ur', 'ota', 'yi', 'ji', 'syr', 'arc', 'ps', 'ug', 'dv', 'ckb', 'sd', 'prs', 'arz', 'ary'))
        then 'rtl' else 'ltr'"/>
  </xsl:function>

</xsl:stylesheet>
