/// Something that translators or authors have to put right, and where.
public struct TranslationError: Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    public enum Kind: String, Sendable, CaseIterable {
        /// A call in the sources whose text cannot be extracted.
        case source
        /// The same text with two different plurals.
        case conflict
        /// A translation file that cannot be read.
        case syntax
        /// `msgfmt` or `msgmerge` refused, or is not installed.
        case program
        /// `portal.pot` is not what the sources and templates say.
        case stale
        /// No translation.
        case missing
        /// A translation that a translator has to confirm.
        case fuzzy
        /// A placeholder too many, or one too few.
        case placeholder
        /// Not as many plural forms as the language has.
        case plural
        /// A space, an apostrophe or dots that French writes otherwise.
        case typography
    }

    /// What is wrong.
    public let kind: Kind
    /// The file's path.
    public let file: String
    /// The line, from 1; nil where the fault is not on a line.
    public let line: Int?
    /// In plain words.
    public let reason: String

    /// A fault and its place.
    public init(_ kind: Kind, file: String, line: Int? = nil, reason: String) {
        self.kind = kind
        self.file = file
        self.line = line
        self.reason = reason
    }

    init(_ fault: CatalogueError) { self.init(.syntax, file: fault.file, line: fault.line, reason: fault.reason) }

    /// `fr/LC_MESSAGES/portal.po:12: not translated: “Save”`
    public var description: String { file + (line.map { ":\($0)" } ?? "") + ": " + reason }
}

/// Everything that stands in the way, at once.
public struct TranslationErrors: Error, Sendable, Hashable, CustomStringConvertible {
    /// At least one.
    public let faults: [TranslationError]

    /// Faults to be shown together.
    public init(_ faults: [TranslationError]) { self.faults = faults }

    /// One fault a line.
    public var description: String { faults.map(\.description).joined(separator: "\n") }
}
