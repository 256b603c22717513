<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map">
  <xsl:param name="outside" as="xs:string" select="'../secret'"/>
  <xsl:template match="/"><out><xsl:evaluate xpath="'doc(&quot;' || $outside || '/secret.xml&quot;)'"/></out></xsl:template>
</xsl:stylesheet>
