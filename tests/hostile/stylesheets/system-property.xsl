<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map">
  <xsl:param name="outside" as="xs:string" select="'../secret'"/>
  <xsl:template match="/"><out><xsl:sequence select="system-property('user.home'), system-property('user.dir'), system-property('java.class.path'), system-property('user.name')"/></out></xsl:template>
</xsl:stylesheet>
