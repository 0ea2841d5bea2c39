/// Takes a template apart at `{{`, `{%` and `{#`, with Jinja's white-space rules: `-` takes all white space on its side, the line
/// end behind a statement is dropped, and so are blanks between the start of a line and a statement; `+` keeps them.
struct Splitter {
    private let source: TemplateSource
    private var position = 0
    private var atLineStart = true
    private(set) var pieces: [Piece] = []
    private(set) var faults: [TemplateError] = []

    init(source: TemplateSource) { self.source = source }

    static func split(_ source: TemplateSource) -> (pieces: [Piece], faults: [TemplateError]) {
        var splitter = Splitter(source: source)
        while splitter.step() {}
        return (splitter.pieces, splitter.faults)
    }

    private var bytes: [UInt8] { source.bytes }

    private func byte(at index: Int) -> UInt8 { index < source.bytes.count ? source.bytes[index] : 0 }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

    private mutating func step() -> Bool {
        let start = position
        var open = start
        while open < source.bytes.count, byte(at: open) != 123 || ![123, 37, 35].contains(byte(at: open + 1)) {
            open += 1
        }
        guard open < source.bytes.count else {
            add(text: start..<source.bytes.count)
            return false
        }
        let kind = byte(at: open + 1)
        let mark = byte(at: open + 2)
        add(text: start..<endOfText(from: start, to: open, kind: kind, mark: mark))
        position = open + (mark == 45 || (mark == 43 && kind != 35) ? 3 : 2)
        switch kind {
        case 35: return comment(open)
        case 37: return statement(open)
        default: return output(open)
        }
    }

    private mutating func add(text range: Range<Int>) {
        if !range.isEmpty { pieces.append(.text(Array(source.bytes[range]), offset: range.lowerBound)) }
    }

    private func endOfText(from start: Int, to open: Int, kind: UInt8, mark: UInt8) -> Int {
        var end = open
        if mark == 45 {
            while end > start, Self.isSpace(byte(at: end - 1)) { end -= 1 }
        } else if mark != 43, kind != 123 {
            while end > start, byte(at: end - 1) != 10, Self.isSpace(byte(at: end - 1)) { end -= 1 }
            let reachesLineStart = end > start ? byte(at: end - 1) == 10 : atLineStart
            if !reachesLineStart { end = open }
        }
        return end
    }

    /// What follows a tag's closing sign.
    private mutating func afterTag(mark: UInt8?, dropsLineEnd: Bool) {
        let start = position
        if mark == 45 {
            while position < source.bytes.count, Self.isSpace(byte(at: position)) { position += 1 }
        } else if dropsLineEnd, mark != 43, byte(at: position) == 10 {
            position += 1
        }
        atLineStart = position > start && byte(at: position - 1) == 10
    }

    private mutating func comment(_ open: Int) -> Bool {
        let start = position
        while position < source.bytes.count, byte(at: position) != 35 || byte(at: position + 1) != 125 { position += 1 }
        guard position < source.bytes.count else {
            faults.append(source.fault(at: open, "“{#” is never closed by “#}”"))
            return false
        }
        let last = position > start ? byte(at: position - 1) : 0
        let mark = last == 45 || last == 43 ? last : nil
        let end = mark == nil ? position : position - 1
        pieces.append(.comment(String(decoding: source.bytes[start..<max(start, end)], as: UTF8.self), offset: open))
        position += 2
        afterTag(mark: mark, dropsLineEnd: true)
        return true
    }

    private mutating func tokens(_ open: Int, close: String) -> (tokens: [Token], mark: UInt8?)? {
        var tokenizer = Tokenizer(source: source, position: position, close: close)
        do throws(TemplateError) {
            let result = try tokenizer.tokens(openedAt: open)
            position = tokenizer.position
            return result
        } catch {
            faults.append(error)
            return nil
        }
    }

    private mutating func output(_ open: Int) -> Bool {
        guard let (tokens, mark) = tokens(open, close: "}}") else { return skip(to: "}}") }
        pieces.append(.output(tokens, offset: open))
        afterTag(mark: mark, dropsLineEnd: false)
        return true
    }

    private mutating func statement(_ open: Int) -> Bool {
        guard let (tokens, mark) = tokens(open, close: "%}") else { return skip(to: "%}") }
        afterTag(mark: mark, dropsLineEnd: true)
        guard tokens.count == 2, tokens[0].kind == .name("raw") else {
            pieces.append(.statement(tokens, offset: open))
            return true
        }
        return raw(open)
    }

    /// After a fault inside a tag: goes on behind its closing sign, to find what else is wrong.
    private mutating func skip(to close: String) -> Bool {
        let close = Array(close.utf8)
        while position < source.bytes.count, !source.bytes.dropFirst(position).starts(with: close) { position += 1 }
        position += close.count
        pieces.append(.output([], offset: position))
        return position < source.bytes.count
    }

    private mutating func raw(_ open: Int) -> Bool {
        let start = position
        while position < source.bytes.count {
            guard byte(at: position) == 123, byte(at: position + 1) == 37 else {
                position += 1
                continue
            }
            let tag = position
            let mark = byte(at: tag + 2)
            var tokenizer = Tokenizer(source: source, position: tag + (mark == 45 || mark == 43 ? 3 : 2), close: "%}")
            if let result = try? tokenizer.tokens(openedAt: tag), result.tokens.count == 2,
                result.tokens[0].kind == .name("endraw")
            {
                add(text: start..<endOfText(from: start, to: tag, kind: 37, mark: mark))
                position = tokenizer.position
                afterTag(mark: result.mark, dropsLineEnd: true)
                return true
            }
            position += 2
        }
        faults.append(source.fault(at: open, "“raw” is never closed by “endraw”"))
        return false
    }
}
