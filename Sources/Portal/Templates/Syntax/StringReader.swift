/// Reads one quoted text with its escapes, which are those of Python.
struct StringReader {
    let source: TemplateSource
    private(set) var position: Int

    init(source: TemplateSource, position: Int) {
        self.source = source
        self.position = position
    }

    mutating func text() throws(TemplateError) -> String {
        let start = position
        let quote = source.bytes[start]
        var bytes: [UInt8] = []
        position += 1
        while position < source.bytes.count {
            let byte = source.bytes[position]
            position += 1
            if byte == quote { return String(decoding: bytes, as: UTF8.self) }
            guard byte == 92, position < source.bytes.count else {
                bytes.append(byte)
                continue
            }
            try escape(into: &bytes)
        }
        throw source.fault(at: start, "this text is never closed", "close it with \(Character(UnicodeScalar(quote)))")
    }

    private mutating func escape(into bytes: inout [UInt8]) throws(TemplateError) {
        let letter = source.bytes[position]
        position += 1
        switch letter {
        case UInt8(ascii: "n"): bytes.append(10)
        case UInt8(ascii: "t"): bytes.append(9)
        case UInt8(ascii: "r"): bytes.append(13)
        case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): bytes.append(letter)
        case 10: break
        case UInt8(ascii: "x"): try scalar(digits: 2, into: &bytes)
        case UInt8(ascii: "u"): try scalar(digits: 4, into: &bytes)
        case UInt8(ascii: "U"): try scalar(digits: 8, into: &bytes)
        default: bytes += [92, letter]
        }
    }

    private mutating func scalar(digits: Int, into bytes: inout [UInt8]) throws(TemplateError) {
        let text = String(decoding: source.bytes.dropFirst(position).prefix(digits), as: UTF8.self)
        guard text.utf8.count == digits, let code = UInt32(text, radix: 16), let scalar = UnicodeScalar(code) else {
            throw source.fault(at: position - 2, "this is not a character", "write \(digits) hexadecimal digits")
        }
        position += digits
        bytes += Array(String(Character(scalar)).utf8)
    }
}
