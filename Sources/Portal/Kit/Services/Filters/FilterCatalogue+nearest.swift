import PortalTemplates

extension FilterCatalogue {
    /// The name that was probably meant: one spelt nearly so, or a relation's field of which only the end was typed. It is wholly in
    /// one language: that of the words that were typed, else that of whoever asks.
    func nearest(to typed: String, for asker: FilterContext) -> String? {
        let paths = paths(for: asker)
        let key = Self.key(typed)
        if let near = NearName.nearest(to: key, among: paths.map(\.name)) {
            return paths.first { $0.name == near }?.inOneLanguage(typed: key, isFrench: asker.isFrench)
        }
        guard let end = NearName.nearest(to: key, among: paths.map(\.end)) else { return nil }
        // The way there that is shortest, and only then the first.
        return paths.filter { $0.end == end }.min { $0.parts.count < $1.parts.count }?
            .inOneLanguage(typed: key, isFrench: asker.isFrench)
    }

    /// Every name that the asking person can use, of the fields here and two relations away.
    func paths(for asker: FilterContext, deep: Int = 2) -> [FilterPath] {
        var paths: [FilterPath] = []
        for field in fields where asker.may(field.need) {
            for name in [field.name] + field.aliases {
                paths.append(FilterPath(parts: [FilterPath.Part(name, field.name, field.aliases)]))
            }
        }
        guard deep > 0 else { return paths }
        for relation in relations where asker.may(relation.need) {
            let inner = relation.target().paths(for: asker, deep: deep - 1)
            for name in [relation.name] + relation.aliases {
                let part = FilterPath.Part(name, relation.name, relation.aliases)
                paths += inner.map { FilterPath(parts: [part] + $0.parts) }
            }
        }
        return paths
    }
}

/// A dotted name, each of its parts by one of the names that it has.
struct FilterPath {
    /// One of them.
    struct Part {
        let name, english, french: String

        init(_ name: String, _ english: String, _ aliases: [String]) {
            self.name = FilterCatalogue.key(name)
            self.english = FilterCatalogue.key(english)
            french = FilterCatalogue.key(aliases.first ?? english)
        }

        /// Whether it is told apart as French or as English; nil for a name of both, and for one beside the two.
        var isFrench: Bool? { english == french ? nil : name == french ? true : name == english ? false : nil }
    }

    let parts: [Part]
    var name: String { parts.map(\.name).joined(separator: ".") }
    var end: String { parts.last?.name ?? "" }

    /// The same in one language. What was typed right decides, then what was typed nearly right, then the reader.
    func inOneLanguage(typed: String, isFrench reader: Bool) -> String {
        let words = typed.split(separator: ".").map(String.init)
        let right = parts.filter { words.contains($0.name) }.compactMap(\.isFrench)
        // Where only the end was typed, only the end tells a language.
        let near = (words.count == parts.count ? parts : Array(parts.suffix(1))).compactMap(\.isFrench)
        let isFrench = right.first ?? near.last ?? reader
        return parts.map { part in
            // A name beside the two stands for itself where it stands alone.
            parts.count == 1 && part.isFrench == nil ? part.name : isFrench ? part.french : part.english
        }.joined(separator: ".")
    }
}
