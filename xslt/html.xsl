<?xml version="1.0" encoding="UTF-8"?>
<!-- Any TEI document as one HTML page: complete in itself, without scripts, without a request to another host.

     A stylesheet of one's own may import this one and override any template: those for elements are in the unnamed mode. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    exclude-result-prefixes="#all">

  <!-- What an index knows, in urn:matbaa:index: entity elements with @ref (a pointer) or @mention (an id), @kind, @id, @label and @href; entry elements with the same
       @kind, @id and @href, and what a card says. -->
  <xsl:param name="entities" as="document-node()?" select="()"/>
  <!-- What can be cited: the element citing in urn:matbaa:cite, as cli/matbaa/cite/page.py describes it. -->
  <xsl:param name="citing" as="document-node()?" select="()"/>
  <!-- The addresses of the page's CSS, separated by spaces; '' puts Matbaa's own into the page. -->
  <xsl:param name="css" as="xs:string" select="''"/>
  <!-- The addresses of the page's scripts, separated by spaces; without them it lacks comfort, and nothing else. -->
  <xsl:param name="scripts" as="xs:string" select="''"/>
  <!-- Addresses that the page's head links to, each '' for none: the edition's home page, the folder of its indexes, downloads. -->
  <xsl:param name="home" as="xs:string" select="''"/>
  <xsl:param name="indexes" as="xs:string" select="''"/>
  <!-- The kinds of index that have a page, separated by spaces. -->
  <xsl:param name="kinds" as="xs:string" select="'persons places orgs events dates works'"/>
  <xsl:param name="tei" as="xs:string" select="''"/>
  <xsl:param name="text" as="xs:string" select="''"/>
  <!-- What is put before relative addresses of images. -->
  <xsl:param name="images" as="xs:string" select="''"/>
  <!-- The language of Matbaa's own words; '' for that of the text. -->
  <xsl:param name="language" as="xs:string" select="''"/>

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no" include-content-type="no" escape-uri-attributes="no"/>

  <!-- Elements to HTML. Every element has a template, if only that of fallback.xsl; comments and instructions are skipped. -->
  <xsl:mode on-no-match="deep-skip" use-accumulators="#all"/>

  <xsl:include href="lib/blocks.xsl"/>
  <xsl:include href="lib/language.xsl"/>
  <xsl:include href="lib/links.xsl"/>
  <xsl:include href="lib/policy.xsl"/>
  <xsl:include href="lib/mentions.xsl"/>
  <xsl:include href="lib/rendering.xsl"/>
  <xsl:include href="lib/joins.xsl"/>
  <xsl:include href="lib/plain.xsl"/>
  <xsl:include href="lib/identifiers.xsl"/>
  <xsl:include href="html/words.xsl"/>
  <xsl:include href="lib/search.xsl"/>
  <xsl:include href="html/shape.xsl"/>
  <xsl:include href="html/fallback.xsl"/>
  <xsl:include href="lib/strays.xsl"/>
  <xsl:include href="html/strays.xsl"/>
  <xsl:include href="lib/hidden.xsl"/>
  <xsl:include href="html/page.xsl"/>
  <xsl:include href="html/contents.xsl"/>
  <xsl:include href="html/neighbours.xsl"/>
  <xsl:include href="html/header.xsl"/>
  <xsl:include href="html/metadata.xsl"/>
  <xsl:include href="html/cite.xsl"/>
  <xsl:include href="html/structure.xsl"/>
  <xsl:include href="html/titlepage.xsl"/>
  <xsl:include href="html/breaks.xsl"/>
  <xsl:include href="html/inline.xsl"/>
  <xsl:include href="html/editorial.xsl"/>
  <xsl:include href="html/names.xsl"/>
  <xsl:include href="html/cards.xsl"/>
  <xsl:include href="html/settings.xsl"/>
  <xsl:include href="html/notes.xsl"/>
  <xsl:include href="html/lists.xsl"/>
  <xsl:include href="html/tables.xsl"/>
  <xsl:include href="html/figures.xsl"/>
  <xsl:include href="html/verse.xsl"/>
  <xsl:include href="html/drama.xsl"/>
  <xsl:include href="html/letters.xsl"/>
  <xsl:include href="html/standoff.xsl"/>
  <xsl:include href="html/dictionaries.xsl"/>
  <xsl:include href="html/speech.xsl"/>
  <xsl:include href="html/source.xsl"/>
  <xsl:include href="html/schemas.xsl"/>
  <xsl:include href="html/others.xsl"/>

</xsl:stylesheet>
