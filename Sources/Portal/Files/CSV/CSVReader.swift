/// One record of a CSV file.
public struct CSVRecord: Sendable, Hashable {
    /// The line it begins in; the first is 1.
    public let line: Int
    /// Its fields, quotes and formula guards taken off.
    public let fields: [String]
}

/// Reads a CSV file record by record in bounded memory (RFC 4180, and what spreadsheets make of it): any line end, quoted fields
/// of several lines, empty lines skipped; encoding and separator are found out.
public struct CSVReader: Sendable {
    /// What is accepted before a file is called broken.
    public struct Limits: Sendable {
        /// The longest field, in bytes of UTF-8.
        public var field = 65_536
        /// The most fields of one record.
        public var fields = 500
        /// The usual bounds.
        public init() {}
    }

    /// How the file's bytes were read.
    public let encoding: CSVEncoding
    /// What stands between fields: `,`, `;`, `|` or a tab.
    public let separator: Character
    private let limits: Limits
    private let source: CSVSource
    private let mark: UInt8
    private var offset: Int
    private var transcoder: CSVTranscoder
    private var chunk: [UInt8] = []
    private var position = 0
    private var line = 1

    /// Opens a file. `separator` nil finds it out from the first lines.
    public init(path: String, separator: Character? = nil, limits: Limits = Limits()) throws(CSVError) {
        try self.init(try CSVSource(path: path), separator, limits)
    }

    /// Reads from memory: small uploads and tests.
    public init(_ bytes: [UInt8], separator: Character? = nil, limits: Limits = Limits()) throws(CSVError) {
        try self.init(CSVSource(bytes), separator, limits)
    }

    private init(_ source: CSVSource, _ separator: Character?, _ limits: Limits) throws(CSVError) {
        let (encoding, start) = try source.encoding()
        if let separator = separator?.asciiValue {
            self.init(source, encoding, start: start, separator, limits)
            return
        }
        let head = try source.bytes(at: start)
        var transcoder = CSVTranscoder(encoding)
        let found = CSVSeparator.find(in: transcoder.decode(head), isWhole: start + head.count >= source.size)
        self.init(source, encoding, start: start, found.separator, limits)
        // Excel's own hint is no record.
        if found.isDeclared { _ = try next() }
    }

    package init(_ source: CSVSource, _ encoding: CSVEncoding, start: Int, _ separator: UInt8, _ limits: Limits) {
        self.source = source
        self.encoding = encoding
        self.limits = limits
        self.separator = Character(Unicode.Scalar(separator))
        mark = separator
        offset = start
        transcoder = CSVTranscoder(encoding)
    }

    /// How far the file has been read, and its size, in bytes: for a progress bar.
    public var progress: (read: Int, total: Int) { (offset, source.size) }

    /// The next record; nil at the end of the file.
    public mutating func next() throws(CSVError) -> CSVRecord? {
        while let byte = try peek(), byte == 10 || byte == 13 {
            position += 1
            try endLine(byte)
        }
        guard try peek() != nil else { return nil }
        let start = line
        var fields: [String] = []
        while true {
            let (field, isLast) = try nextField()
            guard fields.count < limits.fields else { throw .manyFields(line: start, limit: limits.fields) }
            fields.append(field)
            if isLast { return CSVRecord(line: start, fields: fields) }
        }
    }

    /// CR, LF and CR LF all end one line.
    private mutating func endLine(_ byte: UInt8) throws(CSVError) {
        if byte == 13, try peek() == 10 { position += 1 }
        line += 1
    }

    /// One field, and whether the record ends with it.
    private mutating func nextField() throws(CSVError) -> (text: String, isLast: Bool) {
        let start = line
        var bytes: [UInt8] = []
        let isQuoted = try peek() == 34
        if isQuoted {
            position += 1
            try readQuoted(into: &bytes)
        }
        while let byte = try peek() {
            position += 1
            switch byte {
            case mark: return (try text(bytes, start), false)
            case 10, 13:
                try endLine(byte)
                return (try text(bytes, start), true)
            case 0: throw .notText(line: line)
            case 32 where isQuoted: continue
            case _ where isQuoted: throw .afterQuote(line: line)
            default:
                bytes.append(byte)
                if bytes.count > limits.field { throw .longField(line: start, limit: limits.field) }
            }
        }
        return (try text(bytes, start), true)
    }

    /// What stands between quotes, the closing one included; a doubled quote is one.
    private mutating func readQuoted(into bytes: inout [UInt8]) throws(CSVError) {
        let start = line
        while let byte = try peek() {
            position += 1
            switch byte {
            case 34:
                guard try peek() == 34 else { return }
                position += 1
            case 10: line += 1
            case 13: if try peek() != 10 { line += 1 }
            case 0: throw .notText(line: line)
            default: break
            }
            bytes.append(byte)
            // A quote that is never closed would swallow the file.
            if bytes.count > limits.field { throw .openQuote(line: start) }
        }
        throw .openQuote(line: start)
    }

    private func text(_ bytes: [UInt8], _ line: Int) throws(CSVError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .encoding(line: line) }
        return CSVGuard.remove(text)
    }

    /// The byte at hand, without going past it.
    private mutating func peek() throws(CSVError) -> UInt8? {
        while position >= chunk.count {
            let bytes = try source.bytes(at: offset)
            offset += bytes.count
            chunk = bytes.isEmpty ? transcoder.finish() : transcoder.decode(bytes)
            position = 0
            if bytes.isEmpty, chunk.isEmpty { return nil }
        }
        return chunk[position]
    }
}
