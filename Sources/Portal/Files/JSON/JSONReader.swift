/// Reads JSON strictly: UTF-8, one value, no name twice in an object, no lone surrogates, no zero characters; and no more of it than
/// its limits allow, which are looked at while reading.
public struct JSONReader {
    /// How much one text may hold.
    public struct Limits: Sendable {
        /// Members of objects and values of lists, all together.
        public var members: Int
        /// How deep lists and objects may stand inside one another.
        public var depth = 16
        /// The longest text, in bytes of UTF-8.
        public var text = 65_536

        /// So many members; the rest as usual.
        public init(members: Int = 200) { self.members = members }

        /// For the answers of a portal that one has chosen to ask: a list has thousands of members.
        public static let answer: Limits = {
            var limits = Limits(members: 10_000_000)
            limits.text = 10_000_000
            return limits
        }()
    }

    private let bytes: [UInt8]
    private let limits: Limits
    private var position = 0
    private var members = 0

    /// Takes a whole text apart.
    public static func read(_ bytes: [UInt8], within limits: Limits = Limits()) throws(JSONError) -> JSONValue {
        var reader = JSONReader(bytes: bytes, limits: limits)
        let value = try reader.value(depth: 0)
        reader.skipBlanks()
        guard reader.position == bytes.count else { throw reader.fault }
        return value
    }

    private init(bytes: [UInt8], limits: Limits) {
        self.bytes = bytes
        self.limits = limits
    }

    private var fault: JSONError { .malformed(at: position) }
    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipBlanks() {
        while let byte = next, byte == 32 || byte == 10 || byte == 13 || byte == 9 { position += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
        let isThere = word.withUTF8Buffer { bytes[position...].starts(with: $0) }
        guard isThere else { throw fault }
        position += word.utf8CodeUnitCount
        return value
    }

    private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        skipBlanks()
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth + 1)
        case UInt8(ascii: "["): return try list(depth: depth + 1)
        case UInt8(ascii: "\""): return .text(try text())
        case UInt8(ascii: "t"): return try word("true", .flag(true))
        case UInt8(ascii: "f"): return try word("false", .flag(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func countMember() throws(JSONError) {
        members += 1
        guard members <= limits.members else { throw .tooManyMembers }
    }

    private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
        guard depth <= limits.depth else { throw .tooDeep }
        position += 1
        var members: [JSONValue.Member] = []
        var names: Set<String> = []
        skipBlanks()
        if take(UInt8(ascii: "}")) { return .object([]) }
        repeat {
            skipBlanks()
            try countMember()
            let name = try text()
            skipBlanks()
            guard take(UInt8(ascii: ":")) else { throw fault }
            guard names.insert(name).inserted else { throw .doubleName(name) }
            members.append(JSONValue.Member(name: name, value: try value(depth: depth)))
            skipBlanks()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw fault }
        return .object(members)
    }

    private mutating func list(depth: Int) throws(JSONError) -> JSONValue {
        guard depth <= limits.depth else { throw .tooDeep }
        position += 1
        var values: [JSONValue] = []
        skipBlanks()
        if take(UInt8(ascii: "]")) { return .list([]) }
        repeat {
            try countMember()
            values.append(try value(depth: depth))
            skipBlanks()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw fault }
        return .list(values)
    }

    /// `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`
    private mutating func number() throws(JSONError) -> String {
        let start = position
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) { try digits() }
        if take(UInt8(ascii: ".")) { try digits() }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try digits()
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func digits() throws(JSONError) {
        guard let first = next, (48...57).contains(first) else { throw fault }
        while let byte = next, (48...57).contains(byte) { position += 1 }
    }

    private mutating func text() throws(JSONError) -> String {
        guard take(UInt8(ascii: "\"")) else { throw fault }
        let start = position
        var text: [UInt8] = []
        while let byte = next, byte != UInt8(ascii: "\"") {
            guard byte >= 32 else { throw fault }
            position += 1
            guard text.count < limits.text else { throw .tooLong }
            if byte == UInt8(ascii: "\\") { text += try escaped() } else { text.append(byte) }
        }
        guard take(UInt8(ascii: "\"")) else { throw fault }
        guard let whole = String(validating: text, as: UTF8.self) else { throw .malformed(at: start) }
        return whole
    }

    private mutating func escaped() throws(JSONError) -> [UInt8] {
        guard let byte = next else { throw fault }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [8]
        case UInt8(ascii: "f"): return [12]
        case UInt8(ascii: "n"): return [10]
        case UInt8(ascii: "r"): return [13]
        case UInt8(ascii: "t"): return [9]
        case UInt8(ascii: "u"): return try scalar()
        default: throw fault
        }
    }

    private mutating func scalar() throws(JSONError) -> [UInt8] {
        var value = try unit()
        if (0xD800..<0xDC00).contains(value), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) {
            let low = try unit()
            guard (0xDC00..<0xE000).contains(low) else { throw fault }
            value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
        }
        // A zero can be stored nowhere; a lone surrogate is no character.
        guard value > 0, let scalar = Unicode.Scalar(value) else { throw fault }
        return Array(String(scalar).utf8)
    }

    private mutating func unit() throws(JSONError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            switch next {
            case let byte? where (48...57).contains(byte): value = value << 4 | UInt32(byte - 48)
            case let byte? where (65...70).contains(byte): value = value << 4 | UInt32(byte - 55)
            case let byte? where (97...102).contains(byte): value = value << 4 | UInt32(byte - 87)
            default: throw fault
            }
            position += 1
        }
        return value
    }
}
