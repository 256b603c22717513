<?xml version="1.0" encoding="UTF-8"?>
<!-- What documents about encoding hold: declarations of elements and classes, and references to them by their name. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- A declaration, under the name that it declares. -->
  <xsl:template match="schemaSpec | moduleSpec | elementSpec | classSpec | macroSpec | dataSpec | paramSpec | constraintSpec | attDef | valItem | specGrp" as="element()">
    <xsl:element name="{if (m:is-block(.)) then 'div' else 'span'}">
      <xsl:sequence select="m:attributes(.)"/>
      <xsl:if test="@ident or @n">
        <code class="says">{(@ident, @n)[1]}</code>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- A reference to a declaration: its name. -->
  <xsl:template match="moduleRef | elementRef | classRef | macroRef | dataRef | attRef | specDesc | memberOf | specGrpRef" as="element()">
    <xsl:element name="{if (m:is-block(.)) then 'div' else 'span'}">
      <xsl:sequence select="m:attributes(.)"/>
      <code class="says">{string-join((@key, @name, @target)[1])}</code>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- Their parts: what they say in words. -->
  <xsl:template match="altIdent | alternate | anyElement | attList | classes | constraint | content | dataFacet | datatype | defaultVal | empty | equiv | exemplum | listRef | model
                       | modelGrp | modelSequence | outputRendition | param | paramList | remarks | sequence | specList | textNode | valDesc | valList"
                as="element()">
    <xsl:call-template name="m:inline"/>
  </xsl:template>

</xsl:stylesheet>
