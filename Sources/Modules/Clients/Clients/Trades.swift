/// Trades to suggest; anything else may be typed.
enum Trades {
    /// In French, as they are stored: what people type in the association's own language.
    static let suggestions = [
        "Acheteuse", "Acheteur", "Assistante de direction", "Assistant de direction", "Attachée de presse",
        "Attaché de presse",
        "Chargée de communication", "Chargé de communication", "Chargée d’événementiel", "Chargé d’événementiel",
        "Cheffe de projet",
        "Chef de projet", "Comptable", "Directrice artistique", "Directeur artistique", "Directrice commerciale",
        "Directeur commercial", "Directrice générale", "Directeur général", "Enseignante", "Enseignant", "Gérante",
        "Gérant",
        "Office manager", "Présidente", "Président", "Régisseuse", "Régisseur", "Responsable des achats",
        "Responsable marketing",
        "Responsable des ressources humaines", "Secrétaire générale", "Secrétaire général", "Trésorière", "Trésorier",
    ]
}
