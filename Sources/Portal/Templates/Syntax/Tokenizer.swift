/// Reads the words of one tag, up to its closing sign.
struct Tokenizer {
    private let source: TemplateSource
    private let close: [UInt8]
    private(set) var position: Int

    init(source: TemplateSource, position: Int, close: String) {
        self.source = source
        self.position = position
        self.close = Array(close.utf8)
    }

    private static let signs = ["//", "**", "==", "!=", ">=", "<="].map { Array($0.utf8) }
    private static let singles = Set("+-*/%~<>=.:|,;()[]{}".utf8)

    private func byte(_ ahead: Int = 0) -> UInt8? {
        let index = position + ahead
        return index < source.bytes.count ? source.bytes[index] : nil
    }

    private func stands(_ text: [UInt8], at ahead: Int = 0) -> Bool {
        source.bytes.dropFirst(position + ahead).starts(with: text)
    }

    /// All tokens, and the `-` or `+` before the closing sign. The position ends behind the closing sign.
    mutating func tokens(openedAt start: Int) throws(TemplateError) -> (tokens: [Token], mark: UInt8?) {
        var tokens: [Token] = []
        while let next = byte() {
            if next == 32 || (9...13).contains(next) {
                position += 1
                continue
            }
            if next == 45 || next == 43, stands(close, at: 1) {
                tokens.append(Token(kind: .end, offset: position))
                position += 1 + close.count
                return (tokens, next)
            }
            if stands(close) {
                tokens.append(Token(kind: .end, offset: position))
                position += close.count
                return (tokens, nil)
            }
            let offset = position
            tokens.append(Token(kind: try token(next), offset: offset))
        }
        let open = String(decoding: source.bytes.dropFirst(start).prefix(2), as: UTF8.self)
        throw source.fault(at: start, "“\(open)” is never closed by “\(String(decoding: close, as: UTF8.self))”")
    }

    private mutating func token(_ first: UInt8) throws(TemplateError) -> Token.Kind {
        switch first {
        case 34, 39:
            var reader = StringReader(source: source, position: position)
            let text = try reader.text()
            position = reader.position
            return .text(text)
        case 48...57:
            var reader = NumberReader(source: source, position: position)
            let number = try reader.number()
            position = reader.position
            return number
        case 65...90, 97...122, 95, 128...:
            let start = position
            while let next = byte(),
                (48...57).contains(next) || (65...90).contains(next) || (97...122).contains(next) || next == 95
                    || next >= 128
            {
                position += 1
            }
            return .name(String(decoding: source.bytes[start..<position], as: UTF8.self))
        default:
            if let sign = Self.signs.first(where: { stands($0) }) {
                position += sign.count
                return .sign(String(decoding: sign, as: UTF8.self))
            }
            guard Self.singles.contains(first) else {
                throw source.fault(at: position, "“\(Character(UnicodeScalar(first)))” means nothing here")
            }
            position += 1
            return .sign(String(UnicodeScalar(first)))
        }
    }
}
