<?xml version="1.0" encoding="UTF-8"?>
<!-- Text, and whatever no other module knows: shown with its text, and named in one message. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- Text as it stands; inside a link that is spread over its text, as a link. White space next to a break inside a word goes. -->
  <xsl:template match="text()" as="node()*">
    <xsl:param name="link" as="xs:string?" tunnel="yes" select="()"/>
    <xsl:variable name="joined" as="xs:boolean" select="exists(parent::supplied | ../*/(@break | @join))"/>
    <xsl:variable name="words" as="xs:string" select="if ($joined) then m:joined(.) else string(.)"/>
    <xsl:choose>
      <xsl:when test="$link and normalize-space($words)">
        <a href="{$link}">{$words}</a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$words"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The words of a text without the white space next to what they hang together with. -->
  <xsl:function name="m:joined" as="xs:string">
    <xsl:param name="text" as="text()"/>
    <xsl:variable name="after" as="node()?" select="$text/following-sibling::node()[1]"/>
    <xsl:variable name="before" as="node()?" select="$text/preceding-sibling::node()[1]"/>
    <xsl:variable name="head" as="xs:string"
                  select="if ($before/self::* and m:joins-right($before) or $text/parent::supplied and empty($before)) then replace($text, '^\s+', '') else string($text)"/>
    <xsl:sequence select="if ($after/self::* and m:joins-left($after)) then replace($head, '\s+$', '') else $head"/>
  </xsl:function>

  <!-- White space that is only the file's layout. -->
  <xsl:template match="text()[not(normalize-space())][m:is-layout(.)]" as="empty-sequence()"/>

  <xsl:key name="m:named" match="*" use="node-name()"/>

  <!-- An element without a rule: its content, marked with its name; the first of that name is reported. -->
  <xsl:template match="*" as="element()">
    <xsl:if test=". is (key('m:named', node-name())[not(m:is-hidden(.))], key('m:named', node-name()))[1]">
      <xsl:message expand-text="yes">there is no rule for the element {name()}: its text is shown without a look of its own</xsl:message>
    </xsl:if>
    <xsl:element name="{if (m:is-block(.)) then 'div' else 'span'}">
      <xsl:sequence select="m:attributes(.)"/>
      <xsl:attribute name="data-tei" select="name()"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- TEI elements that group words and need no look of their own: their content. -->
  <xsl:template match="w | pc | c | s | cl | phr | m | seg[not(@xml:id | @rend | @style | @xml:lang | @type)]" as="node()*">
    <xsl:choose>
      <xsl:when test="@xml:id | @xml:lang | @rend | @rendition | @style">
        <xsl:call-template name="m:inline"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- XML shown as such: the source of the example. -->
  <xsl:template match="*:egXML[namespace-uri() = 'http://www.tei-c.org/ns/Examples']" as="element()">
    <pre class="egXML"><code>{string-join(node() ! serialize(.)) => replace(' xmlns="http://www.tei-c.org/ns/Examples"', '')}</code></pre>
  </xsl:template>

  <!-- Mathematics: MathML's own layout elements, without their attributes; anything else in it as text. -->
  <xsl:template match="*:math[namespace-uri() = 'http://www.w3.org/1998/Math/MathML']" as="element()">
    <xsl:element name="math" namespace="http://www.w3.org/1998/Math/MathML">
      <xsl:copy-of select="@display[. = ('block', 'inline')]"/>
      <xsl:apply-templates mode="m:math"/>
    </xsl:element>
  </xsl:template>

  <xsl:mode name="m:math" on-no-match="text-only-copy"/>

  <xsl:template match="*[namespace-uri() = 'http://www.w3.org/1998/Math/MathML'][local-name() = ('mi', 'mn', 'mo', 'ms', 'mtext', 'mrow', 'mfrac', 'msqrt',
                         'mroot', 'msub', 'msup', 'msubsup', 'munder', 'mover', 'munderover', 'mtable', 'mtr', 'mtd', 'mspace', 'mstyle', 'mpadded', 'mphantom')]"
                mode="m:math" as="element()">
    <xsl:element name="{local-name()}" namespace="http://www.w3.org/1998/Math/MathML">
      <xsl:apply-templates mode="m:math"/>
    </xsl:element>
  </xsl:template>

</xsl:stylesheet>
