import PortalValues

/// The keywords, in French and in English, without accents. They mean something only where they are expected: any of them can be a
/// value.
enum FilterWords {
    static let or: Set<String> = ["or", "ou"]
    static let and: Set<String> = ["and", "et"]
    static let not: Set<String> = ["not", "non", "pas"]
    static let among: Set<String> = ["in", "dans", "parmi"]
    static let between: Set<String> = ["between", "entre"]
    static let verb: Set<String> = ["is", "est"]
    static let empty: Set<String> = ["empty", "vide"]
    static let none: Set<String> = ["none", "null", "nul", "nulle", "empty", "vide", "aucun", "aucune"]
    static let me: Set<String> = ["me", "moi"]
    static let sort: Set<String> = ["sort", "order", "trier", "trie", "triee", "classer"]
    static let by: Set<String> = ["by", "par"]
    static let order: Set<String> = ["tri"]
    static let ascending: Set<String> = ["asc", "ascending", "croissant"]
    static let descending: Set<String> = ["desc", "descending", "decroissant"]
    static let limit: Set<String> = ["limit", "limite"]
    static let offset: Set<String> = ["offset", "decalage"]
    static let currency: Set<String> = ["€", "eur", "euro", "euros"]
}

extension FilterValue {
    /// Whether it stands for nothing at all.
    var isNone: Bool { !isQuoted && ["none", "null", "nul"].contains(text.unaccented) }
    /// Whether it stands for the person who asks.
    var isMe: Bool { !isQuoted && FilterWords.me.contains(text.unaccented) }
}
