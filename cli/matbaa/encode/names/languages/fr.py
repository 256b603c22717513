"""French."""

from __future__ import annotations

from matbaa.encode.names.languages import Language, of

__all__ = ["LANGUAGE"]

LANGUAGE = Language(
    "fr",
    before=of(
        """M MM Monsieur Messieurs Mme Madame Mmes Mesdames Mlle Mademoiselle Comte Comtesse Baron Baronne
        Duc Duchesse Marquis Marquise Vicomte Vicomtesse Prince Princesse Chevalier Sir Lord Lady Saint
        Sainte Abbé Père Mère Frère Soeur Sœur Mgr Monseigneur Maître Me"""
    ),
    after=of("Pacha Bey Effendi"),
    women=of(
        """Mme Madame Mmes Mesdames Mlle Mademoiselle Comtesse Baronne Duchesse Marquise Vicomtesse
        Princesse Lady Mère Soeur Sœur"""
    ),
    alone=of("Pacha"),
    offices=of(
        """général amiral colonel commandant capitaine lieutenant maréchal président chancelier ministre
        secrétaire ambassadeur consul gouverneur préfet maire sénateur député roi reine empereur impératrice
        tsar sultan pape cardinal archevêque évêque curé professeur docteur dr juge directeur rédacteur
        journaliste poète peintre compositeur écrivain historien chef"""
    ),
    leaders=of("chef leader"),
    particles=of("de du des d la le von van"),
    events=of(
        """guerre bataille siège congrès conférence révolution révolte insurrection campagne croisade
        exposition affaire massacre"""
    ),
    documents=of(
        """traité armistice accord accords pacte convention protocole déclaration charte constitution loi
        édit manifeste concordat paix"""
    ),
    bodies=of(
        """université école académie institut lycée collège société association club banque compagnie parti
        journal revue gazette musée bibliothèque galerie théâtre opéra orchestre hôpital église abbaye
        régiment comité commission"""
    ),
    sites=of(
        """rue avenue boulevard place pont gare palais château hôtel auberge parc jardin porte tour colline
        île rivière lac baie mont vallée port cimetière"""
    ),
    organs=of(
        """gouvernement cabinet ministère armée marine flotte ambassade légation consulat parlement sénat
        délégation administration police cour"""
    ),
    joins=of("de d du des la le les l"),
    ands=of("et"),
    places=of("à en vers depuis dans chez"),
    articles=of("le la les l un une des ce cet cette ces son sa ses leur leurs mon ma mes notre nos votre vos"),
    peoples=of(
        """Français Française Françaises Anglais Anglaise Anglaises Allemand Allemands Allemande Italien
        Italiens Italienne Espagnol Espagnols Russe Russes Turc Turcs Turque Grec Grecs Grecque Arménien
        Arméniens Autrichien Autrichiens Hongrois Bulgare Bulgares Serbe Serbes Arabe Arabes Persan Persans
        Kurde Kurdes Chinois Japonais Américain Américains Américaine Belge Belges Suisse Suisses Polonais
        Juif Juifs Chrétien Chrétiens Musulman Musulmans Européen Européens Parisien Parisiens"""
    ),
    hosts=of("Hôtel Café Villa Rue Avenue Boulevard Place Théâtre"),
    directions=of("""Nord Sud Est Ouest Haute Haut Basse Bas Nouvelle Nouveau"""),
    inside=of("en dans"),
    sayings=of("dit répondit demanda s’écria cria reprit murmura pensa ajouta répliqua fit"),
    definite=of("le la l"),
    forenames=of(
        """Adèle Adrien Aimé Alain Albert Alexandre Alfred Alice Alphonse Anatole André Anne Antoine
        Aristide Arthur Auguste Aurore Benjamin Bernard Berthe Blaise Camille Catherine Cécile Charles
        Charlotte Claire Claude Clément Colette Daniel Denis Denise Édouard Edmond Élisabeth Élise Émile
        Émilie Emmanuel Ernest Eugène Eugénie Félix Ferdinand Fernand François Françoise Frédéric Gabriel
        Gabrielle Gaston Geneviève Georges Gérard Germaine Gilbert Guillaume Gustave Guy Hélène Henri
        Henriette Hippolyte Honoré Hubert Jacques Jean Jeanne Jérôme Joseph Joséphine Jules Julie Julien
        Juliette Laurent Léon Léopold Louis Louise Lucie Lucien Madeleine Marc Marcel Marguerite Marie
        Marthe Mathilde Maurice Maxime Michel Nicolas Octave Paul Pauline Philippe Pierre Prosper Raoul
        Raymond Rémy René Robert Roger Romain Sébastien Simone Sophie Stéphane Suzanne Sylvie Théodore
        Théophile Thérèse Thomas Victor Vincent Xavier Yves Yvonne"""
    ),
    things=of(
        """Nice Tours Sens Rennes Bourg Angers Foix Orange Lens Pau Le La Mars Mai Juin Août Avril Petit
        Grand Gros Blanc Noir Brun Roux Legrand Leblanc Lenoir Leroy Roy Roi Marchand Boucher Boulanger
        Berger Charpentier Couturier Fournier Meunier Mercier Chevalier Dupont Dubois Dumont Fontaine Forêt
        Jardin Lac Lafontaine Lamartine Leclerc Maison Marin Mer Moulin Mont Pain Perle Pierre Porte Poète
        Prince Prieur Rose Rivière Rocher Roche Salle Sage Temps Terre Tour Vallée Vigne Ville Vin Violet
        Voisin Page Bon Bonheur Beau"""
    ),
    common=of(
        """le la les l un une des je tu il elle on nous vous ils elles ce cet cette ces c et mais ou donc or
        ni car si que qui quand comme où dans en à au aux de du par pour sur sous avec sans après avant
        depuis pendant ne pas non oui tout tous toute toutes mon ton son notre votre leur y puis alors ainsi
        aussi bien très plus moins ici là hier aujourd demain jamais toujours ah oh ô est était"""
    ),
)
