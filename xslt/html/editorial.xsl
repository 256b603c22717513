<?xml version="1.0" encoding="UTF-8"?>
<!-- The work of scribes and editors: corrections, expansions, additions, gaps, variants. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- A choice: the editor's reading in the line, the source's beside it, shown when the reader points at the words or tabs to them. -->
  <xsl:template match="choice" as="element()">
    <xsl:variable name="edited" as="element()*" select="corr | reg | expan"/>
    <xsl:variable name="source" as="element()*" select="sic | orig | abbr"/>
    <xsl:choose>
      <xsl:when test="$edited and $source">
        <xsl:element name="{if (m:has-block(.)) then 'div' else 'span'}">
          <xsl:sequence select="m:attributes(., 'inline'[current()[m:has-block(.)]])"/>
          <xsl:attribute name="tabindex">0</xsl:attribute>
          <xsl:apply-templates select="$edited[1]"/>
          <xsl:element name="{if (m:has-block(.)) then 'div' else 'span'}">
            <xsl:attribute name="class">original</xsl:attribute>
            <span class="says" lang="{m:interface(root(.))}">{m:word('source-has', .)}: </span>
            <xsl:apply-templates select="$source, tail($edited)"/>
            <xsl:variable name="remark" as="xs:string" select="m:remark($edited[1])"/>
            <span class="says" lang="{m:interface(root(.))}">{' (' || $remark || ')'}</span>
          </xsl:element>
        </xsl:element>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="m:inline"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What an editor's reading is, who is answerable and how sure. -->
  <xsl:function name="m:remark" as="xs:string">
    <xsl:param name="reading" as="element()"/>
    <xsl:variable name="kind" as="xs:string" select="if ($reading/self::corr) then 'correction' else if ($reading/self::reg) then 'regularised'
                                                     else if ($reading/self::expan) then 'expanded' else 'supplied'"/>
    <xsl:sequence select="string-join((m:word($kind, $reading),
        $reading/@resp ! tokenize(.) ! m:responsible(., root($reading))[. ne ''],
        m:certainty($reading)), ', ')"/>
  </xsl:function>

  <!-- How sure the editor is, where that is said. -->
  <xsl:function name="m:certainty" as="xs:string?">
    <xsl:param name="reading" as="element()"/>
    <xsl:sequence select="$reading/@cert ! (m:word('certainty', $reading) || ': '
                            || (if (. = ('high', 'medium', 'low', 'unknown')) then m:word('cert-' || ., $reading) else .))"/>
  </xsl:function>

  <!-- A correction that takes words away: a sign that something was there. -->
  <xsl:template match="corr[not(node())]" as="element()">
    <span><xsl:sequence select="m:attributes(.)"/><span class="says">[–]</span></span>
  </xsl:template>

  <xsl:template match="sic | orig | reg | corr | surplus | secl | damage | restore | retrace | redo | undo | mod | transpose | metamark" priority="-0.1" as="element()">
    <xsl:call-template name="m:inline"/>
  </xsl:template>

  <!-- Additions and deletions of whoever wrote the source. -->
  <xsl:template match="add" as="element()">
    <xsl:call-template name="m:inline">
      <xsl:with-param name="as" select="'ins'"/>
      <xsl:with-param name="class" select="@place ! tokenize(.)[matches(., '^[a-z]+$')] ! ('p-' || .)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="del" as="element()">
    <xsl:call-template name="m:inline">
      <xsl:with-param name="as" select="'del'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="subst" as="element()">
    <xsl:call-template name="m:inline"/>
  </xsl:template>

  <!-- What the editor supplied, and what is hard to read: marked by signs of the style sheet, explained by the title. -->
  <xsl:template match="supplied" as="node()+">
    <!-- a space that was supplied too stands before the signs -->
    <xsl:if test="matches(., '^\s')">
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:call-template name="m:inline">
      <xsl:with-param name="title" select="m:remark(.)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="unclear" as="element()">
    <xsl:call-template name="m:inline">
      <xsl:with-param name="title" select="string-join((m:word('unclear', .), @reason, m:certainty(.)), ', ')"/>
    </xsl:call-template>
  </xsl:template>

  <!-- A place where nothing can be read, or nothing was transcribed. -->
  <xsl:template match="gap" as="element()">
    <xsl:element name="{if (m:has-block(.)) then 'div' else if (m:in-container(.) and not(parent::lg)) then 'p' else 'span'}">
      <xsl:sequence select="m:attributes(.)"/>
      <xsl:attribute name="title" select="string-join((m:word('gap', .), @reason, string-join((@quantity, @extent, @unit), ' ')[. ne '']), ', ')"/>
      <span class="says">[…]</span>
      <xsl:if test="node()">
        <xsl:text> </xsl:text>
        <xsl:apply-templates/>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <!-- Variants: the lemma, else the first reading, in the line; the others beside it as in a choice. -->
  <xsl:template match="app" as="element()">
    <xsl:variable name="readings" as="element()*" select="lem, (rdg | rdgGrp//rdg)[ancestor::app[1] is current()]"/>
    <xsl:variable name="block" as="xs:boolean" select="m:has-block(.)"/>
    <xsl:element name="{if ($block) then 'div' else 'span'}">
      <xsl:sequence select="m:attributes(.)"/>
      <xsl:attribute name="tabindex">0</xsl:attribute>
      <xsl:apply-templates select="head($readings)"/>
      <xsl:if test="tail($readings)">
        <xsl:element name="{if ($block) then 'div' else 'span'}">
          <xsl:attribute name="class">original</xsl:attribute>
          <span class="says" lang="{m:interface(root(.))}">{m:word('variant', .)}: </span>
          <xsl:for-each select="tail($readings)">
            <xsl:apply-templates select="."/>
            <span class="says">{(' ' || string-join(for $wit in @wit ! tokenize(.) return m:siglum($wit, root(.)), ' '))[normalize-space()]}{if (position() ne last()) then '; ' else ''}</span>
          </xsl:for-each>
        </xsl:element>
      </xsl:if>
      <xsl:apply-templates select="note"/>
    </xsl:element>
  </xsl:template>

  <!-- The siglum of a witness: as the list of witnesses gives it, else the pointer without its #. -->
  <xsl:function name="m:siglum" as="xs:string">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="document" as="node()"/>
    <xsl:variable name="witness" as="element()?" select="key('m:by-id', substring-after($pointer, '#'), $document)[1]/self::witness"/>
    <xsl:sequence select="($witness/(abbr | idno)[@type = ('siglum', 'sigil')]/m:plain(.)[. ne ''], $witness/@n/string(), replace($pointer, '^.*#', ''))[1]"/>
  </xsl:function>

  <xsl:template match="lem | rdg | rdgGrp" as="element()">
    <xsl:call-template name="m:inline"/>
  </xsl:template>

</xsl:stylesheet>
