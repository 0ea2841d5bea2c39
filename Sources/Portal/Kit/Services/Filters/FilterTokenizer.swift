import PortalLanguage
import PortalValues

/// Takes a filter apart. Blanks separate words and mean nothing else; line ends and no-break spaces are blanks.
struct FilterTokenizer {
    private let source: FilterSource
    private let bytes: [UInt8]
    private var position = 0

    private init(_ source: FilterSource) {
        self.source = source
        bytes = source.bytes
    }

    /// All words and signs, and the end.
    static func tokens(_ source: FilterSource) throws(FilterError) -> [FilterToken] {
        var tokenizer = FilterTokenizer(source)
        var tokens: [FilterToken] = []
        tokens.reserveCapacity(source.bytes.count / 4 + 2)
        while let token = try tokenizer.next() { tokens.append(token) }
        tokens.append(FilterToken(kind: .end, offset: source.bytes.count, end: source.bytes.count))
        return tokens
    }

    private func byte(at index: Int) -> UInt8? { index < bytes.count && index >= 0 ? bytes[index] : nil }

    private mutating func next() throws(FilterError) -> FilterToken? {
        skipBlanks()
        guard let first = byte(at: position) else { return nil }
        let start = position
        if Self.isPlain(first) || (first >= 0x80 && FilterQuotes.pair(bytes, at: position) == nil) {
            try word()
            return token(.word(String(decoding: bytes[start..<position], as: UTF8.self)), from: start)
        }
        if let quotes = FilterQuotes.pair(bytes, at: position) {
            return token(.quoted(try quoted(quotes)), from: start)
        }
        if let (spelling, sign) = FilterOperator.spellings.first(where: { bytes[start...].starts(with: $0.bytes) }) {
            position += spelling.count
            return token(.comparison(sign), from: start)
        }
        switch first {
        case UInt8(ascii: "("): return single(.open)
        case UInt8(ascii: ")"): return single(.close)
        case UInt8(ascii: ","): return single(.comma)
        case UInt8(ascii: "!"): return single(.not)
        case UInt8(ascii: "&") where byte(at: start + 1) == first, UInt8(ascii: "|") where byte(at: start + 1) == first:
            position += 2
            return token(first == UInt8(ascii: "&") ? .and : .or, from: start)
        default: throw unexpected(at: start)
        }
    }

    private func token(_ kind: FilterToken.Kind, from start: Int) -> FilterToken {
        FilterToken(kind: kind, offset: start, end: position)
    }

    private mutating func single(_ kind: FilterToken.Kind) -> FilterToken {
        position += 1
        return token(kind, from: position - 1)
    }

    // MARK: Words

    /// Letters, digits and the signs of dates, amounts, identifiers and addresses.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122: true
        default: Self.signs.contains(byte)
        }
    }
    private static let signs = Array("_-.@+/:#%*".utf8)

    private mutating func word() throws(FilterError) {
        while let next = byte(at: position) {
            if Self.isPlain(next) {
                position += 1
            } else if next >= 0x80 {
                if FilterQuotes.pair(bytes, at: position) != nil { return }
                let scalar = scalar()
                if scalar.value.properties.isWhitespace { return }
                if Self.isHidden(scalar.value) { throw unexpected(at: position) }
                position += scalar.length
            } else if isInside(next) {
                position += 1
            } else {
                return
            }
        }
    }

    /// The apostrophe of `aujourd'hui`, and the sign of `Durand&Fils`: between letters, and not doubled.
    private func isInside(_ sign: UInt8) -> Bool {
        guard sign == UInt8(ascii: "'") || sign == UInt8(ascii: "&"), let before = byte(at: position - 1),
            let after = byte(at: position + 1)
        else { return false }
        return Self.isLetter(before) && Self.isLetter(after)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (65...90).contains(byte) || (97...122).contains(byte) || byte >= 0x80
    }

    // MARK: Texts in quotes

    private mutating func quoted(_ quotes: FilterQuotes) throws(FilterError) -> String {
        let start = position
        position += quotes.opening.count
        var text: [UInt8] = []
        while let next = byte(at: position) {
            if bytes[position...].starts(with: quotes.closing) {
                position += quotes.closing.count
                guard bytes[position...].starts(with: quotes.closing) else { return quotes.text(text) }
                text += quotes.closing
                position += quotes.closing.count
            } else {
                if next == 127 || (next < 32 && !Self.isBlank(next)) { throw unexpected(at: position) }
                text.append(next)
                position += 1
            }
        }
        throw source.fault(.unterminatedString, at: start, tr("This quotation mark is never closed."))
    }

    // MARK: Blanks and what cannot stand in a filter

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

    private mutating func skipBlanks() {
        while let next = byte(at: position) {
            if Self.isBlank(next) {
                position += 1
            } else if next >= 0x80 {
                let scalar = scalar()
                guard scalar.value.properties.isWhitespace else { return }
                position += scalar.length
            } else {
                return
            }
        }
    }

    /// The character at the position, of a text that is always whole: it came from a `String`.
    private func scalar() -> (value: UnicodeScalar, length: Int) {
        let text = String(decoding: bytes[position...].prefix(4), as: UTF8.self).unicodeScalars
        guard let value = text.first else { return (" ", 1) }
        return (value, max(1, UTF8.width(value)))
    }

    /// Marks of direction and the like would make a filter read otherwise than it is.
    private static func isHidden(_ scalar: UnicodeScalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: true
        case .format: scalar != "\u{200C}" && scalar != "\u{200D}"
        default: false
        }
    }

    private func unexpected(at offset: Int) -> FilterError {
        let sign = String(decoding: bytes[offset...].prefix(4), as: UTF8.self).unicodeScalars.first ?? " "
        let shown = Self.isHidden(sign) ? "U+" + String(sign.value, radix: 16, uppercase: true) : String(sign)
        return source.fault(
            .unexpectedCharacter, at: offset,
            tr("The character %(sign)s cannot stand here. Put texts in quotes.", ["sign": .text(shown)]))
    }
}
