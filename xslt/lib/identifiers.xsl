<?xml version="1.0" encoding="UTF-8"?>
<!-- Other authorities that know a person, place or work, as they are called. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    exclude-result-prefixes="#all">

  <xsl:variable name="m:authorities" static="yes" as="map(xs:string, xs:string)" select="map {
      'wikidata': 'Wikidata', 'wikipedia': 'Wikipedia', 'gnd': 'GND', 'viaf': 'VIAF', 'geonames': 'GeoNames', 'isni': 'ISNI', 'orcid': 'ORCID',
      'tgn': 'TGN', 'doi': 'DOI', 'pleiades': 'Pleiades', 'pmb': 'PMB', 'lccn': 'LoC', 'worldcat': 'WorldCat', 'isbn': 'ISBN' }"/>

  <!-- The name of the authority that gives an identifier: by its type, else the host of its address. -->
  <xsl:function name="m:authority" as="xs:string">
    <xsl:param name="type" as="xs:string"/>
    <xsl:param name="url" as="xs:string"/>
    <xsl:sequence select="($m:authorities(lower-case($type)), $type[not(lower-case(.) = ('', 'url', 'uri'))], replace($url, '^https?://(www\.)?([^/]+).*$', '$2'))[1]"/>
  </xsl:function>

</xsl:stylesheet>
