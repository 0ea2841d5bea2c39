/// Reads one number: `42`, `1_000`, `0x2A`, `3.5`, `1e3`.
struct NumberReader {
    let source: TemplateSource
    private(set) var position: Int

    init(source: TemplateSource, position: Int) {
        self.source = source
        self.position = position
    }

    private func byte(_ ahead: Int = 0) -> UInt8 {
        let index = position + ahead
        return index < source.bytes.count ? source.bytes[index] : 0
    }

    private func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    mutating func number() throws(TemplateError) -> Token.Kind {
        let start = position
        let radixes: [UInt8: Int] = [0x78: 16, 0x6F: 8, 0x62: 2]
        if byte() == 48, let radix = radixes[byte(1) | 32] {
            position += 2
            let digits = take { Character(UnicodeScalar($0)).isHexDigit }
            guard let value = Int(digits, radix: radix) else { throw source.fault(at: start, "this is not a number") }
            return .integer(value)
        }
        var text = take(isDigit)
        var isDecimal = false
        if byte() == 46, isDigit(byte(1)) {
            position += 1
            text += "." + take(isDigit)
            isDecimal = true
        }
        let sign = byte(1) == 43 || byte(1) == 45 ? 1 : 0
        if byte() | 32 == 0x65, isDigit(byte(1 + sign)) {
            text += sign == 1 && byte(1) == 45 ? "e-" : "e"
            position += 1 + sign
            text += take(isDigit)
            isDecimal = true
        }
        if isDecimal, let value = Double(text) { return .decimal(value) }
        guard let value = Int(text) else { throw source.fault(at: start, "this number is too large") }
        return .integer(value)
    }

    private mutating func take(_ accepts: (UInt8) -> Bool) -> String {
        var digits = ""
        while accepts(byte()) || (byte() == 95 && accepts(byte(1))) {
            if byte() != 95 { digits.unicodeScalars.append(UnicodeScalar(byte())) }
            position += 1
        }
        return digits
    }
}
