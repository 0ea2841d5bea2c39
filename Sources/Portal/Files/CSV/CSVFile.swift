public import PortalDatabase
public import PortalLanguage

/// An export in the making: records go through a small buffer to a temporary file, so that a million rows need no more memory
/// than ten.
public struct CSVFile: ~Copyable {
    private let file: TemporaryFile
    private let open: OpenFile
    private let format: CSVFormat
    private var buffer: [UInt8] = CSVFormat.byteOrderMark

    /// Begins a file in the portal's folder for temporary files, written as the language's spreadsheets want it.
    ///
    /// - Throws: ``FileError``.
    public init(in directory: String, language: Language) throws(FileError) {
        (file, open) = try TemporaryFile.create(in: directory)
        format = CSVFormat(language)
        buffer.reserveCapacity(80_000)
    }

    /// Adds one record.
    ///
    /// - Throws: ``FileError`` where the disk is full; the file then goes away with this value.
    public mutating func add(_ cells: [CSVCell]) throws(FileError) {
        format.write(cells, into: &buffer)
        if buffer.count >= 65_536 { try flush() }
    }

    /// Ends the file: what is returned is sent once, then removed. `name` is offered for saving, `.csv` is added.
    public consuming func finish(name: String) throws(FileError) -> FileReply {
        try flush()
        file.keep()
        return FileReply(path: file.path, type: "text/csv; charset=utf-8", name: name + ".csv", temporary: true)
    }

    private mutating func flush() throws(FileError) {
        try open.write(buffer)
        buffer.removeAll(keepingCapacity: true)
    }
}

extension CSVFile {
    /// Exports what a query gives, row by row, under a line of column titles in the visitor's language.
    ///
    /// - Throws: ``FileError``, and what the query and `line` throw; nothing is left behind then.
    public static func export(
        _ sql: SQL, name: String, titles: [Message], in directory: String, language: Language, _ db: any Connection,
        line: (Row) throws -> [CSVCell]
    ) throws -> FileReply {
        var file = try CSVFile(in: directory, language: language)
        try file.add(titles.map { .text(language.text($0)) })
        try db.forEach(sql) { row in try file.add(try line(row)) }
        return try file.finish(name: name)
    }
}
