/// A CSV file of records below a line of titles, opened anew for each pass.
public struct ImportSource: Sendable {
    let file: String
    /// What the audit log calls it.
    let label: String
    let separator: Character?
    let mapping: [String: String]

    /// A file; the separator where it is not to be found out, and what its titles mean where nobody would guess. `label` is what it
    /// is called where its own name says nothing.
    public init(
        file: String, label: String? = nil, separator: Character? = nil, mapping: [String: String] = [:]
    ) {
        self.file = file
        self.label = label ?? String(file.split(separator: "/").last ?? "CSV")
        self.separator = separator
        self.mapping = mapping
    }
}
