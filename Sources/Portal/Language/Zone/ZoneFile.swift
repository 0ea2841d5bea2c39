/// What is wrong with a zone file.
enum ZoneError: Error { case damaged }

extension ZoneTable {
    /// Reads a zone file, versions 1 to 4 (RFC 9636). Every count and index in it is checked.
    init(file bytes: [UInt8]) throws(ZoneError) {
        var reader = ZoneReader(bytes: bytes)
        var header = try reader.header()
        let isWide = header.version >= 2
        if isWide {
            try reader.skip(header.length(timeSize: 4))
            header = try reader.header()
        }
        let timeSize = isWide ? 8 : 4
        var times: [Int] = []
        for _ in 0..<header.times { times.append(try reader.integer(timeSize)) }
        var kinds: [Int] = []
        for _ in 0..<header.times { kinds.append(try reader.unsigned(1)) }
        var offsets: [Int] = []
        for _ in 0..<header.types {
            let offset = try reader.integer(4)
            guard abs(offset) < 26 * 3600 else { throw .damaged }
            offsets.append(offset)
            try reader.skip(2)
        }
        try reader.skip(header.length(timeSize: timeSize) - header.times * (timeSize + 1) - header.types * 6)
        guard let first = offsets.first, kinds.allSatisfy(offsets.indices.contains),
            zip(times, times.dropFirst()).allSatisfy({ $0 < $1 })
        else { throw .damaged }
        var rule: ZoneRule?
        if isWide, let footer = reader.footer(), !footer.isEmpty {
            rule = ZoneRule(footer)
            if rule == nil { throw .damaged }
        }
        self.init(changes: times, offsetsAfter: kinds.map { offsets[$0] }, first: first, rule: rule)
    }
}

/// The six counts at the head of a block.
private struct ZoneHeader {
    var version: Int
    var utcFlags: Int
    var standardFlags: Int
    var leaps: Int
    var times: Int
    var types: Int
    var letters: Int

    /// How long the block behind the header is.
    func length(timeSize: Int) -> Int {
        times * (timeSize + 1) + types * 6 + letters + leaps * (timeSize + 4) + standardFlags + utcFlags
    }
}

private struct ZoneReader {
    let bytes: [UInt8]
    var position = 0

    mutating func skip(_ count: Int) throws(ZoneError) {
        guard count >= 0, count <= bytes.count - position else { throw .damaged }
        position += count
    }

    /// A big-endian number of 1 to 8 bytes, the top bit being its sign where `signed`.
    mutating func integer(_ size: Int) throws(ZoneError) -> Int {
        let start = position
        try skip(size)
        var value: Int = bytes[start] >= 128 ? -1 : 0
        for byte in bytes[start..<position] { value = value << 8 | Int(byte) }
        return value
    }

    mutating func unsigned(_ size: Int) throws(ZoneError) -> Int {
        let start = position
        try skip(size)
        return bytes[start..<position].reduce(0) { $0 << 8 | Int($1) }
    }

    mutating func header() throws(ZoneError) -> ZoneHeader {
        let start = position
        try skip(20)
        guard bytes[start..<start + 4].elementsEqual("TZif".utf8) else { throw .damaged }
        let version = bytes[start + 4] >= 50 ? Int(bytes[start + 4]) - 48 : 1
        return ZoneHeader(
            version: version, utcFlags: try unsigned(4), standardFlags: try unsigned(4), leaps: try unsigned(4),
            times: try unsigned(4), types: try unsigned(4), letters: try unsigned(4))
    }

    /// The text between two line ends after the last block.
    mutating func footer() -> ArraySlice<UInt8>? {
        guard position < bytes.count, bytes[position] == 10 else { return nil }
        return bytes[(position + 1)...].prefix { $0 != 10 }
    }
}
