<?xml version="1.0" encoding="UTF-8"?>
<!-- What the header says of the text, as a list at the end of the page. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- The header as a section. What it leaves out stands in the TEI file. -->
  <xsl:template name="m:about" as="element()">
    <xsl:variable name="header" as="element(teiHeader)*" select="*/teiHeader"/>
    <xsl:variable name="file" as="element(fileDesc)*" select="$header/fileDesc"/>
    <footer class="about" id="page:about" lang="{m:interface(.)}">
      <h2>{m:word('about', .)}</h2>
      <dl>
        <xsl:sequence select="
          m:entry('title', ., $file/titleStmt/title[not(@type = 'iso-date')]),
          m:entry('author', ., $file/titleStmt/author),
          m:entry('editor', ., $file/titleStmt/(editor | sponsor | funder | principal)),
          m:entry('responsibility', ., $file/titleStmt/respStmt),
          m:entry('edition-statement', ., $file/editionStmt/*),
          m:entry('extent', ., $file/extent),
          m:entry('publication', ., $file/publicationStmt/(publisher | distributor | authority | pubPlace | date | p | ab)),
          m:entry('licence', ., $file/publicationStmt/availability),
          m:entry('identifier', ., $file/publicationStmt/(idno | ref)),
          m:entry('series', ., $file/seriesStmt),
          m:entry('source', ., $file/sourceDesc/(* except (listPerson, listPlace, listOrg, particDesc))),
          m:entry('encoding', ., $header/encodingDesc/(projectDesc | samplingDecl | editorialDecl/* | p | ab)),
          m:entry('summary', ., $header/profileDesc/abstract),
          m:entry('correspondence', ., $header/profileDesc/correspDesc/*),
          m:entry('languages', ., $header/profileDesc/langUsage/*),
          m:entry('keywords', ., $header/profileDesc/textClass/keywords),
          m:entry('revisions', ., $header/revisionDesc//change)"/>
      </dl>
    </footer>
  </xsl:template>

  <!-- One term with a description for each node; nothing where all are empty. -->
  <xsl:function name="m:entry" as="element()*">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="nodes" as="element()*"/>
    <xsl:variable name="filled" as="element()*" select="$nodes[normalize-space() or @ident]"/>
    <xsl:if test="$filled">
      <dt>{m:word($key, $document)}</dt>
      <xsl:for-each select="$filled">
        <dd>
          <xsl:sequence select="m:language-attributes(.)"/>
          <xsl:apply-templates select="." mode="m:about"/>
        </dd>
      </xsl:for-each>
    </xsl:if>
  </xsl:function>

  <!-- Parts of the header: their content by the text's own rules, unless a rule here says otherwise. -->
  <xsl:mode name="m:about" on-no-match="deep-skip"/>

  <xsl:template match="*" mode="m:about" as="node()*">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- A part of the encoding's description, under its name. -->
  <xsl:template match="projectDesc | samplingDecl | editorialDecl/*[not(self::p or self::ab)]" mode="m:about" as="node()*">
    <xsl:variable name="key" as="xs:string" select="'part-' || local-name()"/>
    <xsl:if test="m:has-word($key)">
      <span class="part" lang="{m:interface(root(.))}">{m:word($key, .)}</span>
    </xsl:if>
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="author | editor | principal | sponsor | funder" mode="m:about" as="node()*">
    <xsl:text>{m:name(.)}</xsl:text>
    <xsl:for-each select="string-join((affiliation, idno[@type = ('ORCID', 'orcid')]) ! m:plain(.), ', ')[. ne '']">
      <small> ({.})</small>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="respStmt" mode="m:about" as="node()*">
    <xsl:text>{string-join((* except (resp, note)) ! m:name(.), ', ')}</xsl:text>
    <xsl:for-each select="string-join((resp, note) ! m:plain(.), '; ')[. ne '']">
      <small> ({.})</small>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="language" mode="m:about" as="node()*">{(m:plain(.)[. ne ''], string(@ident))[1]}</xsl:template>

  <xsl:template match="keywords" mode="m:about" as="node()*">{string-join((.//term, .[empty(.//term)]) ! m:plain(.), ', ')}</xsl:template>

  <xsl:template match="publisher | distributor | authority" mode="m:about" as="node()*">{string-join((text() | * except address, address/*) ! m:plain(.)[. ne ''], ', ')}</xsl:template>

  <xsl:template match="availability[licence]" mode="m:about" as="node()*">
    <xsl:apply-templates select="*" mode="#current"/>
  </xsl:template>

  <xsl:template match="licence" mode="m:about" as="node()*">
    <xsl:variable name="target" as="xs:string?" select="@target ! m:safe-link(.)"/>
    <xsl:apply-templates/>
    <xsl:if test="exists($target) and not(contains(., $target))">
      <xsl:text> </xsl:text>
      <a href="{$target}">{$target}</a>
    </xsl:if>
  </xsl:template>

  <xsl:template match="idno | ref" mode="m:about" as="node()*">
    <xsl:variable name="target" as="xs:string?" select="((@target, .[matches(., '^\s*https?://')]) ! m:safe-link(.))[1]"/>
    <xsl:choose>
      <xsl:when test="exists($target)"><a href="{$target}">{m:plain(.)}</a></xsl:when>
      <xsl:otherwise>{string-join((@type, m:plain(.)), ' ')}</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A structured reference on one line, its parts in the order of the file. -->
  <xsl:template match="biblStruct | biblFull | bibl[not(text()[normalize-space()])] | seriesStmt | msDesc" mode="m:about" as="node()*">{m:reference(.)}</xsl:template>

  <xsl:template match="change" mode="m:about" as="node()*">
    <xsl:for-each select="(@when, @from, @notBefore)[1]">
      <!-- without @datetime: Zotero would take the first of these for the date of a text that has none -->
      <time>{.}</time>
      <xsl:text> </xsl:text>
    </xsl:for-each>
    <xsl:apply-templates/>
    <xsl:for-each select="string-join(for $who in @who ! tokenize(.) return m:responsible($who, root(.))[. ne ''], ', ')[. ne '']">
      <small> ({.})</small>
    </xsl:for-each>
  </xsl:template>

  <!-- A person's or body's name as it is read: forenames before surnames where the file has them the other way round. -->
  <xsl:function name="m:name" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="name" as="element()" select="($element/(persName | name | orgName), $element)[1]"/>
    <xsl:sequence select="if ($name/surname and $name/forename and not($name/text()[normalize-space()]))
                          then string-join(($name/roleName, $name/forename, $name/nameLink, $name/surname, $name/genName) ! m:plain(.), ' ')
                          else string-join($element/(if (persName | name | orgName) then (persName | name | orgName) else .) ! m:plain(.), ', ')"/>
  </xsl:function>

  <!-- The leaves of a structured reference, parted by commas. -->
  <xsl:function name="m:reference" as="xs:string">
    <xsl:param name="reference" as="element()"/>
    <xsl:sequence select="string-join($reference/* ! m:parts(.), ', ')"/>
  </xsl:function>

  <!-- What a part of a reference says: a name as a name, the leaves of everything else. -->
  <xsl:function name="m:parts" as="xs:string*">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="if ($part/self::author or $part/self::editor) then m:name($part)[. ne '']
                          else if (empty($part/*) or $part/self::respStmt) then m:plain($part)[. ne '']
                          else $part/* ! m:parts(.)"/>
  </xsl:function>

  <!-- Whom a pointer of @resp or @who names, from the header of the document; '' for one that leads nowhere. -->
  <xsl:function name="m:responsible" as="xs:string">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="document" as="node()"/>
    <xsl:variable name="found" as="element()?" select="key('m:by-id', substring-after($pointer, '#'), $document)[1]"/>
    <xsl:sequence select="if (starts-with($pointer, '#') and $found)
                          then string-join($found/(if (self::respStmt) then * except (resp, note) else .) ! m:name(.), ', ') else ''"/>
  </xsl:function>

</xsl:stylesheet>
