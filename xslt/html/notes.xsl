<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes: a number in the text, the note at the foot of the page, and a way there and back. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- How many notes for the foot of the page have begun. -->
  <xsl:accumulator name="m:note-count" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="note[m:is-hoisted(.)][not(m:is-hidden(.))]" select="$value + 1"/>
  </xsl:accumulator>

  <xsl:key name="m:hoisted" match="note[m:is-hoisted(.)][not(m:is-hidden(.))]" use="true()"/>
  <xsl:key name="m:pointer" match="text//ref | text//ptr" use="tokenize(@target)[1]"/>

  <!-- The notes at the foot of the page, in the order of the text. -->
  <xsl:function name="m:hoisted" as="element(note)*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="key('m:hoisted', true(), $document)"/>
  </xsl:function>

  <!-- What stands for a note in the text: its number on the page; for a note in its place, its own, else its number among its neighbours. -->
  <xsl:function name="m:note-label" as="xs:string">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="if (m:is-hoisted($note)) then string($note/accumulator-before('m:note-count'))
                          else string(($note/@n, 1 + count($note/preceding-sibling::note))[1])"/>
  </xsl:function>

  <!-- The id of a note on the page. -->
  <xsl:function name="m:note-id" as="xs:string">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="(m:id-attribute($note) ! string(), 'note:' || m:note-label($note))[1]"/>
  </xsl:function>

  <!-- A note in the text: its number. -->
  <xsl:template match="note[m:is-hoisted(.)]" as="element()">
    <xsl:variable name="label" as="xs:string" select="m:note-label(.)"/>
    <sup class="noteref{' t-editorial'[current()/@type = 'editorial']}"><a id="noteref:{$label}" href="#{m:note-id(.)}" role="doc-noteref"
      aria-label="{m:word('note', .)} {$label}">{$label}</a></sup>
  </xsl:template>

  <!-- A note in its place; ways back to whatever points at it. -->
  <xsl:template match="note" as="element()">
    <div>
      <xsl:sequence select="m:attributes(.)"/>
      <xsl:apply-templates/>
      <xsl:if test="@xml:id">
        <xsl:for-each select="key('m:pointer', '#' || @xml:id)[m:id-attribute(.)]">
          <xsl:text> </xsl:text>
          <xsl:sequence select="m:back(m:id-attribute(.), .)"/>
        </xsl:for-each>
      </xsl:if>
    </div>
  </xsl:template>

  <xsl:template match="noteGrp" as="element()">
    <div><xsl:sequence select="m:attributes(.)"/><xsl:apply-templates/></div>
  </xsl:template>

  <!-- The notes of the current document at the foot of the page. -->
  <xsl:template name="m:notes" as="element()?">
    <xsl:variable name="notes" as="element(note)*" select="m:hoisted(.)"/>
    <xsl:if test="$notes">
      <section class="notes" id="page:notes" role="doc-endnotes">
        <h2 lang="{m:interface(.)}">{m:word('notes', .)}</h2>
        <ol>
          <xsl:for-each select="$notes">
            <li id="{m:note-id(.)}">
              <xsl:sequence select="m:language-attributes(.), m:attributes(.)[name() = 'class']"/>
              <xsl:if test="@type = 'editorial'">
                <span class="says" lang="{m:interface(root(.))}">{string-join((m:word('editorial-note', .),
                  (for $who in @resp ! tokenize(.) return m:responsible($who, root(.))[. ne ''])[1] ! ('(' || . || ')')), ' ')}: </span>
              </xsl:if>
              <xsl:apply-templates/>
              <xsl:text> </xsl:text>
              <xsl:sequence select="m:back('noteref:' || m:note-label(.), .)"/>
            </li>
          </xsl:for-each>
        </ol>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- The way back from a note to the place `id` in the text. -->
  <xsl:function name="m:back" as="element()">
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="node" as="node()"/>
    <a class="back" href="#{$id}" role="doc-backlink" aria-label="{m:word('back', $node)}">↩</a>
  </xsl:function>

</xsl:stylesheet>
