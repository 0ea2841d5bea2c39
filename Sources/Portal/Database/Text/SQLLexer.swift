/// Cuts SQL text into tokens, as far as both engines agree on them: enough to find where statements end and what a table declares.
struct SQLLexer {
    enum Token: Equatable {
        /// A keyword, name or number, as written.
        case word(String)
        /// A quoted name, without its quotes.
        case name(String)
        /// A string, quoted in any way.
        case string
        /// One character of punctuation.
        case symbol(UInt8)
    }

    private let text: [UInt8]
    /// Where the next token starts looking.
    private(set) var position = 0
    /// Where the last token began.
    private(set) var start = 0

    init(_ text: [UInt8]) { self.text = text }

    /// The next token; comments and white space are passed over. Nil at the end.
    mutating func next() -> Token? {
        skipBlanks()
        start = position
        guard let byte = peek() else { return nil }
        switch byte {
        case 39:
            quoted(39, backslash: false)
            return .string
        case 34, 96:
            return .name(quotedName(byte))
        case 91:
            // [name] is a name in SQLite; an array subscript in PostgreSQL holds no quote or semicolon either.
            position += 1
            return .symbol(91)
        case 36:
            if dollarQuoted() { return .string }
            position += 1
            return .symbol(36)
        case _ where Self.isWord(byte):
            return word()
        default:
            position += 1
            return .symbol(byte)
        }
    }

    private func peek(_ offset: Int = 0) -> UInt8? {
        position + offset < text.count ? text[position + offset] : nil
    }

    private mutating func skipBlanks() {
        while let byte = peek() {
            if byte == 45, peek(1) == 45 {
                while let byte = peek(), byte != 10 { position += 1 }
            } else if byte == 47, peek(1) == 42 {
                comment()
            } else if byte == 32 || (9...13).contains(byte) {
                position += 1
            } else {
                return
            }
        }
    }

    /// Comments nest, as in PostgreSQL.
    private mutating func comment() {
        var depth = 0
        repeat {
            if peek() == 47, peek(1) == 42 {
                depth += 1
                position += 2
            } else if peek() == 42, peek(1) == 47 {
                depth -= 1
                position += 2
            } else {
                position += 1
            }
        } while depth > 0 && position < text.count
        position = min(position, text.count)
    }

    /// Passes a quoted text; a doubled quote belongs to it.
    private mutating func quoted(_ quote: UInt8, backslash: Bool) {
        position += 1
        while let byte = peek() {
            position += 1
            if byte == 92, backslash {
                position = min(position + 1, text.count)
            } else if byte == quote {
                guard peek() == quote else { return }
                position += 1
            }
        }
    }

    private mutating func quotedName(_ quote: UInt8) -> String {
        quoted(quote, backslash: false)
        var content = Array(text[start..<position])
        content.removeFirst()
        if content.last == quote { content.removeLast() }
        let mark = String(decoding: [quote], as: UTF8.self)
        return String(decoding: content, as: UTF8.self).replacing(mark + mark, with: mark)
    }

    /// PostgreSQL's `$tag$ … $tag$`; false where this dollar does not open one.
    private mutating func dollarQuoted() -> Bool {
        var end = position + 1
        while end < text.count, Self.isWord(text[end]), text[end] != 36 { end += 1 }
        guard end < text.count, text[end] == 36, !(end > position + 1 && (48...57).contains(text[position + 1])) else {
            return false
        }
        let tag = text[position...end]
        position = end + 1
        while position < text.count {
            if text[position...].starts(with: tag) {
                position += tag.count
                return true
            }
            position += 1
        }
        return true
    }

    private mutating func word() -> Token {
        while let byte = peek(), Self.isWord(byte) { position += 1 }
        let word = String(decoding: text[start..<position], as: UTF8.self)
        // E'…' is PostgreSQL's string with backslashes.
        if word == "E" || word == "e", peek() == 39 {
            quoted(39, backslash: true)
            return .string
        }
        return .word(word)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 95 || byte >= 128
    }
}

extension SQLLexer.Token {
    /// The name, whether quoted or not.
    var identifier: String? {
        switch self {
        case .word(let word): word
        case .name(let name): name
        case .string, .symbol: nil
        }
    }

    /// Whether this is the keyword (written here in upper case).
    func `is`(_ keyword: String) -> Bool {
        if case .word(let word) = self { return word.uppercased() == keyword }
        return false
    }
}
