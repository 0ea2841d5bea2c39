extension MigrationScript {
    /// Cuts a text at the semicolons that end a statement: not those in strings, comments, dollar quotes, or in the body of a
    /// trigger or function (`BEGIN … END`).
    static func statements(in text: [UInt8]) -> [Statement] {
        var lexer = SQLLexer(text)
        var statements: [Statement] = []
        var start: Int?
        var head: [String] = []
        var depth = 0
        while let token = lexer.next() {
            if token == .symbol(59), depth == 0 {
                if let begin = start { statements.append(Self.statement(text[begin..<lexer.start], in: text)) }
                start = nil
                head = []
                continue
            }
            if start == nil { start = lexer.start }
            guard case .word(let word) = token else { continue }
            let keyword = word.uppercased()
            if head.count < 6 { head.append(keyword) }
            guard mayHaveBody(head) else { continue }
            if keyword == "BEGIN" || (keyword == "CASE" && depth > 0) { depth += 1 }
            if keyword == "END", depth > 0 { depth -= 1 }
        }
        if let begin = start { statements.append(Self.statement(text[begin...], in: text)) }
        return statements
    }

    /// CREATE [OR REPLACE] [TEMP] TRIGGER, FUNCTION or PROCEDURE.
    private static func mayHaveBody(_ head: [String]) -> Bool {
        head.first == "CREATE" && ["TRIGGER", "FUNCTION", "PROCEDURE"].contains { head.prefix(5).contains($0) }
    }

    private static func statement(_ bytes: ArraySlice<UInt8>, in text: [UInt8]) -> Statement {
        let line = text[..<bytes.startIndex].count { $0 == 10 } + 1
        let words = String(decoding: bytes, as: UTF8.self)
        return Statement(text: String(words.reversed().drop(while: \.isWhitespace).reversed()), line: line)
    }
}
