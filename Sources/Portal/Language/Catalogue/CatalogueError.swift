/// What is wrong with a translation file, and where.
public struct CatalogueError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file's path.
    public let file: String
    /// The line, from 1; nil where the fault is not on a line (a binary catalogue, a missing folder).
    public let line: Int?
    /// What is wrong, in plain words.
    public let reason: String

    /// A fault and its place.
    public init(file: String, line: Int? = nil, reason: String) {
        self.file = file
        self.line = line
        self.reason = reason
    }

    /// `fr/LC_MESSAGES/portal.po:12: the string is not closed`
    public var description: String { file + (line.map { ":\($0)" } ?? "") + ": " + reason }
}
