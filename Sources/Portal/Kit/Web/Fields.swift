/// Names and values as a browser sent them, in a query or a form, in their order.
public struct Fields: Sendable {
    /// One name and its value.
    public struct Pair: Sendable {
        /// The field's name.
        public let name: String
        /// What was typed.
        public let value: String
    }

    /// Everything that was sent.
    public private(set) var pairs: [Pair] = []

    /// No fields.
    public init() {}

    /// Fields with these values: for tests and for pages that prefill a form.
    public init(_ values: [(String, String)]) { pairs = values.map { Pair(name: $0.0, value: $0.1) } }

    /// Reads `application/x-www-form-urlencoded` (WHATWG URL, section 5). Throws 400 on a broken escape, on bytes that are not
    /// UTF-8, on a NUL and on more than 5,000 fields: such things come from no browser.
    public init(urlEncoded bytes: some Collection<UInt8>) throws(Failure) {
        for piece in bytes.split(separator: 38) {
            guard pairs.count < 5000 else { throw .badRequest(.tooManyFields) }
            let halves = piece.split(separator: 61, maxSplits: 1, omittingEmptySubsequences: false)
            let name = try Self.decode(halves.first ?? piece)
            let value = halves.count > 1 ? try Self.decode(halves[1]) : ""
            pairs.append(Pair(name: name, value: value))
        }
    }

    private static func decode(_ bytes: some Sequence<UInt8>) throws(Failure) -> String {
        var result: [UInt8] = []
        var pending = 0
        var high: UInt8 = 0
        for byte in bytes {
            if pending > 0 {
                guard let digit = hexadecimal(byte) else { throw .badRequest(.encoding) }
                pending -= 1
                if pending == 1 { high = digit } else { result.append(high << 4 | digit) }
            } else if byte == 37 {
                pending = 2
            } else {
                result.append(byte == 43 ? 32 : byte)
            }
        }
        guard pending == 0, !result.contains(0), let text = String(validating: result, as: UTF8.self) else {
            throw .badRequest(.encoding)
        }
        return text
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }

    /// The first value of this name; empty where it was not sent.
    public subscript(name: String) -> String { pairs.first { $0.name == name }?.value ?? "" }

    /// Every value of this name, in order.
    public func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

    /// Whether a box of this name was ticked.
    public func ticked(_ name: String) -> Bool { pairs.contains { $0.name == name } }

    /// Whether the name was sent at all.
    public func has(_ name: String) -> Bool { ticked(name) }
}
