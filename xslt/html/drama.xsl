<?xml version="1.0" encoding="UTF-8"?>
<!-- Drama: casts, speeches, stage directions. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="sp | spGrp | set | prologue | epilogue | performance" as="element()">
    <div>
      <xsl:sequence select="m:attributes(.)"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <xsl:template match="speaker" as="element()">
    <xsl:call-template name="m:paragraph"/>
  </xsl:template>

  <!-- A stage direction: a block between speeches and their parts, else inside the line. -->
  <xsl:template match="stage | move | view | camera | sound | tech" as="element()">
    <xsl:choose>
      <xsl:when test="m:is-block(.)">
        <xsl:call-template name="m:paragraph"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="m:inline"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The persons of a play; the contents lead to them where they have a heading. -->
  <xsl:template match="castList" as="element()">
    <section>
      <xsl:sequence select="m:attributes(.)"/>
      <xsl:if test="head">
        <xsl:attribute name="id" select="m:division-id(.)"/>
      </xsl:if>
      <xsl:apply-templates select="* except (castItem | castGroup)[1]/(., following-sibling::*)"/>
      <xsl:call-template name="m:cast"/>
    </section>
  </xsl:template>

  <!-- The items and groups of a cast, with whatever stands between them. -->
  <xsl:template name="m:cast" as="element()?">
    <xsl:variable name="members" as="element()*" select="(castItem | castGroup)[1]/(., following-sibling::*)"/>
    <xsl:if test="$members">
      <ul>
        <xsl:for-each select="$members">
          <li>
            <xsl:sequence select="(self::castItem | self::castGroup) ! m:attributes(.)"/>
            <xsl:choose>
              <xsl:when test="self::castGroup">
                <xsl:apply-templates select="node() except (castItem | castGroup)[1]/(., following-sibling::node())"/>
                <xsl:call-template name="m:cast"/>
              </xsl:when>
              <xsl:when test="self::castItem">
                <xsl:apply-templates/>
              </xsl:when>
              <xsl:otherwise>
                <xsl:apply-templates select="."/>
              </xsl:otherwise>
            </xsl:choose>
          </li>
        </xsl:for-each>
      </ul>
    </xsl:if>
  </xsl:template>

  <xsl:template match="castItem | castGroup | actor" as="element()">
    <xsl:call-template name="m:inline"/>
  </xsl:template>

</xsl:stylesheet>
