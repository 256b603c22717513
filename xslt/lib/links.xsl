<?xml version="1.0" encoding="UTF-8"?>
<!-- Addresses that a text gives: which of them a page may carry. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    exclude-result-prefixes="#all">

  <!-- Signs of which most addresses are made, and about which there is nothing to see to. -->
  <xsl:variable name="m:plain-signs" static="yes" as="xs:string" select="'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._/#:?=&amp;%~+,'"/>

  <!-- An address as a browser reads it: without control characters and white space, backslashes as slashes. -->
  <xsl:function name="m:address" as="xs:string">
    <xsl:param name="address" as="xs:string"/>
    <xsl:sequence select="if (translate($address, $m:plain-signs, '') eq '') then $address
                          else translate(replace($address, '[\s\p{Cc}\p{Cf}\p{Z}]', ''), '\', '/')"/>
  </xsl:function>

  <!-- The scheme of an address in lower case, '' for a relative one. -->
  <xsl:function name="m:scheme" as="xs:string">
    <xsl:param name="address" as="xs:string"/>
    <xsl:sequence select="
        if (not(contains($address, ':'))) then ''
        else let $before := replace(m:address($address), '[/?#].*$', '', 's')
             return if (contains($before, ':')) then lower-case(substring-before($before, ':')) else ''"/>
  </xsl:function>

  <!-- The address if a reader may safely follow it (http, https, mailto, relative or a fragment); nothing otherwise. -->
  <xsl:function name="m:safe-link" as="xs:string?">
    <xsl:param name="address" as="xs:string"/>
    <xsl:variable name="clean" as="xs:string" select="m:address($address)"/>
    <xsl:sequence select="$clean[. ne ''][m:scheme(.) = ('http', 'https', 'mailto', '')]"/>
  </xsl:function>

  <!-- The address if a page may load an image from it: relative, so that no other host is asked; nothing otherwise. -->
  <xsl:function name="m:safe-image" as="xs:string?">
    <xsl:param name="address" as="xs:string"/>
    <xsl:variable name="clean" as="xs:string" select="m:address($address)"/>
    <xsl:sequence select="$clean[. ne ''][m:scheme(.) = ''][not(starts-with(., '//'))][not(starts-with(., '#'))]"/>
  </xsl:function>

</xsl:stylesheet>
