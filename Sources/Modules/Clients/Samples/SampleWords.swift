/// What invented people, companies and places are made of.
enum SampleWords {
    static let women = [
        "Zoé", "Léa", "Maëlle", "Inès", "Chloé", "Océane", "Noémie", "Anaïs", "Hélène", "Céline", "Françoise", "Aïcha",
        "Élodie",
        "Lætitia", "Béatrice", "Agnès", "Camille", "Jeanne", "Margaux", "Sixtine", "Awa", "Yasmine", "Maud", "Cœurine",
        "Solène",
        "Gaëlle", "Josée", "Éléonore", "Marie-Ève", "Anne-Sophie",
    ]
    static let men = [
        "Théo", "Loïc", "Jérôme", "Noël", "François", "Raphaël", "Gaël", "Célestin", "Étienne", "Hervé", "André",
        "Mathéo", "Aurélien",
        "Rémi", "Cédric", "Sébastien", "Joël", "Benoît", "Maël", "Régis", "Karim", "Mamadou", "Nicolas", "Paul", "Hugo",
        "Émile",
        "Jean-Baptiste", "Pierre-Yves", "Anaël", "Björn",
    ]
    static let names = [
        "Lefèvre", "Œuvrard", "Delaunay", "Béranger", "Châtelain", "Kerguelen", "Vasseur", "Poirier", "Delmas",
        "Guérin", "Lacaze",
        "Maréchal", "Noël-Baron", "Péronnet", "Quéméneur", "Rouxel", "Saint-Just", "Thévenin", "Ubéda", "Villeneuve",
        "Ybert",
        "Zaïdi", "Cœurdevey", "D’Hérouville", "L’Hostis", "Mac Gann", "Nguyen", "Diallo", "Benhamou", "Ferreira",
        "Garçon", "Huître",
        "Jaurès", "Müller", "Pâris", "Rivière", "Sévigné", "Tréguier", "Vallée", "Wœlfflin",
    ]
    /// Family names by the thousand, from three syllables.
    static let beginnings = [
        "Bar", "Bel", "Ber", "Bou", "Bré", "Cal", "Cha", "Cor", "Cou", "Cré", "Dal", "Del", "Dor", "Du", "Fal", "Fer",
        "Fon", "Gal",
        "Gar", "Gré", "Har", "Hé", "Jar", "Ker", "La", "Lam", "Lé", "Mal", "Mar", "Mé", "Mon", "Mor", "Na", "Né", "Or",
        "Pé", "Pla",
        "Pré", "Qué", "Ra", "Ré", "Ro", "Sal", "Sé", "Ta", "Tré", "Val", "Ver", "Vi", "Ys",
    ]
    static let middles = [
        "ba", "be", "bi", "ca", "ci", "da", "de", "di", "fa", "ga", "gui", "la", "le", "li", "lo", "ma", "me", "mi",
        "na", "no", "pa",
        "ri", "ro", "sa", "si", "ta", "te", "ti", "va", "vi",
    ]
    static let ends = [
        "chon", "court", "dac", "dier", "don", "gnac", "gny", "lain", "let", "lier", "mont", "nard", "neau", "net",
        "nier", "quin",
        "rand", "rault", "reau", "rel", "ret", "rieux", "sset", "thier", "tin", "ville",
    ]
    static let companyKinds = [
        "Atelier", "Brasserie", "Café", "Éditions", "Fournil", "Galerie", "Imprimerie", "Librairie", "Maison",
        "Manufacture",
        "Pépinière", "Studio", "Théâtre", "Traiteur", "Verrerie",
    ]
    static let companyWords = [
        "de l’Été", "du Chêne", "des Marées", "de la Forêt", "du Grand Hêtre", "des Trois Ormes", "du Vieux Môle",
        "de l’Écluse",
        "des Glycines", "du Phare", "de la Bièvre", "des Sœurs Lune", "du Pré-aux-Ânes", "de l’Œil Bleu",
        "des Quatre Vents",
        "du Façonneur", "de la Côte d’Émeraude", "des Îles", "du Tréport", "de Noël",
    ]
    static let streets = [
        "rue des Glycines", "quai de l’Écluse", "avenue du Général-Foy", "place du Marché", "rue du Moulin-à-Vent",
        "chemin des Prés",
        "boulevard de la Liberté", "impasse des Tilleuls", "rue de l’Abbé-Grégoire", "allée des Érables",
    ]
    /// Postal code, town, region.
    static let towns = [
        ("01000", "Bourg-en-Bresse", "Auvergne-Rhône-Alpes"), ("06000", "Nice", "Provence-Alpes-Côte d’Azur"),
        ("13001", "Marseille", "Provence-Alpes-Côte d’Azur"), ("20000", "Ajaccio", "Corse"),
        ("21000", "Dijon", "Bourgogne-Franche-Comté"),
        ("29200", "Brest", "Bretagne"), ("31000", "Toulouse", "Occitanie"), ("33000", "Bordeaux", "Nouvelle-Aquitaine"),
        ("35000", "Rennes", "Bretagne"), ("44000", "Nantes", "Pays de la Loire"), ("59000", "Lille", "Hauts-de-France"),
        ("67000", "Strasbourg", "Grand Est"), ("69003", "Lyon", "Auvergne-Rhône-Alpes"),
        ("75005", "Paris", "Île-de-France"),
        ("76000", "Rouen", "Normandie"), ("97400", "Saint-Denis", "La Réunion"),
    ]
    static let activities = [
        "18.12Z", "47.61Z", "56.10A", "56.21Z", "58.11Z", "62.01Z", "74.10Z", "79.90Z", "82.30Z", "90.01Z",
    ]
    /// Numbers that Arcep keeps for films and examples.
    static let telephones = ["0199 00", "0261 91", "0353 01", "0465 71", "0536 49"]
}
