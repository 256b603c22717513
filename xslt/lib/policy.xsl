<?xml version="1.0" encoding="UTF-8"?>
<!-- What a browser may load for a page: files of the site itself, nothing from elsewhere, no script or style in the page. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- The policy as a meta element, which comes before whatever it rules. A page that holds its own style has no scripts. -->
  <xsl:function name="m:policy" as="element()">
    <xsl:param name="own-style" as="xs:boolean"/>
    <meta http-equiv="Content-Security-Policy"
          content="default-src 'none'; {if ($own-style) then 'style-src ''unsafe-inline'''
                                        else 'style-src ''self''; script-src ''self'' ''wasm-unsafe-eval''; connect-src ''self''; font-src ''self'''
                                   }; img-src 'self' data:; media-src 'self'; base-uri 'none'; form-action 'none'"/>
  </xsl:function>

</xsl:stylesheet>
