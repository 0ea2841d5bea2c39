/// A translation file (PO), entry by entry, as people edit it. Reading and writing it again loses nothing that matters.
public struct PortableObject: Sendable, Hashable {
    /// One text and its translation.
    public struct Entry: Sendable, Hashable {
        /// What tells apart two meanings of the same text.
        public var context: String?
        /// The English text; empty for the header.
        public var id: String
        /// The English text for any other count than one.
        public var plural: String?
        /// The translation, or its plural forms; an empty text is a missing one.
        public var translations: [String]
        /// `# …`: the translator's own remarks.
        public var remarks: [String] = []
        /// `#. …`: what the author tells the translators.
        public var comments: [String] = []
        /// `#: file:line`: where the text is used.
        public var references: [String] = []
        /// `#, fuzzy, python-format`
        public var flags: [String] = []
        /// `#| …`: what the text was before it changed, line by line as written.
        public var previous: [String] = []
        /// `#~`: no longer used.
        public var isObsolete = false
        /// Where the entry's first keyword stands, from 1; 0 for an entry that was not read from a file.
        public var line = 0

        /// An entry without remarks.
        public init(context: String? = nil, id: String, plural: String? = nil, translations: [String] = [""]) {
            self.context = context
            self.id = id
            self.plural = plural
            self.translations = translations
        }

        /// True where a translator still has to confirm the translation; such an entry is not used.
        public var isFuzzy: Bool { flags.contains("fuzzy") }
        /// True where every form is translated.
        public var isTranslated: Bool { !translations.isEmpty && translations.allSatisfy { !$0.isEmpty } }
    }

    /// The entries in the file's order, the header (an empty id) among them.
    public var entries: [Entry]

    /// A file of these entries.
    public init(entries: [Entry] = []) { self.entries = entries }

    /// The header's fields, `Plural-Forms` and the like, in their order.
    public var headers: [(name: String, value: String)] {
        let header = entries.first { $0.id.isEmpty && $0.context == nil && !$0.isObsolete }
        return Self.headers(header?.translations.first ?? "")
    }

    static func headers(_ text: String) -> [(name: String, value: String)] {
        text.unicodeScalars.split(separator: "\n").compactMap { line in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            return (String(line[..<colon]), String(line[line.index(after: colon)...].drop { $0 == " " }))
        }
    }
}
