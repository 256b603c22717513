"""German."""

from __future__ import annotations

from matbaa.encode.names.languages import Language, of

__all__ = ["LANGUAGE"]

LANGUAGE = Language(
    "de",
    before=of(
        """Herr Herrn Hr Hrn Frau Fr Fräulein Frl Graf Grafen Gräfin Freiherr Freiherrn Freifrau Freiin Baron
        Baronin Baronesse Fürst Fürsten Fürstin Herzog Herzogin Erzherzog Erzherzogin Prinz Prinzen Prinzessin
        Ritter Edler Sankt Lord Lady Sir Monsieur Madame Mme Mlle Mister Mr Mrs Onkel Tante Vetter Cousin
        Schwester Bruder Komtesse"""
    ),
    after=of("Pascha Bey Effendi"),
    alone=of("Pascha"),
    offices=of(
        """general feldmarschall marschall admiral oberst oberstleutnant major hauptmann rittmeister
        oberleutnant leutnant lieutenant feldwebel präsident kanzler reichskanzler bundeskanzler minister
        ministerpräsident staatssekretär botschafter gesandter konsul statthalter bürgermeister
        oberbürgermeister könig königin kaiser kaiserin zar sultan papst kardinal erzbischof bischof pfarrer
        kaplan rabbiner professor prof doktor dr hofrat regierungsrat sektionsrat medizinalrat sanitätsrat
        kommerzialrat primarius direktor redakteur journalist dichter maler komponist schauspieler
        schauspielerin sängerin regisseur verleger advokat richter anwalt inspektor sekretär abgeordneter
        abgeordnete senator chef führer"""
    ),
    leaders=of("führer leiter"),
    particles=of("von vom zu zur zum van der den de la du d ter"),
    events=of(
        """krieg weltkrieg schlacht kongress kongreß konferenz revolution aufstand belagerung feldzug
        reichstag ausstellung weltausstellung festspiele fest olympiade putsch attentat unruhen"""
    ),
    documents=of(
        """vertrag frieden friedensvertrag waffenstillstand abkommen protokoll erklärung verfassung gesetz
        edikt patent note manifest konkordat pakt prinzipien programm"""
    ),
    bodies=of(
        """universität hochschule akademie institut gymnasium schule verein gesellschaft verband bund klub
        club bank partei zeitung blatt tageblatt tagblatt presse rundschau nachrichten anzeiger journal revue
        verlag museum bibliothek archiv galerie theater burgtheater volkstheater stadttheater oper hofoper
        orchester spital krankenhaus kirche kloster regiment division kammer"""
    ),
    sites=of(
        """straße strasse gasse platz allee brücke tor bahnhof westbahnhof palais schloss schloß burg hotel
        hof gasthof restaurant café cafe park garten hütte berg see tal wald insel fluss friedhof"""
    ),
    organs=of(
        """regierung ministerium amt heer armee flotte botschaft gesandtschaft konsulat parlament senat
        delegation verwaltung polizei gericht generalstab behörden kabinett"""
    ),
    joins=of("von zu bei in"),
    ands=of("und u"),
    places=of("in nach aus bei von bis ab über vor um durch via nächst"),
    articles=of(
        """der die das des dem den ein eine einer eines einem einen kein keine keiner keinem keinen mein meine
        dein deine sein seine seinem seinen seiner ihr ihre ihrem ihren ihrer unser unsere dieser diese dieses
        diesem diesen jener jene jenes jeder jede jedes im am zum zur beim vom ins ans aufs"""
    ),
    peoples=of(
        """Deutsche Deutscher Deutschen Engländer Engländerin Franzose Franzosen Französin Italiener
        Italienerin Russe Russen Russin Türke Türken Grieche Griechen Armenier Österreicher Österreicherin
        Wiener Wienerin Berliner Berlinerin Ungar Ungarn Bulgare Bulgaren Serbe Serben Kroate Kroaten Tscheche
        Tschechen Böhme Böhmen Pole Polen Amerikaner Amerikanerin Spanier Schweizer Jude Juden Jüdin Christ
        Christen Moslem Araber Perser Inder Chinese Chinesen Japaner Däne Dänen Schwede Schweden Norweger
        Holländer Belgier Rumäne Rumänen"""
    ),
    common=of(
        """der die das des dem den ein eine einer eines einem einen ich du er sie es wir ihr man sich mein
        dein sein unser und oder aber denn doch sondern wenn weil dass daß ob als wie wo wer was wann warum
        nicht kein keine nie nun noch schon auch nur sehr so dann da hier dort heute gestern morgen abends
        nachts früh vormittags nachmittags mittags nach vor mit bei zu in an auf aus von für gegen ohne über
        unter durch um zwischen alle alles viel viele manche einige mehr erst zuerst endlich dagegen daher
        darum deshalb ja nein ach o oh nm vm ist war hat hatte bin"""
    ),
    ending=True,
    nouns=True,
)
