/// A CSV file of records below a line of titles, opened anew for each pass.
public struct ImportSource: Sendable {
    let file: String
    let separator: Character?
    let mapping: [String: String]

    /// A file; the separator where it is not to be found out, and what its titles mean where nobody would guess.
    public init(file: String, separator: Character? = nil, mapping: [String: String] = [:]) {
        self.file = file
        self.separator = separator
        self.mapping = mapping
    }

    /// The file's own name.
    public var name: String { String(file.split(separator: "/").last ?? "CSV") }

    /// Each line below the titles; `progress` is told how much is read.
    ///
    /// - Throws: ``ImportFault`` and ``CSVFault`` for what is no such file, and what `body` throws.
    public func forEach<Column: ImportColumn>(
        _ phase: ImportProgress.Phase, _ progress: (ImportProgress) -> Void = { _ in },
        _ body: (ImportRow<Column>) throws -> Void
    ) throws {
        var reader = try CSVReader(path: file, separator: separator)
        guard let titles = try reader.next() else { throw ImportFault.empty }
        let columns = try ImportColumns<Column>(titles.fields, mapping: mapping)
        var told = -1
        while let record = try reader.next() {
            try body(ImportRow(record, columns))
            let (read, total) = reader.progress
            // The reader takes the file in large pieces: only a new piece is news.
            if read != told { progress(ImportProgress(phase: phase, read: read, total: total)) }
            told = read
        }
    }
}
