import Crypto
import NIOPosix
import PortalFiles
import PortalSecurity

/// The lines of a file, some at a time, read away from every transaction and from the threads that serve requests.
struct ImportFeed<Column: ImportColumn>: Sendable {
    private var reader: CSVReader
    private let columns: ImportColumns<Column>
    /// What the titles mean: the beginning of every digest of lines.
    let start: ImportDigest

    /// How many lines come at once, and how many bytes end them earlier.
    private static var most: Int { 256 }
    private static var bytes: Int { 1 << 17 }

    /// Opens a file from its beginning.
    ///
    /// - Throws: ``ImportError`` and ``CSVError`` for what is no such file.
    static func open(_ source: ImportSource) async throws -> ImportFeed {
        try await NIOThreadPool.singleton.runIfActive { try ImportFeed(source) }
    }

    private init(_ source: ImportSource) throws {
        reader = try CSVReader(path: source.file, separator: source.separator)
        guard let titles = try reader.next() else { throw ImportError.empty }
        columns = try ImportColumns<Column>(titles.fields, mapping: source.mapping)
        var start = ImportDigest()
        start.add(titles.fields + columns.positions.map { "\($0.rawValue) \($1)" }.sorted())
        self.start = start
    }

    /// The next lines; none at the end of the file.
    mutating func next() async throws -> [ImportRow<Column>] {
        let before = self
        let (rows, after) = try await NIOThreadPool.singleton.runIfActive {
            var feed = before
            return (try feed.read(), feed)
        }
        self = after
        return rows
    }

    private mutating func read() throws(CSVError) -> [ImportRow<Column>] {
        var rows: [ImportRow<Column>] = []
        var bytes = 0
        while rows.count < Self.most, bytes < Self.bytes, let record = try reader.next() {
            rows.append(ImportRow(record, columns))
            bytes += record.fields.reduce(0) { $0 + $1.utf8.count }
        }
        return rows
    }

    /// How far the file is read.
    func progress(_ phase: ImportProgress.Phase) -> ImportProgress {
        let (read, total) = reader.progress
        return ImportProgress(phase: phase, read: read, total: total)
    }
}

/// The digest of the lines so far: two files that begin alike have the same one as long as they do.
struct ImportDigest: Sendable {
    private var hash = SHA256()

    /// Goes on with a line.
    mutating func add(_ fields: [String]) {
        var bytes: [UInt8] = []
        for field in fields {
            bytes.append(contentsOf: field.utf8)
            bytes.append(0)
        }
        // No field holds a zero character; two of them end a line.
        bytes.append(0)
        hash.update(data: bytes)
    }

    /// As text.
    var text: String { Hex.encode(hash.finalize()) }
}
