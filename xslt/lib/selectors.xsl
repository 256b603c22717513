<?xml version="1.0" encoding="UTF-8"?>
<!-- What the header says of the look of all elements of a kind: rendition/@selector, and tagUsage/@rendition. Selectors are an element's name or *, with tests of
     attributes and classes ([rend=it], [type~=x], .x) and with ancestors before it; any other says nothing. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:m="urn:matbaa:functions"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- Renditions by the names of the elements that their selectors end in. -->
  <xsl:key name="m:selector" match="rendition[@selector][not(@scope)]"
           use="tokenize(@selector, ',') ! replace(normalize-space(.), '^.*[\s>]', '') ! replace(., '[\[.#:].*$', '')"/>
  <xsl:key name="m:usage" match="tagUsage[@rendition | @render]" use="@gi"/>
  <xsl:key name="m:has-selectors" match="rendition[@selector][not(@scope)] | tagUsage[@rendition | @render]" use="true()"/>

  <!-- Does the header of its document say anything of the look of elements by their names? -->
  <xsl:function name="m:has-selectors" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="document" as="node()" select="root($element)"/>
    <xsl:sequence select="$document instance of document-node() and exists(key('m:has-selectors', true(), $document))"/>
  </xsl:function>

  <!-- The renditions that the header gives an element; those of tagUsage only where `own`, what it says itself, is empty. -->
  <xsl:function name="m:selected" as="element(rendition)*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="own" as="xs:string*"/>
    <xsl:variable name="document" as="node()" select="root($element)"/>
    <xsl:if test="$document instance of document-node() and exists(key('m:has-selectors', true(), $document)) and exists($element/ancestor::text)">
      <xsl:variable name="name" as="xs:string" select="local-name($element)"/>
      <xsl:sequence select="key('m:selector', ($name, '*', ''), $document)
                              [some $selector in tokenize(@selector, ',') satisfies m:fits($element, normalize-space($selector))]"/>
      <xsl:if test="empty($own)">
        <xsl:sequence select="key('m:usage', $name, $document)/(@rendition, @render)[1] ! tokenize(.) ! key('m:rendition', replace(., '^#', ''), $document)"/>
      </xsl:if>
    </xsl:if>
  </xsl:function>

  <!-- Does a selector without commas fit an element? -->
  <xsl:function name="m:fits" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="selector" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize(replace($selector, '\s*>\s*', ' > '), '\s+')"/>
    <xsl:sequence select="count($parts) le 9 and m:fits-parts($element, $parts)"/>
  </xsl:function>

  <!-- Do the parts of a selector, between which blanks or > stand, fit an element and what it stands in? -->
  <xsl:function name="m:fits-parts" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="parts" as="xs:string*"/>
    <xsl:variable name="before" as="xs:string*" select="$parts[position() lt last()]"/>
    <xsl:sequence select="
        if (not(m:fits-one($element, $parts[last()]))) then false()
        else if (empty($before)) then true()
        else if ($before[last()] = '>') then exists($element/parent::*) and m:fits-parts($element/parent::*, $before[position() lt last()])
        else some $above in $element/ancestor::* satisfies m:fits-parts($above, $before)"/>
  </xsl:function>

  <!-- Does one part of a selector fit an element? -->
  <xsl:function name="m:fits-one" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="part" as="xs:string?"/>
    <xsl:variable name="name" as="xs:string" select="replace(string($part), '[\[.].*$', '')"/>
    <xsl:variable name="tests" as="xs:string" select="substring(string($part), string-length($name) + 1)"/>
    <xsl:variable name="read" as="element(test)*" xpath-default-namespace="">
      <xsl:analyze-string select="$tests" regex="\[([\p{{L}}\p{{N}}_:\-]+)(?:([~|^$*]?)=[&quot;']?([^\]&quot;']*)[&quot;']?)?\]|\.([\p{{L}}\p{{N}}_\-]+)">
        <xsl:matching-substring>
          <test length="{string-length(.)}" name="{(regex-group(1)[.], 'rend')[1]}" way="{if (regex-group(4)) then '~' else if (contains(., '=')) then regex-group(2) || '=' else ''}"
                value="{regex-group(3) || regex-group(4)}"/>
        </xsl:matching-substring>
      </xsl:analyze-string>
    </xsl:variable>
    <xsl:sequence select="$part and ($name = ('*', '') or $name = local-name($element)) and sum($read/@length) eq string-length($tests)
                          and (every $test in $read satisfies m:fits-test($element/@*[name() = $test/@name], $test/@way, $test/@value))" xpath-default-namespace=""/>
  </xsl:function>

  <!-- Does the test of an attribute hold? -->
  <xsl:function name="m:fits-test" as="xs:boolean">
    <xsl:param name="attribute" as="attribute()?"/>
    <xsl:param name="way" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="
        if (empty($attribute)) then false()
        else if ($way = '') then true()
        else if ($way = '=') then $attribute = $value
        else if ($way = ('~', '~=')) then tokenize($attribute) = $value
        else if ($way = '^=') then starts-with($attribute, $value)
        else if ($way = '$=') then ends-with($attribute, $value)
        else if ($way = '*=') then contains($attribute, $value)
        else $attribute = $value or starts-with($attribute, $value || '-')"/>
  </xsl:function>

</xsl:stylesheet>
