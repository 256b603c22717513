<?xml version="1.0" encoding="UTF-8"?>
<!-- Names, dates, citations and references: marked, and linked where it is known to what. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:key name="m:entity" match="*:entity[namespace-uri() = 'urn:matbaa:index']" use="@ref"/>
  <xsl:key name="m:entity-of-mention" match="*:entity[namespace-uri() = 'urn:matbaa:index']" use="@mention"/>

  <!-- What the index knows of an element: by the first of its pointers that it knows, else, of a mention, by its id. -->
  <xsl:function name="m:entity" as="element()?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if (exists($entities))
                          then (($element/(@ref, @key, @target, @corresp) ! (., tokenize(.)) ! key('m:entity', ., $entities),
                                 $element[m:is-mention(.)] ! key('m:entity-of-mention', m:id(.), $entities))[@href])[1]
                          else ()"/>
  </xsl:function>

  <!-- Links to the entries of an element that its words do not lead to: those after the first, and the first where all of its words
       lead to what is mentioned inside it. They stand behind it and have no words. -->
  <xsl:function name="m:further" as="element()*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="entity" as="element()"/>
    <xsl:for-each-group select="$element/(@ref, @key, @target, @corresp) ! (., tokenize(.)) ! key('m:entity', ., $entities)[@href]" group-by="string(@href)">
      <xsl:if test="@href ne $entity/@href or m:is-covered($element)">
        <xsl:for-each select="m:safe-link(@href)">
          <a class="{string-join(('further', 'entity', string(current-group()[1]/@kind)[matches(., '^[a-z]+$')]), ' ')}" href="{.}" aria-label="{(current-group()[1]/@label, .)[1]}"/>
        </xsl:for-each>
      </xsl:if>
    </xsl:for-each-group>
  </xsl:function>

  <!-- Are all words of an element those of mentions inside it, which lead to entries of their own? -->
  <xsl:function name="m:is-covered" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/*) and empty($element/text()[normalize-space()]) and (every $inside in $element/* satisfies m:is-mention($inside) and exists(m:entity($inside)))"/>
  </xsl:function>

  <!-- Where a pointer leads from the page: a place on it, a safe address; nothing, with a message, for an unsafe one. -->
  <xsl:function name="m:target" as="xs:string?">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="element" as="element()"/>
    <xsl:choose>
      <xsl:when test="starts-with($pointer, '#')">
        <xsl:variable name="goal" as="element()?" select="key('m:by-id', substring($pointer, 2), root($element))[1]"/>
        <xsl:sequence select="$goal[ancestor-or-self::text or ancestor-or-self::standOff][not(m:is-hidden(.))] ! ('#' || @xml:id)"/>
      </xsl:when>
      <xsl:when test="exists(m:safe-link($pointer))">
        <xsl:sequence select="m:safe-link($pointer)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:message expand-text="yes">the address {$pointer} of {name($element)} is not one that a reader may safely follow: it is shown as text, not as a link</xsl:message>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Where the element leads: to its index entry; a reference also to any place or safe address, a name to a full web address. -->
  <xsl:function name="m:link" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="m:link($element, m:entity($element))"/>
  </xsl:function>

  <!-- The same, with what the index knows of it. -->
  <xsl:function name="m:link" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="entity" as="element()?"/>
    <xsl:variable name="reference" as="xs:boolean" select="exists($element/(self::ref | self::ptr))"/>
    <xsl:variable name="pointer" as="xs:string?" select="if ($entity) then () else $element/(if ($reference) then @target else @ref) ! tokenize(.)[1]"/>
    <xsl:sequence select="
        if ($entity) then m:safe-link($entity/@href)
        else if (empty($pointer)) then ()
        else if ($reference or starts-with($pointer, '#')) then m:target($pointer, $element)
        else if (m:scheme($pointer) = ('http', 'https')) then m:safe-link($pointer)
        else ()"/>
  </xsl:function>

  <!-- Does anything inside the element take the reader's click, so that no link may be put around it? -->
  <xsl:function name="m:has-link" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/*) and exists($element/descendant::*[self::pb or self::note or self::ref or self::ptr or self::choice or self::app or self::p or self::table or self::graphic
                            or exists(@ref | @key | @corresp) or exists($entities) and m:is-mention(.) and exists(m:entity(.))])"/>
  </xsl:function>

  <!-- A mention: marked by its kind; a link to its entry, spread over its words where something in it is a link itself. -->
  <xsl:template match="persName | placeName | orgName | geogName | settlement | country | region | district | name | rs | eventName | objectName | title | bibl
                       | date | time | ref | geogFeat" as="element()+">
    <xsl:param name="link" as="xs:string?" tunnel="yes" select="()"/>
    <xsl:variable name="entity" as="element()?" select="m:entity(.)"/>
    <xsl:variable name="own" as="xs:string?" select="m:link(., $entity)"/>
    <xsl:variable name="block" as="xs:boolean" select="m:in-container(.) or m:has-block(.)"/>
    <xsl:variable name="whole" as="xs:boolean" select="exists($own) and not($block) and not(m:has-link(.))"/>
    <xsl:variable name="further" as="element()*" select="if ($entity and ((@ref, @key, @target, @corresp)[contains(normalize-space(), ' ')] or m:is-covered(.))) then m:further(., $entity) else ()"/>
    <xsl:variable name="classes" as="xs:string*" select="
        if ($entity/@kind) then ('entity', string($entity/@kind))[matches(., '^[a-z]+$')] else (),
        if ($block) then 'inline'[current()[m:has-block(.)][not(m:in-container(.))]] else (),
        if (@level = ('a', 'm', 'j', 's', 'u')) then 'l-' || @level else (),
        if ($own and self::ref and m:tells-address(., $own)) then 'address' else ()"/>
    <xsl:element name="{if ($whole) then 'a' else if ($block) then 'div' else if (self::title) then 'cite'
                        else if (self::date and m:is-html-date(@when)) then 'time' else 'span'}">
      <xsl:if test="$whole">
        <xsl:attribute name="href" select="$own"/>
      </xsl:if>
      <xsl:sequence select="m:attributes(., $classes)"/>
      <xsl:if test="self::date and m:is-html-date(@when) and not($whole) and not($block)">
        <xsl:attribute name="datetime" select="@when"/>
      </xsl:if>
      <xsl:for-each select="m:tooltip(., $entity)">
        <xsl:attribute name="title" select="."/>
      </xsl:for-each>
      <xsl:choose>
        <xsl:when test="self::ref[empty(node())]">
          <xsl:sequence select="m:pointer-text(.)"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates>
            <xsl:with-param name="link" as="xs:string?" tunnel="yes" select="if ($whole) then () else ($own, $link)[1]"/>
          </xsl:apply-templates>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:sequence select="$further[$block]"/>
    </xsl:element>
    <xsl:sequence select="$further[not($block)]"/>
  </xsl:template>

  <!-- Does a reference say its address itself, so that paper need not add it? -->
  <xsl:function name="m:tells-address" as="xs:boolean">
    <xsl:param name="reference" as="element()"/>
    <xsl:param name="address" as="xs:string"/>
    <xsl:sequence select="contains(translate(normalize-space($reference), ' ', ''), replace(replace($address, '%23', '#'), '^(mailto:|https?://(www\.)?)|/$', ''))"/>
  </xsl:function>

  <!-- What the pointer of a mention says beyond its words: the entry's name, or the date as a date. Nothing where a card says it. -->
  <xsl:function name="m:tooltip" as="xs:string?">
    <xsl:param name="mention" as="element()"/>
    <xsl:param name="entity" as="element()?"/>
    <xsl:if test="if ($entity) then not($scripts) else exists($mention/self::date)">
      <xsl:variable name="date" as="xs:string*" select="$mention/self::date/(@when/string(), string-join((@from, @to), ' – ')[. ne ''], string-join((@notBefore, @notAfter), ' – ')[. ne ''])"/>
      <xsl:variable name="told" as="xs:string*" select="($entity/@label ! string(), $date)"/>
      <xsl:sequence select="if (exists($told)) then $told[. ne m:plain($mention)][1] else ()"/>
    </xsl:if>
  </xsl:function>

  <!-- Is this a date in HTML's sense? -->
  <xsl:function name="m:is-html-date" as="xs:boolean">
    <xsl:param name="date" as="xs:string?"/>
    <xsl:sequence select="matches($date, '^[0-9]{4}$') and $date ne '0000' or $date castable as xs:gYearMonth and matches($date, '^[0-9]{4}-[0-9]{2}$')
                          or $date castable as xs:date and matches($date, '^[0-9]{4}-[0-9]{2}-[0-9]{2}$')"/>
  </xsl:function>

  <!-- A pointer without words. -->
  <xsl:template match="ptr" as="element()">
    <xsl:variable name="link" as="xs:string?" select="m:link(.)"/>
    <xsl:element name="{if (exists($link)) then 'a' else 'span'}">
      <xsl:if test="exists($link)">
        <xsl:attribute name="href" select="$link"/>
      </xsl:if>
      <xsl:sequence select="m:attributes(.), m:pointer-text(.)"/>
    </xsl:element>
  </xsl:template>

  <!-- What a reader sees of a reference without words: a note's number, a heading, or the address itself. -->
  <xsl:function name="m:pointer-text" as="node()*">
    <xsl:param name="pointer" as="element()"/>
    <xsl:variable name="first" as="xs:string" select="($pointer/@target ! tokenize(.), '')[1]"/>
    <xsl:variable name="goal" as="element()?" select="key('m:by-id', substring-after($first, '#'), root($pointer))[1][starts-with($first, '#')]"/>
    <xsl:choose>
      <xsl:when test="$goal/self::note">
        <sup class="says">{m:note-label($goal)}</sup>
      </xsl:when>
      <xsl:otherwise>
        <span class="says">{($goal/head[1]/m:plain(.)[. ne ''], $goal/@n, $first[. ne ''], '…')[1]}</span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

</xsl:stylesheet>
