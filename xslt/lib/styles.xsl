<?xml version="1.0" encoding="UTF-8"?>
<!-- Declarations of CSS, each as the nearest look of a closed list. Whatever has no place in it (addresses, positions, what hides text) says nothing. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:m="urn:matbaa:functions"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- Values that are words, by property; what stands under another name is listed under its own. -->
  <xsl:variable name="m:style-words" static="yes" as="map(xs:string, map(xs:string, xs:string))" select="map {
      'font-style': map { 'italic': 'italic', 'oblique': 'italic', 'normal': 'upright' },
      'font-weight': map { 'bold': 'bold', 'bolder': 'bold', 'normal': 'regular', 'lighter': 'regular' },
      'font-variant': map { 'small-caps': 'smallcaps', 'all-small-caps': 'smallcaps' },
      'text-decoration': map { 'underline': 'underline', 'line-through': 'strike', 'overline': 'overline' },
      'text-transform': map { 'uppercase': 'caps', 'lowercase': 'lowercase', 'capitalize': 'capitalize' },
      'vertical-align': map { 'super': 'superscript', 'sub': 'subscript' },
      'text-align': map { 'center': 'center', 'right': 'right', 'end': 'right', 'left': 'left', 'start': 'left', 'justify': 'justify' },
      'font-family': map { 'monospace': 'typewriter', 'courier': 'typewriter', 'sans-serif': 'sans', 'serif': 'serif' },
      'font-size': map { 'small': 'small', 'smaller': 'small', 'x-small': 'size-80', 'xx-small': 'size-60', 'medium': 'size-100',
                         'large': 'large', 'larger': 'large', 'x-large': 'size-150', 'xx-large': 'size-200' },
      'white-space': map { 'pre': 'preserved', 'pre-wrap': 'preserved', 'pre-line': 'preserved' },
      'border': map { 'solid': 'boxed', 'dashed': 'boxed', 'dotted': 'boxed', 'double': 'boxed' },
      'border-top': map { 'solid': 'line-above', 'dashed': 'line-above', 'dotted': 'line-above', 'double': 'line-above' },
      'border-bottom': map { 'solid': 'line-below', 'dashed': 'line-below', 'dotted': 'line-below', 'double': 'line-below' }
    }"/>

  <!-- Properties that are read as another. -->
  <xsl:variable name="m:style-names" static="yes" as="map(xs:string, xs:string)" select="map {
      'font-variant-caps': 'font-variant', 'text-decoration-line': 'text-decoration', 'border-style': 'border',
      'border-top-style': 'border-top', 'border-bottom-style': 'border-bottom', 'background': 'background-color',
      'padding-left': 'margin-left', 'margin-inline-start': 'margin-left', 'padding-inline-start': 'margin-left',
      'padding-right': 'margin-right', 'margin-inline-end': 'margin-right', 'padding-top': 'margin-top', 'padding-bottom': 'margin-bottom'
    }"/>

  <!-- The colours of inks and grounds, and the names that are one of them. -->
  <xsl:variable name="m:colours" static="yes" as="map(xs:string, xs:string)" select="map:merge((
      tokenize('red crimson darkred firebrick maroon indianred tomato orangered') ! map { .: 'red' },
      tokenize('orange darkorange coral brown saddlebrown sienna chocolate peru') ! map { .: 'brown' },
      tokenize('yellow gold goldenrod khaki darkgoldenrod') ! map { .: 'yellow' },
      tokenize('green darkgreen lime limegreen olive forestgreen seagreen olivedrab') ! map { .: 'green' },
      tokenize('blue navy darkblue mediumblue royalblue steelblue teal cyan aqua dodgerblue skyblue lightblue') ! map { .: 'blue' },
      tokenize('purple violet magenta fuchsia indigo darkviolet orchid pink deeppink hotpink') ! map { .: 'purple' },
      tokenize('gray grey silver darkgray darkgrey dimgray dimgrey lightgray lightgrey slategray') ! map { .: 'grey' }))"/>

  <!-- The looks that one declaration of CSS says, both in small letters. -->
  <xsl:function name="m:style" as="xs:string*">
    <xsl:param name="property" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:variable name="name" as="xs:string" select="($m:style-names($property), $property)[1]"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize(replace($value, '!important$', ''), '[\s,&quot;'']+')[.]"/>
    <xsl:choose>
      <xsl:when test="matches($value, '[(\\@&lt;]') and not(matches($value, '^(rgb|hsl)a?\([\d\s.,%/]+\)$'))"/>
      <xsl:when test="$name = 'font'">
        <xsl:sequence select="$words ! ($m:style-words?font-style(.)[. = 'italic'], $m:style-words?font-weight(.)[. = 'bold'], $m:style-words?font-variant(.))"/>
      </xsl:when>
      <xsl:when test="$name = ('color', 'background-color')">
        <xsl:sequence select="m:colour($words, $value)[.] ! ((if ($name = 'color') then 'ink-' else 'ground-') || .)"/>
      </xsl:when>
      <xsl:when test="$name = 'font-weight' and $words[1] castable as xs:integer">{if (xs:integer($words[1]) ge 600) then 'bold' else 'regular'}</xsl:when>
      <xsl:when test="map:contains($m:style-words, $name) and exists($words ! $m:style-words($name)(.))">
        <xsl:sequence select="$words ! $m:style-words($name)(.)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="m:measured($name, m:em($words[1]))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The look of a property whose value is a length, in em. -->
  <xsl:function name="m:measured" as="xs:string?">
    <xsl:param name="property" as="xs:string"/>
    <xsl:param name="em" as="xs:double?"/>
    <xsl:variable name="steps" as="xs:integer" select="if (exists($em)) then min((10, max((0, xs:integer(round($em)))))) else 0"/>
    <xsl:choose>
      <xsl:when test="empty($em)"/>
      <xsl:when test="$property = 'font-size'">{'size-' || sort((60, 70, 80, 90, 100, 110, 120, 130, 150, 175, 200, 250, 300), (), function($size as xs:integer) as xs:double { abs($size - 100 * $em) })[1]}</xsl:when>
      <xsl:when test="$property = 'letter-spacing'">{if ($em gt 0) then 'spaced' else 'tight'}</xsl:when>
      <xsl:when test="$property = 'text-indent'">{if ($em gt 0) then 'indent' else if ($em lt 0) then 'hanging' else 'noindent'}</xsl:when>
      <xsl:when test="$steps eq 0"/>
      <xsl:when test="$property = 'margin-left'">{'left-' || $steps}</xsl:when>
      <xsl:when test="$property = 'margin-right'">{'right-' || $steps}</xsl:when>
      <xsl:when test="$property = 'margin-top'">{'above-' || min(($steps, 4))}</xsl:when>
      <xsl:when test="$property = 'margin-bottom'">{'below-' || min(($steps, 4))}</xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- A length or a percentage in em, at 16 pixels each. -->
  <xsl:function name="m:em" as="xs:double?">
    <xsl:param name="value" as="xs:string?"/>
    <xsl:variable name="units" as="map(xs:string, xs:double)" select="map {
        'em': 1e0, 'rem': 1e0, 'ex': 0.5e0, 'ch': 0.5e0, '%': 0.01e0, 'px': 0.0625e0, 'pt': 0.0833e0, 'pc': 1e0, 'mm': 0.236e0, 'cm': 2.36e0, 'in': 6e0, '': 0e0 }"/>
    <xsl:analyze-string select="string($value)" regex="^([+\-]?\d{{0,6}}(?:\.\d{{1,6}})?)(em|rem|ex|ch|%|px|pt|pc|mm|cm|in|)$">
      <xsl:matching-substring>
        <xsl:if test="regex-group(1) castable as xs:double">
          <xsl:sequence select="xs:double(regex-group(1)) * $units(regex-group(2))"/>
        </xsl:if>
      </xsl:matching-substring>
    </xsl:analyze-string>
  </xsl:function>

  <!-- The colour of the closed list that a value of CSS comes next to; none for black, white and what is no colour. -->
  <xsl:function name="m:colour" as="xs:string?">
    <xsl:param name="words" as="xs:string*"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:variable name="named" as="xs:string?" select="($words ! $m:colours(.))[1]"/>
    <xsl:variable name="parts" as="xs:double*">
      <xsl:choose>
        <xsl:when test="matches($value, '^#[0-9a-f]{3}$')"><xsl:sequence select="(2 to 4) ! m:hex(substring($value, ., 1) || substring($value, ., 1))"/></xsl:when>
        <xsl:when test="matches($value, '^#[0-9a-f]{6}$')"><xsl:sequence select="(2, 4, 6) ! m:hex(substring($value, ., 2))"/></xsl:when>
        <xsl:when test="matches($value, '^rgba?\(')"><xsl:sequence select="(tokenize($value, '[^\d.]+')[. castable as xs:double] ! xs:double(.))[position() le 3]"/></xsl:when>
      </xsl:choose>
    </xsl:variable>
    <xsl:sequence select="if ($named) then $named else if (count($parts) eq 3) then m:hue($parts[1], $parts[2], $parts[3]) else ()"/>
  </xsl:function>

  <!-- The colour that parts of red, green and blue come next to. -->
  <xsl:function name="m:hue" as="xs:string?">
    <xsl:param name="r" as="xs:double"/>
    <xsl:param name="g" as="xs:double"/>
    <xsl:param name="b" as="xs:double"/>
    <xsl:variable name="span" as="xs:double" select="max(($r, $g, $b)) - min(($r, $g, $b))"/>
    <xsl:choose>
      <xsl:when test="$span lt 40">{if (max(($r, $g, $b)) lt 60 or min(($r, $g, $b)) gt 225) then '' else 'grey'}</xsl:when>
      <xsl:when test="$r ge $g and $r ge $b">{if ($b gt $g + 0.4 * $span) then 'purple' else if ($g - $b gt 0.75 * $span) then 'yellow' else if ($g - $b gt 0.35 * $span) then 'brown' else 'red'}</xsl:when>
      <xsl:when test="$g ge $b">{if ($r - $b gt 0.8 * $span) then 'yellow' else 'green'}</xsl:when>
      <xsl:otherwise>{if ($r gt $g + 0.4 * $span) then 'purple' else 'blue'}</xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The number that two hexadecimal digits are. -->
  <xsl:function name="m:hex" as="xs:double">
    <xsl:param name="digits" as="xs:string"/>
    <xsl:variable name="value" as="xs:integer*" select="string-to-codepoints($digits) ! string-length(substring-before('0123456789abcdef', codepoints-to-string(.)))"/>
    <xsl:sequence select="16e0 * $value[1] + $value[2]"/>
  </xsl:function>

</xsl:stylesheet>
