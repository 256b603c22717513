<?xml version="1.0" encoding="UTF-8"?>
<!-- What @rend, @style and @rendition say of an element's look, in a closed list of words. Nothing of their text reaches a page. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:key name="m:rendition" match="rendition" use="@xml:id"/>

  <!-- Each word of ours with the words and the CSS that people write for it (a pattern between non-letters). -->
  <xsl:variable name="m:looks" as="map(xs:string, xs:string)" select="map {
      'italic': 'i|it|ital|italics?|italicised|italicized|kursiv|cursive|oblique',
      'bold': 'b|bf|bold|boldface|strong|fett',
      'underline': 'u|ul|underlined?|underscore|doubleunderline',
      'strike': 'strike|strikethrough|line-through|struck|durchgestrichen',
      'smallcaps': 'sc|small-?caps?|smallcap|k',
      'caps': 'caps|all-?caps|uppercase|allcaps|versal',
      'spaced': 'g|spaced|spaced-?out|gesperrt|letter-spacing|letterspaced',
      'superscript': 'sup|super|superscript|hoch',
      'subscript': 'sub|subscript|tief',
      'center': 'c|center|centre|centered|centred|et|ce',
      'right': 'right|align-?right|flush-?right',
      'indent': 'indent|indented|et2',
      'large': 'large|larger|in|big|huge',
      'small': 'small|smaller|footnotesize|tiny',
      'typewriter': 'tt|mono|monospace|typewriter|code'
    }"/>

  <!-- The looks of an element, as words of the list above. -->
  <xsl:function name="m:looks" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$element/(@rend, @style, @rendition)">
      <xsl:variable name="declared" as="element(rendition)*"
                    select="$element/@rendition ! tokenize(.) ! key('m:rendition', substring-after(., '#'), root($element))"/>
      <xsl:variable name="said" as="xs:string" select="lower-case(string-join(($element/@rend, $element/@style,
                      if ($declared) then $declared else $element/@rendition), ' '))"/>
      <xsl:sequence select="for $look in sort(map:keys($m:looks))
                            return $look[matches($said, '(^|[^a-z0-9-])(' || $m:looks($look) || ')([^a-z0-9-]|$)')]"
                    xmlns:map="http://www.w3.org/2005/xpath-functions/map"/>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
