<?xml version="1.0" encoding="UTF-8"?>
<!-- Words with a look or a function of their own inside running text. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- Emphasis of the source by its look; without one, what readers expect. -->
  <xsl:template match="hi" as="element()">
    <xsl:variable name="looks" as="xs:string*" select="m:looks(.)"/>
    <xsl:call-template name="m:inline">
      <xsl:with-param name="as" select="if ($looks = 'superscript') then 'sup' else if ($looks = 'subscript') then 'sub'
                                        else if ($looks = 'bold') then 'b' else if ($looks = 'italic') then 'i' else 'span'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="emph" as="element()">
    <xsl:call-template name="m:inline">
      <xsl:with-param name="as" select="'em'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="foreign | mentioned" as="element()">
    <xsl:call-template name="m:inline">
      <xsl:with-param name="as" select="'i'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="code | gi | att | val | tag | ident" as="element()">
    <xsl:call-template name="m:inline">
      <xsl:with-param name="as" select="'code'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="eg" as="element()">
    <xsl:call-template name="m:paragraph">
      <xsl:with-param name="as" select="'pre'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Elements that are what they are called, and look as the style sheet says. -->
  <xsl:template match="term | gloss | distinct | seg | label | num | measure | measureGrp | unit | formula | abbr | expan | email | roleName | surname
                       | forename | addName | genName | nameLink | affiliation | biblScope | citedRange | edition | author | editor | publisher | pubPlace | idno
                       | locus | desc | geo | location | birth | death | floruit | occupation | nationality | education | sex | residence | faith | state | trait | event
                       | material | dim | height | width | depth | resp | respStmt | role | roleDesc | stamp | heraldry | watermark | catchwords
                       | signatures | objectType | origDate | origPlace | series | extent | bloc | offset | am | ex | g | hyphenation | correction
                       | normalization | quotation | segmentation | interpretation | stdVals | punctuation | caption" as="element()">
    <xsl:call-template name="m:inline"/>
  </xsl:template>

  <!-- Quoted words. Quotation marks are the text's own, unless the header says that they were left out. -->
  <xsl:template match="quote" as="element()">
    <xsl:call-template name="m:inline">
      <xsl:with-param name="as" select="if (m:is-block(.)) then 'blockquote' else 'span'"/>
      <xsl:with-param name="class" select="m:marks(.)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="q | said | soCalled" priority="0.6" as="element()">
    <xsl:call-template name="m:inline">
      <xsl:with-param name="class" select="m:marks(.)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- The class that has the style sheet set quotation marks: for inline quotations, where the header says that the text has none. -->
  <xsl:function name="m:marks" as="xs:string?">
    <xsl:param name="quote" as="element()"/>
    <xsl:sequence select="'marks'[not(m:is-block($quote))][root($quote)/*/teiHeader/encodingDesc/editorialDecl/quotation/@marks = 'none']"/>
  </xsl:function>

  <xsl:template match="cit" as="element()">
    <xsl:call-template name="m:inline"/>
  </xsl:template>

  <!-- A ruby annotation is HTML's own, unless it holds blocks. -->
  <xsl:template match="ruby" as="element()">
    <xsl:call-template name="m:inline">
      <xsl:with-param name="as" select="'ruby'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="rb | rt" as="node()*">
    <xsl:choose>
      <xsl:when test="not(parent::ruby) or m:has-block(..) or self::rb[@xml:id | @xml:lang]">
        <xsl:call-template name="m:inline"/>
      </xsl:when>
      <xsl:when test="self::rb">
        <xsl:apply-templates/>
      </xsl:when>
      <xsl:otherwise>
        <rt><xsl:sequence select="m:attributes(.)"/><xsl:apply-templates/></rt>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
