extension Catalogue {
    /// The catalogue of a PO file: fuzzy, obsolete and incomplete entries are left out, as `msgfmt` leaves them out.
    init(_ object: PortableObject, file: String) throws(CatalogueError) {
        self.init(rule: try Self.rule(object.headers, file: file))
        for entry in object.entries where !entry.isObsolete && !entry.isFuzzy && !entry.id.isEmpty && entry.isTranslated
        {
            set(entry.translations, for: CatalogueKey(context: entry.context, id: entry.id))
        }
    }

    /// The plural rule of a catalogue's header; English where it has none.
    static func rule(_ headers: [(name: String, value: String)], file: String) throws(CatalogueError) -> PluralRule {
        guard let header = headers.first(where: { $0.name == "Plural-Forms" })?.value else { return .english }
        guard let rule = PluralRule(header) else {
            throw CatalogueError(file: file, reason: "Plural-Forms cannot be read: \(header)")
        }
        return rule
    }
}
