<?xml version="1.0" encoding="UTF-8"?>
<!-- The reader's settings: what is marked in the text, which reading it shows, light and size. A script (assets/settings.js) obeys and remembers them;
     without it they are not shown. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- The panel; nothing for a page without scripts. The script takes away what the text has nothing of. -->
  <xsl:template name="m:settings" as="element()?">
    <xsl:variable name="here" as="document-node()" select="."/>
    <xsl:if test="$scripts">
      <details class="settings">
        <summary title="{m:word('settings', .)}"><span>{m:word('settings', .)}</span></summary>
        <div class="panel">
          <fieldset class="kinds">
            <legend>{m:word('marks', .)}</legend>
            <xsl:for-each select="'persons', 'places', 'orgs', 'events', 'documents', 'citations', 'dates', 'corrections'">
              <label class="{.}"><input type="checkbox" name="mark" value="{.}" checked="checked"/><xsl:text> </xsl:text><span>{m:word(('marked-' || ., .)[m:has-word(.)][1], $here)}</span></label>
            </xsl:for-each>
          </fieldset>
          <xsl:sequence select="
              m:choices('reading', ('corrected', 'original'), .),
              m:choices('theme', ('auto', 'light', 'dark'), .),
              m:choices('size', ('small', 'normal', 'large', 'largest'), .)"/>
          <fieldset class="comforts">
            <label><input type="checkbox" name="comfort" value="cards" checked="checked"/> <span>{m:word('cards', .)}</span></label>
            <label class="margin"><input type="checkbox" name="comfort" value="margin-notes" checked="checked"/> <span>{m:word('margin-notes', .)}</span></label>
          </fieldset>
        </div>
      </details>
    </xsl:if>
  </xsl:template>

  <!-- Some of which one is chosen; their words are those of NAME-VALUE. -->
  <xsl:function name="m:choices" as="element()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="values" as="xs:string+"/>
    <xsl:param name="document" as="document-node()"/>
    <fieldset class="{$name}">
      <legend>{m:word($name, $document)}</legend>
      <xsl:for-each select="$values">
        <label><input type="radio" name="{$name}" value="{.}"/><xsl:text> </xsl:text><span>{m:word($name || '-' || ., $document)}</span></label>
      </xsl:for-each>
    </fieldset>
  </xsl:function>

</xsl:stylesheet>
