/// What identifies a text in a catalogue: no context and an empty context are two different things.
struct CatalogueKey: Hashable, Sendable {
    var context: String?
    var id: String
}

/// The translations of one language, ready to be looked up.
struct Catalogue: Sendable, Equatable {
    var rule: PluralRule
    private var entries: [CatalogueKey: [String]] = [:]

    init(rule: PluralRule) { self.rule = rule }

    /// The plural forms of a text (one form where nothing is counted); nil where it is not translated.
    func forms(_ key: CatalogueKey) -> [String]? { entries[key] }

    mutating func set(_ forms: [String], for key: CatalogueKey) { entries[key] = forms }

    /// Takes over what is missing here from a less exact language (`fr` for `fr_CA`). Counted texts come along only where both
    /// count alike: Portuguese of Brazil says 0 in the singular, Portuguese of Portugal does not.
    mutating func inherit(_ parent: Catalogue) {
        for (key, forms) in parent.entries where entries[key] == nil && (forms.count == 1 || parent.rule == rule) {
            entries[key] = forms
        }
    }
}
