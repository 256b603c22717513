"""Italian."""

from __future__ import annotations

from matbaa.encode.names.languages import Language, of

__all__ = ["LANGUAGE"]

LANGUAGE = Language(
    "it",
    before=of(
        """Signor Signore Signora Signorina Sig Sigra Don Donna Conte Contessa Barone Baronessa Duca
        Duchessa Marchese Marchesa Principe Principessa Cavaliere Monsignor Monsignore Padre Madre Fra Frate
        Suor Suora San Santa Santo Sant Sir Lord Lady"""
    ),
    after=of("Pascià Bey Effendi"),
    women=of(
        """Signora Signorina Sigra Donna Contessa Baronessa Duchessa Marchesa Principessa Madre Suor Suora
        Lady"""
    ),
    alone=of("Pascià"),
    offices=of(
        """generale ammiraglio colonnello maggiore capitano tenente maresciallo presidente cancelliere
        ministro segretario ambasciatore console governatore prefetto sindaco senatore deputato onorevole re
        regina imperatore imperatrice zar sultano papa cardinale arcivescovo vescovo professore professor
        dottore dottor avvocato ingegnere giudice direttore redattore giornalista poeta pittore compositore
        scrittore storico capo"""
    ),
    leaders=of("capo leader"),
    particles=of("di de del della dei degli d da la lo von van"),
    events=of(
        """guerra battaglia assedio congresso conferenza rivoluzione rivolta insurrezione campagna crociata
        esposizione strage"""
    ),
    documents=of(
        """trattato armistizio accordo accordi patto convenzione protocollo dichiarazione carta costituzione
        legge editto manifesto concordato pace"""
    ),
    bodies=of(
        """università scuola accademia istituto liceo collegio società associazione circolo banca compagnia
        partito giornale gazzetta corriere rivista museo biblioteca galleria teatro orchestra ospedale
        chiesa abbazia reggimento comitato commissione"""
    ),
    sites=of(
        """via viale corso piazza ponte stazione palazzo castello albergo hotel parco giardino porta torre
        colle isola fiume lago golfo monte valle porto cimitero"""
    ),
    organs=of(
        """governo gabinetto ministero esercito marina flotta ambasciata legazione consolato parlamento
        senato delegazione amministrazione polizia corte"""
    ),
    joins=of("di d del della dell dei degli delle"),
    ands=of("e ed"),
    places=of("a ad in da verso presso per"),
    articles=of(
        """il lo la i gli le l un uno una questo questa quel quella quello suo sua suoi sue mio mia nostro
        nostra"""
    ),
    peoples=of(
        """Italiano Italiani Italiana Italiane Inglese Inglesi Francese Francesi Tedesco Tedeschi Tedesca
        Spagnolo Spagnoli Russo Russi Turco Turchi Turca Greco Greci Greca Armeno Armeni Austriaco Austriaci
        Ungherese Ungheresi Bulgaro Bulgari Serbo Serbi Arabo Arabi Persiano Persiani Curdo Curdi Cinese
        Cinesi Giapponese Giapponesi Americano Americani Svizzero Svizzeri Polacco Polacchi Ebreo Ebrei
        Cristiano Cristiani Musulmano Musulmani Europeo Europei Romano Romani Fiorentino Fiorentini
        Veneziano Veneziani"""
    ),
    hosts=of("Hotel Albergo Caffè Villa Via Piazza Palazzo Teatro Corso"),
    directions=of("""Nord Sud Est Ovest Alta Alto Bassa Basso Nuova Nuovo"""),
    inside=of("in"),
    sayings=of("disse dice rispose chiese domandò gridò esclamò mormorò pensò aggiunse replicò"),
    definite=of("il lo la l"),
    forenames=of(
        """Adriana Agostino Alberto Alessandra Alessandro Alfredo Amedeo Andrea Angela Angelo Anna Antonia
        Antonio Arturo Augusto Beatrice Benedetto Benito Bernardo Bianca Camillo Carla Carlo Carlotta
        Caterina Cesare Chiara Claudio Cosimo Cristina Daniele Dario Domenico Eleonora Elena Emilio Enrico
        Ernesto Ettore Eugenio Fabio Federico Ferdinando Filippo Francesca Francesco Gabriele Gaetano
        Galileo Giacomo Gian Giancarlo Gianni Giorgio Giovanna Giovanni Girolamo Giulia Giuliano Giulio
        Giuseppe Giuseppina Gregorio Guglielmo Guido Ignazio Ippolito Isabella Italo Laura Lorenzo Luca
        Lucia Luciano Lucrezia Ludovico Luigi Luigia Marcello Marco Margherita Maria Mario Massimo Matteo
        Maurizio Michele Niccolò Nicola Ottavio Paola Paolo Pasquale Pier Piero Pietro Raffaele Renato
        Roberto Salvatore Sandro Silvia Silvio Stefano Teresa Tommaso Umberto Vincenzo Vittoria Vittorio"""
    ),
    things=of(
        """Marina Pace Pisa Siena Nova Villa Rocca Torre Bosco Campo Fiume Lago Monte Ponte Porta Riva Sale
        Valle Fiore Gallo Leone Lupo Orso Volpe Rossi Rosso Bianco Bianchi Nero Neri Verdi Bruno Grasso
        Greco Romano Bello Bella Fabbri Ferrari Sartori Barbieri Marzo Maggio Giugno Mare Sole Luna Stella
        Notte Costa Conte Marchesi Re Papa Serra Vita Gentile Grande Piccolo Vero"""
    ),
    common=of(
        """il lo la i gli le un uno una io tu egli ella lui lei noi voi essi loro esso questo questa quello
        quella e ed ma o oppure dunque perché se che chi quando come dove in a ad di da del della dal al nel
        nella per su sul con senza dopo prima fino non no sì tutto tutti mio tuo suo nostro vostro poi
        allora così anche bene molto più meno qui là ieri oggi domani mai sempre ah oh è era"""
    ),
)
