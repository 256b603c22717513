"""Spanish."""

from __future__ import annotations

from matbaa.encode.names.languages import Language, of

__all__ = ["LANGUAGE"]

LANGUAGE = Language(
    "es",
    before=of(
        """Señor Señora Señorita Sr Sra Srta Don Doña D Conde Condesa Barón Baronesa Duque Duquesa Marqués
        Marquesa Príncipe Princesa Monseñor Padre Madre Fray Sor San Santa Santo Sir Lord Lady"""
    ),
    after=of("Bajá Bey Efendi"),
    women=of("""Señora Señorita Sra Srta Doña Condesa Baronesa Duquesa Marquesa Princesa Madre Sor Lady"""),
    alone=of("Bajá"),
    offices=of(
        """general almirante coronel comandante capitán teniente mariscal presidente canciller ministro
        secretario embajador cónsul gobernador alcalde senador diputado rey reina emperador emperatriz zar
        sultán papa cardenal arzobispo obispo profesor doctor dr juez director redactor periodista poeta
        pintor compositor escritor historiador jefe"""
    ),
    leaders=of("jefe líder"),
    particles=of("de del la las los y von van"),
    events=of(
        """guerra batalla sitio congreso conferencia revolución rebelión insurrección campaña cruzada
        exposición matanza"""
    ),
    documents=of(
        """tratado armisticio acuerdo acuerdos pacto convenio convención protocolo declaración carta
        constitución ley edicto manifiesto concordato paz"""
    ),
    bodies=of(
        """universidad escuela academia instituto colegio sociedad asociación club banco compañía partido
        periódico diario gaceta revista museo biblioteca galería teatro orquesta hospital iglesia abadía
        regimiento comité comisión"""
    ),
    sites=of(
        """calle avenida plaza puente estación palacio castillo hotel posada parque jardín puerta torre
        cerro isla río lago golfo monte valle puerto cementerio"""
    ),
    organs=of(
        """gobierno gabinete ministerio ejército armada flota embajada legación consulado parlamento senado
        delegación administración policía corte"""
    ),
    joins=of("de del la"),
    ands=of("y e"),
    places=of("en a hacia desde por"),
    articles=of("el la los las un una unos unas este esta ese esa aquel aquella su sus mi mis nuestro nuestra"),
    peoples=of(
        """Español Españoles Española Inglés Ingleses Inglesa Francés Franceses Francesa Alemán Alemanes
        Alemana Italiano Italianos Italiana Ruso Rusos Rusa Turco Turcos Turca Griego Griegos Armenio
        Armenios Austriaco Húngaro Búlgaro Serbio Árabe Árabes Persa Persas Kurdo Kurdos Chino Chinos
        Japonés Japoneses Americano Americanos Suizo Polaco Judío Judíos Cristiano Cristianos Musulmán
        Musulmanes Europeo Europeos Madrileño Castellano Catalán Vasco"""
    ),
    hosts=of("Hotel Café Villa Calle Plaza Teatro"),
    directions=of("""Norte Sur Este Oeste Alta Alto Baja Bajo Nueva Nuevo"""),
    inside=of("en"),
    sayings=of("dijo dice respondió preguntó gritó exclamó murmuró pensó añadió replicó contestó"),
    definite=of("el la"),
    forenames=of(
        """Adolfo Agustín Alberto Alejandro Alfonso Alfredo Álvaro Ana Andrés Antonia Antonio Arturo
        Baltasar Beatriz Benito Bernardo Carlos Carmen Catalina Cecilia Cristina Cristóbal Diego Domingo
        Eduardo Elena Emilia Emilio Enrique Ernesto Esteban Eugenio Federico Felipe Fernando Francisca
        Francisco Gabriel Gabriela García Gonzalo Gregorio Guillermo Gustavo Hernán Ignacio Inés Isabel
        Jaime Javier Joaquín Jorge José Josefa Juan Juana Julia Julián Julio Leonor Lorenzo Lucía Luis Luisa
        Magdalena Manuel Manuela Margarita María Mariano Mario Martín Mateo Miguel Nicolás Pablo Pedro
        Rafael Ramón Raúl Ricardo Roberto Rodrigo Salvador Santiago Sebastián Teresa Tomás Vicente Víctor"""
    ),
    things=of(
        """Granada León Paz Toledo Marina Rosa Flores Rojas Rojo Blanco Moreno Rubio Delgado Bravo Calvo
        Cano Castillo Cruz Campo Campos Fuente Fuentes Iglesia Iglesias Luna Sol Mar Mora Montes Monte Monje
        Nieto Pastor Peña Pino Prado Reina Rey Reyes Ríos Río Romero Ramos Santos Sierra Soler Soto Torres
        Vaca Vega Vera Vidal Villa Mayo Marzo Abril Julio Agosto Consuelo Dolores Mercedes Pilar Soledad
        Esperanza Caridad Ángel"""
    ),
    common=of(
        """el la los las un una yo tú él ella nosotros vosotros ellos ellas usted ustedes esto este esta ese
        esa eso y e pero o u ni pues si que quien cuando como donde en a al de del por para sobre con sin
        después antes desde hasta no sí todo todos mi tu su nuestro vuestro luego entonces así también bien
        muy más menos aquí allí ayer hoy mañana nunca siempre ah oh es era"""
    ),
)
