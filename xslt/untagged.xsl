<?xml version="1.0" encoding="UTF-8"?>
<!-- A TEI document without the tags of its names, dates and citations, to tag it again and compare. Every character stays,
     and so do notes, corrections, quotations, breaks, and the lists of entries. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:u="urn:matbaa:untagged"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- Which kinds lose their tags, with blanks or commas between: citations, dates, persons, places, orgs, events, documents;
       names for all but the first two. -->
  <xsl:param name="kinds" as="xs:string" select="'citations dates names'"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <!-- Everything as it is. -->
  <xsl:mode on-no-match="shallow-copy"/>
  <!-- The inside of a tag that is taken away: what only makes sense in it goes too. -->
  <xsl:mode name="u:inside" on-no-match="shallow-copy"/>

  <xsl:variable name="u:names" as="xs:string+" select="'persons', 'places', 'orgs', 'events', 'documents', 'others'"/>
  <xsl:variable name="u:wanted" as="xs:string*"
                select="for $kind in tokenize(normalize-space(lower-case($kinds)), '[\s,]+')
                        return if ($kind = 'names') then $u:names else $kind"/>

  <!-- The kind of what an element says by its name or its type. -->
  <xsl:function name="u:kind" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="said" as="xs:string"
                  select="lower-case(if ($element/(self::rs | self::name)) then string($element/@type) else local-name($element))"/>
    <xsl:choose>
      <xsl:when test="$said = ('persname', 'person', 'pers', 'rolename')">persons</xsl:when>
      <xsl:when test="$said = ('placename', 'place', 'geo', 'geogname', 'settlement', 'city', 'country', 'region', 'district')">places</xsl:when>
      <xsl:when test="$said = ('orgname', 'org', 'organization', 'organisation')">orgs</xsl:when>
      <xsl:when test="$said = ('eventname', 'event')">events</xsl:when>
      <xsl:when test="$said = ('objectname', 'title', 'document', 'work', 'bibl')">documents</xsl:when>
      <xsl:when test="$said = 'date'">dates</xsl:when>
      <xsl:otherwise>others</xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Does the element belong to an entry of a list, and not to running text? -->
  <xsl:function name="u:is-listed" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/ancestor::*[starts-with(local-name(), 'list')][not(self::list)])"/>
  </xsl:function>

  <!-- A name or a date. -->
  <xsl:template match="(persName | placeName | geogName | settlement | country | region | district | orgName | name | rs
                        | eventName | objectName | roleName | title[@ref or @key] | date)[ancestor::text][u:kind(.) = $u:wanted]
                        [empty(ancestor::bibl)][not(u:is-listed(.))]">
    <xsl:apply-templates mode="u:inside"/>
  </xsl:template>

  <!-- A citation in running text. -->
  <xsl:template match="(bibl[empty(parent::cit)] | ref[@type = ('bibl', 'bibr', 'biblio')][empty(ancestor::bibl)])[ancestor::text]
                        ['citations' = $u:wanted][not(u:is-listed(.))]">
    <xsl:apply-templates mode="u:inside"/>
  </xsl:template>

  <!-- What has a meaning only inside a name or a citation. -->
  <xsl:template mode="u:inside" match="forename | surname | addName | roleName | nameLink | genName | placeName | settlement | country
                                       | region | district | geogName | persName | orgName | name | rs | eventName | objectName | date | ref | citedRange | biblScope | author
                                       | editor | title | pubPlace | publisher | idno">
    <xsl:choose>
      <xsl:when test="u:stays(.)">
        <xsl:apply-templates select="." mode="#unnamed"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates mode="u:inside"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A pointer without words goes with its citation. -->
  <xsl:template mode="u:inside" match="bibl/ptr"/>

  <!-- A note inside is running text again. -->
  <xsl:template mode="u:inside" match="note">
    <xsl:apply-templates select="." mode="#unnamed"/>
  </xsl:template>

  <!-- Is the element a mention of its own, of a kind that keeps its tags? -->
  <xsl:function name="u:stays" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="empty($element/ancestor::bibl) and not(u:kind($element) = ($u:wanted, 'others'))
                          and not($element/(self::ref | self::citedRange))"/>
  </xsl:function>

</xsl:stylesheet>
