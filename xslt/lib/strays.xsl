<?xml version="1.0" encoding="UTF-8"?>
<!-- Text that stands directly in an element which holds none of its own, such as a list between its items: an encoder's slip, which must not cost the text a word. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:key name="m:stray" match="(list[not(tokenize(@rend) = ('inline', 'run-in') or @type = ('inline', 'runin')) or .//p or .//list] | table | row | figure | castList | listBibl | listPerson | listPlace | listOrg | listEvent | listObject | listRelation | listWit
                                  | app | choice | graphic | media | lb | cb | pb | gb | milestone | space | ptr)/text()[normalize-space()]"
           use="generate-id(if (../self::row) then ../.. else ..)"/>

  <!-- The stray texts of an element, each on one line; of a table, also those of its rows. -->
  <xsl:function name="m:strays" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="key('m:stray', generate-id($element), root($element)) ! normalize-space()"/>
  </xsl:function>

  <!-- Says of stray texts where they were found, and where they are now. -->
  <xsl:template name="m:tell-stray" as="empty-sequence()">
    <xsl:param name="strays" as="xs:string*"/>
    <xsl:message>{name()} holds text of its own, which has no place there and is shown behind it: “{substring($strays[1], 1, 60)}”{if (count($strays) gt 1) then ' and more' else ''}</xsl:message>
  </xsl:template>

</xsl:stylesheet>
