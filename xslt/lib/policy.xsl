<?xml version="1.0" encoding="UTF-8"?>
<!-- What a browser may load for a page: files of the site itself, nothing from elsewhere, and no script that stands in the page. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- The policy as a meta element, which comes before whatever it rules; `own-style` is true of a page that holds its style. -->
  <xsl:function name="m:policy" as="element()">
    <xsl:param name="own-style" as="xs:boolean"/>
    <xsl:variable name="rules" as="xs:string+" select="
        &quot;default-src 'none'&quot;,
        &quot;style-src &quot; || (if ($own-style) then &quot;'unsafe-inline'&quot; else &quot;'self'&quot;),
        &quot;script-src 'self' 'wasm-unsafe-eval'&quot;,
        &quot;img-src 'self' data:&quot;,
        &quot;media-src 'self'&quot;,
        &quot;font-src 'self'&quot;,
        &quot;connect-src 'self'&quot;,
        &quot;base-uri 'none'&quot;,
        &quot;form-action 'self'&quot;"/>
    <meta http-equiv="Content-Security-Policy" content="{string-join($rules, '; ')}"/>
  </xsl:function>

</xsl:stylesheet>
