/// A text to translate, as found in a source file or a template, and where.
public struct ExtractedMessage: Sendable, Hashable {
    /// The English text.
    public var id: String
    /// The English text for any other count than one.
    public var plural: String?
    /// What tells apart two meanings of the same text.
    public var context: String?
    /// The file, relative to the project: `Sources/Modules/Clients/ClientForm.swift`.
    public var file: String
    /// The line, from 1.
    public var line: Int
    /// What the author tells the translators.
    public var comment: String?

    /// A text to translate and its place.
    public init(
        id: String, plural: String? = nil, context: String? = nil, file: String, line: Int, comment: String? = nil
    ) {
        self.id = id
        self.plural = plural
        self.context = context
        self.file = file
        self.line = line
        self.comment = comment
    }
}
