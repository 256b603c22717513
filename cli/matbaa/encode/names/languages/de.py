"""German."""

from __future__ import annotations

from matbaa.encode.names.languages import Language, of

__all__ = ["LANGUAGE"]

LANGUAGE = Language(
    "de",
    before=of(
        """Herr Herrn Hr Hrn Frau Fr Fräulein Frl Graf Grafen Gräfin Freiherr Freiherrn Freifrau Freiin
        Baron Baronin Baronesse Fürst Fürsten Fürstin Herzog Herzogin Erzherzog Erzherzogin Prinz Prinzen
        Prinzessin Ritter Edler Sankt Lord Lady Sir Monsieur Madame Mme Mlle Mister Mr Mrs Onkel Tante
        Vetter Cousin Schwester Bruder Komtesse"""
    ),
    after=of("Pascha Bey Effendi"),
    women=of(
        """Frau Fr Fräulein Frl Gräfin Freifrau Freiin Baronin Baronesse Fürstin Herzogin Erzherzogin
        Prinzessin Lady Madame Mme Mlle Mrs Tante Schwester Komtesse"""
    ),
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
        club bank partei zeitung blatt tageblatt tagblatt presse rundschau nachrichten anzeiger journal
        revue verlag museum bibliothek archiv galerie theater burgtheater volkstheater stadttheater oper
        hofoper orchester spital krankenhaus kirche kloster regiment division kammer"""
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
        """der die das des dem den ein eine einer eines einem einen kein keine keiner keinem keinen mein
        meine dein deine sein seine seinem seinen seiner ihr ihre ihrem ihren ihrer unser unsere dieser
        diese dieses diesem diesen jener jene jenes jeder jede jedes im am zum zur beim vom ins ans aufs"""
    ),
    peoples=of(
        """Deutsche Deutscher Deutschen Engländer Engländerin Franzose Franzosen Französin Italiener
        Italienerin Russe Russen Russin Türke Türken Grieche Griechen Armenier Österreicher Österreicherin
        Wiener Wienerin Berliner Berlinerin Ungar Ungarn Bulgare Bulgaren Serbe Serben Kroate Kroaten
        Tscheche Tschechen Böhme Böhmen Pole Polen Amerikaner Amerikanerin Spanier Schweizer Jude Juden
        Jüdin Christ Christen Moslem Araber Perser Inder Chinese Chinesen Japaner Däne Dänen Schwede
        Schweden Norweger Holländer Belgier Rumäne Rumänen"""
    ),
    hosts=of(
        """Hotel Gasthof Gasthaus Restaurant Café Cafe Villa Palais Pension Universität Stadttheater
        Sanatorium Kaffeehaus"""
    ),
    directions=of("""Nord Süd Ost West Ober Unter Neu Alt Mittel"""),
    inside=of("in nach"),
    sayings=of(
        """sagte sagt fragte fragt rief antwortete erwiderte meinte meint schrie flüsterte lachte dachte
        erzählt erzählte"""
    ),
    definite=of("der die den dem des"),
    forenames=of(
        """Adolf Albert Albrecht Alexander Alfred Alma Alois Amalie Andreas Anna Anton Arnold Arthur Artur
        August Auguste Barbara Bernhard Berta Bertha Bertold Bruno Carl Caroline Charlotte Christian
        Christine Clara Clemens Dorothea Eduard Elisabeth Elise Ella Else Elsa Emil Emilie Emma Erich
        Ernestine Erwin Eugen Eva Felix Ferdinand Franz Franziska Friedrich Fritz Georg Gerhart Gerhard
        Gertrud Gisela Gottfried Gottlieb Grete Gustav Hans Hedwig Heinrich Helene Henriette Hermann Hermine
        Hugo Ida Ignaz Ilse Irene Jakob Johann Johanna Johannes Josef Joseph Josefine Julie Julius Käthe
        Karl Karoline Katharina Klara Konrad Kurt Leo Leopold Lili Lisa Lotte Louise Lucie Ludwig Luise
        Magdalena Margarete Margarethe Maria Marianne Marie Martha Martin Mathilde Matthias Max Michael
        Minna Moritz Nikolaus Olga Oskar Otto Paul Paula Paulina Philipp Rainer Richard Robert Rosa Rudolf
        Samuel Sebastian Siegfried Sigmund Sophie Stefan Stephan Susanne Theodor Theresia Therese Thomas
        Ulrich Ursula Valentin Viktor Vilma Walter Walther Werner Wilhelm Wilhelmine Wolfgang"""
    ),
    things=of(
        """Ab Abend Acker Adel Adler Affe Ahorn Alt Alte Alter Altmann Amt Anger Anker Apfel Arm Art Arzt
        Ast Au Auge Bach Bad Baden Bader Bahn Ball Band Bank Bär Bart Bau Bauer Bauern Baum Baumann Beck
        Becker Bein Berg Berger Bergmann Besen Bett Biber Biene Bier Bild Birke Birne Bischof Bitter Blank
        Blatt Blau Blei Blick Blitz Block Blum Blume Blumen Blut Bock Boden Bogen Böhm Bohne Boot Born Böse
        Bote Brand Braun Braut Brecht Breit Brett Brief Brod Brot Bruch Brücke Bruder Brunn Brunnen Brust
        Bub Buch Buche Buchs Bund Bunt Burg Bürger Burger Burgtheater Busch Butter Dach Dank Daum Decke
        Degen Deutsch Dichter Dick Dieb Diener Distel Dom Donner Dorf Dorn Drach Drache Draht Dreher Dunkel
        Dünn Dürr Eber Ecke Eckstein Edel Edelmann Egge Ehre Eich Eiche Eigen Eil Ein Eis Eisen Ende Engel
        Enge Engler Enkel Ente Erbe Erbse Erde Erker Ernst Esel Essen Essig Esser Eule Ewald Fach Faden
        Fahne Fahrt Falk Falke Fall Farn Fass Fasching Faust Feder Fehler Feier Feige Fein Feind Feld
        Feldmann Fell Fels Felsen Fenster Fest Feuer Fichte Fink Firn First Fisch Fischer Flach Flamm Flamme
        Flasche Fleck Fleisch Fleischer Fleischmann Flieder Fliege Flink Flucht Flug Flügel Fluss Förster
        Fracht Frank Franke Frau Frei Freiberg Freier Freitag Freud Freude Freund Friede Frieden Frisch
        Fritz Froh Fromm Frosch Frost Frucht Frühling Fuchs Fuhrmann Fulda Funk Funke Fürst Fuß Füßen Futter
        Gabe Gabel Gans Garbe Garten Gärtner Gasse Gast Gebet Geber Geier Geiger Geist Gelb Geld Gerber
        Gericht Gerst Gerste Geschwind Gessner Gift Gipfel Glanz Glas Glaser Glatz Glaube Gleich Glocke
        Glück Gnade Gold Gott Götz Grab Graben Graf Gram Gras Grau Greif Grell Grenze Grimm Grob Gros Gross
        Groß Große Grube Gruber Grün Grund Gruß Gürtel Gut Guth Haar Haas Haase Habicht Hafen Hafer Hafner
        Hagel Hahn Haken Halb Hall Halle Hals Halt Hammer Hand Händler Hang Hans Hart Hase Haupt Hauptmann
        Haus Hauser Hausmann Haut Heer Heft Heide Heil Heiland Heim Heimat Held Hell Helm Hemd Hengst Herbst
        Herd Hering Herr Hertz Herz Herzog Heu Heute Hexe Hieb Himmel Hirsch Hirt Hitze Hoch Hof Hofer Höfer
        Hofmann Hoffnung Höhe Hohl Höll Hölle Holz Holzer Holzmann Honig Hopf Hopfen Horn Hose Huber Hügel
        Huhn Hund Hunger Hut Igel Insel Jäger Jahn Jahr Jammer Jung Junge Junker Kahl Kahn Kaiser Kalb Kalk
        Kalt Kamm Kammer Kanne Kant Kante Kappe Kaps Karl Karpf Karren Kasten Kater Katz Kauf Kaufmann Kegel
        Keil Keller Kellner Kern Kerze Kessel Kette Keim Kind Kinn Kirch Kirche Kirchner Kirsch Kirsche
        Kiste Klar Klaus Klee Kleid Klein Kleine Kleiner Klinge Klinger Kloster Klug Knab Knabe Knapp Knecht
        Knie Knoll Knopf Knorr Koch Kohl Kohle Kolb König Kopf Korb Korn Krach Kraft Kragen Krähe Kralle
        Kranich Krank Kranz Kraus Krause Kraut Krebs Kreis Kreuz Krieg Krieger Krone Kröte Krug Krumm Küche
        Kugel Kuh Kühl Kühn Kummer Kunst Kupfer Kur Kurz Küster Kutscher Lach Lachs Lahm Lamm Lampe Land
        Lande Landau Landhaus Landmann Landsmann Landstraße Lang Lange Langer Lassen Last Laub Lauf Laus
        Laut Leben Leder Lehm Lehmann Lehrer Leib Leicht Leiden Leim Lein Leiter Lenz Lerche Licht Lieb
        Liebe Liebermann Liebling Lied Lilie Lind Linde Lindner Link Linse Lippe Lob Loch Löffel Lohn
        Lorbeer Los Löwe Luft Lust Lustig Mach Macht Magen Maier Mal Male Maler Mandel Mangel Mann Mantel
        March Mark Markt März Maske Mast Matt Mauer Maurer Maus Mayer Meer Meier Meister Mensch Merk Messer
        Metz Metzger Meyer Milch Mild Minder Mitte Mittag Mitter Möbel Mode Mohn Mohr Monat Mond Montag Moos
        Mord Morgen Moser Most Mücke Müller Mund Munter Münz Münze Muskat Mut Muth Mutter Nacht Nachtigall
        Nadel Nagel Nase Nass Nebel Neid Nelke Nest Netz Neu Neumann Nicht Nord Not Nuss Obst Ochs Ofen Ohr
        Oster Ostern Ort Otter Paar Papier Papst Park Pech Perle Peter Pfaff Pfahl Pfarrer Pfau Pfeffer
        Pfeifer Pfeil Pfennig Pferd Pfister Pflaum Pflug Pilger Pilz Plan Platz Post Prinz Probst Pult Quell
        Quelle Rabe Rad Rahm Rain Ramm Rand Rank Rappe Rasch Rast Rat Rath Rauch Raum Raupe Rebe Rebhuhn
        Recht Regen Reh Reich Reif Reim Rein Reis Reise Reiser Reiter Rest Richter Riegel Ries Riese Rind
        Rinder Ring Ritter Rock Roggen Rohr Rose Rosen Ross Rost Rot Roth Rübe Rücken Ruder Ruf Ruhe Rund
        Saal Saat Sack Saft Sahl Salat Salz Salzer Samen Samstag Sand Sander Sandmann Sanft Sankt Satz Sau
        Sauer Sauter Schad Schade Schaf Schäfer Schaffer Schall Schanz Scharf Schatten Schatz Schauer
        Schauspieler Schein Schenk Scherer Scherz Schick Schiff Schild Schiller Schilling Schimmel Schlag
        Schlange Schlau Schlecht Schlegel Schloss Schloß Schlosser Schluss Schmal Schmerz Schmid Schmidt
        Schmied Schmitt Schmuck Schnabel Schnecke Schnee Schneider Schnell Schnitzler Schön Schöne Schrank
        Schreiber Schreiner Schrift Schritt Schub Schuh Schuld Schuldt Schule Schuler Schüler Schulz Schulze
        Schuster Schütz Schwab Schwabe Schwach Schwager Schwalbe Schwamm Schwan Schwarz Schwein Schwer
        Schwert See Seele Segen Seide Seidel Seiler Seiner Sekt Senf Sessel Sieg Sieger Silber Singen Singer
        Sinn Sitte Sohn Soldat Sommer Sonne Sonnemann Sonntag Sorge Spaß Spatz Spital Specht Speck Speer
        Speidel Speise Sperber Sperling Spiegel Spiel Spieler Spieß Spitz Spitzer Sporn Sprecher Spring
        Springer Stab Stadler Stadt Stahl Stall Stamm Stand Star Stark Staub Stein Steiner Steinmann Stelzer
        Stern Stich Stiefel Stier Stift Still Stimme Stock Stolz Storch Stoß Strack Strahl Strand Straße
        Strauch Strauß Streit Streng Strick Strobl Stroh Strom Strumpf Stube Stuhl Stumm Stumpf Sturm Süd
        Süß Tag Tanne Tanz Tänzer Tasche Taube Tauber Tausend Teich Teil Teller Teufel Theater Thron Thür
        Tief Tisch Tischler Tochter Tod Ton Topf Tor Traub Traube Trauer Traum Treu Triebl Trost Trunk Tuch
        Tugend Turm Uhl Uhr Unger Unruh Unruhe Urban Ursprung Vater Veilchen Vetter Vieh Viel Vogel Vogler
        Vogt Volk Voll Wachs Wache Wacker Wagen Wagner Wahl Wahr Wald Walder Wall Walter Wand Wange Wangen
        Ware Warm Wasser Wassermann Watt Weber Wechsel Weck Weg Wehr Weib Weich Weide Weigel Weihnacht Wein
        Weinberg Weis Weise Weiß Weit Weizen Welle Welt Wenig Werk Werner Wert Werth West Wetter Wicht
        Widder Wied Wiede Wiege Wies Wiese Wild Wille Wind Winkel Winter Winzer Wirt Wirth Witt Wittmann
        Witz Wohl Wolf Wolke Wolle Wort Wucher Wunder Wunsch Wurm Wurst Wurz Wüst Wüste Zahl Zahn Zander
        Zange Zapf Zart Zauber Zaun Zeche Zehn Zeichen Zeit Zeitung Zeller Zelt Zeug Ziege Ziegel Ziegler
        Ziel Zimmer Zimmermann Zinn Zins Zirkel Zobel Zoll Zopf Zorn Zucker Zug Zunge Zweig Zwick Zwirn
        Tagebuch Gesellschaft Presse Monatsblätter Zukunft Jugend Fackel Wage Börse Ehrenrat
        Staatsanwaltschaft"""
    ),
    common=of(
        """hause betracht frage kraft zukunft wirklichkeit ruhe eile erinnerung form ordnung angst folge
        verbindung bezug gegenwart wahrheit aussicht anspruch welt der die das des dem den ein eine einer
        eines einem einen ich du er sie es wir ihr man sich mein dein sein unser und oder aber denn doch
        sondern wenn weil dass daß ob als wie wo wer was wann warum nicht kein keine nie nun noch schon auch
        nur sehr so dann da hier dort heute gestern morgen abends nachts früh vormittags nachmittags mittags
        nach vor mit bei zu in an auf aus von für gegen ohne über unter durch um zwischen alle alles viel
        viele manche einige mehr erst zuerst endlich dagegen daher darum deshalb ja nein ach o oh nm vm ist
        war hat hatte bin"""
    ),
    ending=True,
    nouns=True,
)
