<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map">
  <xsl:param name="outside" as="xs:string" select="'../secret'"/>
  <xsl:template match="/"><out><xsl:copy-of select="transform(map { 'stylesheet-text': '&lt;xsl:transform version=&quot;3.0&quot; xmlns:xsl=&quot;http://www.w3.org/1999/XSL/Transform&quot;>&lt;xsl:template match=&quot;/&quot;>&lt;xsl:copy-of select=&quot;doc(''file://' || $outside || '/secret.xml'')&quot;/>&lt;/xsl:template>&lt;/xsl:transform>', 'source-node': . })?output"/></out></xsl:template>
</xsl:stylesheet>
