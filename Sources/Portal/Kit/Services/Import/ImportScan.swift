import PortalFiles
import PortalValues

/// What a file is before anybody asks the database about its lines: read once from end to end.
struct ImportScan: Sendable {
    /// Its lines below the titles.
    let rows: Int
    /// The name of its receipt.
    let token: String
    /// The keys that its lines name.
    let reserved: Set<String>
    /// The import that brought its first lines, or all of them; nil where there was none.
    var earlier: KnownImport?
    /// Whether what a finished import brought is stored anew.
    let isAgain: Bool

    /// The lines that an interrupted import has done: they are passed over.
    var done: ImportReceipt? { earlier.flatMap { $0.isFinished ? nil : $0.receipt } }

    /// Whether an import that was finished brought this line. With an identifier a line is looked at like any other, and changes
    /// nothing the second time; only a line without one would be stored twice.
    func wasBrought(_ line: Int, identifier: String) -> Bool {
        guard !isAgain, let earlier, earlier.isFinished else { return false }
        return line <= earlier.receipt.rows && identifier.isEmpty
    }

    /// Reads a file. `known` are the imports that it may go on with.
    static func of<Task: ImportTask>(
        _ source: ImportSource, _ entity: String, known: [KnownImport], isAgain: Bool, as _: Task.Type
    ) async throws -> ImportScan {
        let candidates = Dictionary(grouping: known) { $0.receipt.rows }
        var feed = try await ImportFeed<Task.Column>.open(source)
        var digest = feed.start
        var reserved: Set<String> = []
        var earlier: KnownImport?
        var rows = 0
        while case let piece = try await feed.next(), !piece.isEmpty {
            for row in piece {
                rows += 1
                digest.add(row.record.fields)
                let id = row[Task.identifier].tidied
                if !id.isEmpty { reserved.insert(Task.key(id)) }
                guard let here = candidates[rows] else { continue }
                let text = digest.text
                let found = here.filter { $0.receipt.digest == text }
                earlier = found.first { !$0.isFinished } ?? found.first ?? earlier
            }
        }
        return ImportScan(
            rows: rows, token: ImportReceipts.token(entity, digest.text), reserved: reserved, earlier: earlier,
            isAgain: isAgain)
    }
}

/// A line on its way, with what the file alone tells of it.
struct ImportPiece<Column: ImportColumn>: Sendable {
    let row: ImportRow<Column>
    let identifier: String
    /// Whether an earlier line has the same identifier.
    let isDouble: Bool
    /// Whether an import that was finished brought it.
    let wasBrought: Bool
}

/// The lines of a file one after the other, without those that an interrupted import has done.
struct ImportPieces<Task: ImportTask>: Sendable {
    private(set) var feed: ImportFeed<Task.Column>
    private let scan: ImportScan
    private var seen: Set<String> = []
    private var line = 0

    init(_ source: ImportSource, _ scan: ImportScan) async throws {
        feed = try await ImportFeed.open(source)
        self.scan = scan
    }

    /// Some more of them; nil at the end of the file.
    mutating func next() async throws -> [ImportPiece<Task.Column>]? {
        let rows = try await feed.next()
        guard !rows.isEmpty else { return nil }
        var pieces: [ImportPiece<Task.Column>] = []
        for row in rows {
            line += 1
            let id = row[Task.identifier].tidied
            let isDouble = !id.isEmpty && !seen.insert(Task.key(id)).inserted
            guard line > scan.done?.rows ?? 0 else { continue }
            pieces.append(
                ImportPiece(
                    row: row, identifier: id, isDouble: isDouble, wasBrought: scan.wasBrought(line, identifier: id)))
        }
        return pieces
    }
}
