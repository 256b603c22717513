<?xml version="1.0" encoding="UTF-8"?>
<!-- What a walk through a document visits: no attributes or texts where no rule could fit one, for there are many of them. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:m="urn:matbaa:schematron"
    exclude-result-prefixes="#all">

  <!-- The nodes below a node that these rules could fit, as an expression. Whatever is not understood means all of them. -->
  <xsl:function name="m:walk" as="xs:string">
    <xsl:param name="rules" as="element(sch:rule)*"/>
    <xsl:variable name="contexts" as="xs:string*" select="$rules/@context ! m:without-predicates(.)"/>
    <xsl:variable name="attributes" as="xs:string*" select="$contexts ! m:attributes(.)"/>
    <xsl:sequence select="if (exists($contexts[not(matches(., '^[\i\c\s/|*:@()]*$')) or matches(., '(^|[\s/|(])\.') or contains(., 'attribute')]))
        then '@*, node()'
        else string-join((if ($attributes = '*') then '@*' else distinct-values($attributes) ! ('@' || .),
          if (exists($contexts[matches(., '\c\s*\(')])) then 'node()' else '*'), ', ')"/>
  </xsl:function>

  <!-- The context without what stands in square brackets; brackets in brackets go first. -->
  <xsl:function name="m:without-predicates" as="xs:string">
    <xsl:param name="context" as="xs:string"/>
    <xsl:variable name="shorter" as="xs:string" select="replace($context, '\[[^\[\]]*\]', '')"/>
    <xsl:sequence select="if ($shorter = $context) then $context else m:without-predicates($shorter)"/>
  </xsl:function>

  <!-- The names of the attributes that a context asks for; * where one is not a plain name. -->
  <xsl:function name="m:attributes" as="xs:string*">
    <xsl:param name="context" as="xs:string"/>
    <xsl:for-each select="tail(tokenize($context, '@'))">
      <xsl:sequence select="if (matches(., '^\s*[\i-[:]][\c-[:]]*\s*($|[|)])')) then replace(., '^\s*([\i-[:]][\c-[:]]*).*$', '$1', 's') else '*'"/>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
