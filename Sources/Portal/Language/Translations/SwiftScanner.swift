/// Walks through a Swift source as far as needed to tell code from comments and strings.
struct SwiftScanner {
    let bytes: [UInt8]
    let file: String
    var position = 0
    var line = 1
    var messages: [ExtractedMessage] = []
    var faults: [TranslationError] = []
    private var note: (text: String, line: Int)?
    private var previousWord = ""
    private var previousByte: UInt8 = 0

    init(source: String, file: String) {
        bytes = Array(source.utf8)
        self.file = file
    }

    mutating func scan() {
        while position < bytes.count { code() }
    }

    func peek(_ distance: Int = 0) -> UInt8? {
        let index = position + distance
        return index < bytes.count ? bytes[index] : nil
    }

    func has(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { bytes[min(position, bytes.count)...].starts(with: $0) }
    }

    /// Moves on, counting lines.
    mutating func advance(_ count: Int = 1) {
        for _ in 0..<count where position < bytes.count {
            if bytes[position] == 10 { line += 1 }
            position += 1
        }
    }

    /// Code up to the end, or up to the parenthesis that closes an interpolation.
    mutating func code() {
        var depth = 1
        while let byte = peek() {
            if skipComment() { continue }
            if Self.isWordStart(byte) {
                if word() { depth += 1 }
                continue
            }
            if byte == 34 || (byte == 35 && startsRawString()) {
                _ = literal()
                previousByte = 34
                continue
            }
            if byte == 40 { depth += 1 }
            if byte == 41 { depth -= 1 }
            if !Self.isSpace(byte) {
                previousByte = byte
                if byte != 46 { previousWord = "" }  // the word before a full stop says whose member comes
            }
            advance()
            if depth == 0 { return }
        }
    }

    /// Reads a word; where it is a call to translate, its texts too. True where an opening parenthesis was taken.
    private mutating func word() -> Bool {
        let start = position
        while let byte = peek(), Self.isWordStart(byte) || (48...57).contains(byte) { advance() }
        let name = String(decoding: bytes[start..<position], as: UTF8.self)
        let isDeclaration = previousWord == "func"
        let isMember = previousByte == 46 && previousWord != "PortalLanguage"
        let before = previousWord
        previousWord = name
        defer { previousByte = 97 }
        guard ["tr", "trn", "trc"].contains(name), !isDeclaration, !isMember, before != "case" else { return false }
        var spaces = 0
        while peek(spaces) == 32 { spaces += 1 }
        guard peek(spaces) == 40 else { return false }
        advance(spaces + 1)
        call(name, line)
        return true
    }

    private mutating func call(_ name: String, _ place: Int) {
        guard let first = text(name) else { return }
        var message = ExtractedMessage(id: first, file: file, line: place, comment: comment(at: place))
        if name != "tr" {
            skipTrivia()
            guard peek() == 44 else { return refuse(name) }
            advance()
            guard let second = text(name) else { return }
            if name == "trn" { message.plural = second } else { (message.context, message.id) = (first, second) }
        }
        if message.id.isEmpty {
            faults.append(TranslationError(.source, file: file, line: place, reason: "\(name) of an empty text"))
        } else {
            messages.append(message)
        }
    }

    private mutating func refuse(_ name: String) {
        let reason = "\(name) needs its text as a plain literal; names and numbers go in as %(name)s"
        faults.append(TranslationError(.source, file: file, line: line, reason: reason))
    }

    /// A literal, or several joined by `+`; nil, with a fault noted, for anything else.
    private mutating func text(_ name: String) -> String? {
        var result = ""
        while true {
            skipTrivia()
            guard peek() == 34 || (peek() == 35 && startsRawString()) else {
                refuse(name)
                return nil
            }
            let place = line
            guard let piece = literal() else {
                let reason = "an interpolation in \(name) cannot be translated; use %(name)s and an argument"
                faults.append(TranslationError(.source, file: file, line: place, reason: reason))
                return nil
            }
            result += piece
            skipTrivia()
            guard peek() == 43 else { return result }
            advance()
        }
    }

    mutating func skipTrivia() {
        while let byte = peek() {
            if Self.isSpace(byte) { advance() } else if !skipComment() { return }
        }
    }

    private mutating func skipComment() -> Bool {
        if has("//") {
            let start = position
            while let byte = peek(), byte != 10 { advance() }
            remember(String(decoding: bytes[start..<position], as: UTF8.self))
            return true
        }
        guard has("/*") else { return false }
        var depth = 0
        repeat {
            if has("/*") {
                depth += 1
                advance(2)
            } else if has("*/") {
                depth -= 1
                advance(2)
            } else {
                advance()
            }
        } while depth > 0 && position < bytes.count
        return true
    }

    /// Keeps a comment for translators; further comment lines right below it belong to it.
    private mutating func remember(_ comment: String) {
        let text = comment.drop { $0 == "/" }.trimmingSpaces
        if text.hasPrefix("Translators:") {
            note = (text.dropFirst("Translators:".count).trimmingSpaces, line)
        } else if let last = note, last.line == line - 1 {
            note = ("\(last.text) \(text)", line)
        }
    }

    private func comment(at place: Int) -> String? {
        guard let note, (0...2).contains(place - note.line) else { return nil }
        return note.text
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

    static func isWordStart(_ byte: UInt8) -> Bool {
        (65...90).contains(byte) || (97...122).contains(byte) || byte == 95 || byte >= 128
    }
}

extension StringProtocol {
    /// Without spaces and tabs at either end.
    var trimmingSpaces: String {
        let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" }
        var rest = drop(while: isSpace)[...]
        while let last = rest.last, isSpace(last) { rest = rest.dropLast() }
        return String(rest)
    }
}
