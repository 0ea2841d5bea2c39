extension SwiftScanner {
    /// True where number signs lead to a quote: `#"`, `##"""`.
    func startsRawString() -> Bool {
        var distance = 0
        while peek(distance) == 35 { distance += 1 }
        return peek(distance) == 34
    }

    /// Reads a string literal and goes behind it. Nil where it has an interpolation (whose code is scanned all the same).
    mutating func literal() -> String? {
        var hashes = 0
        while peek() == 35 {
            hashes += 1
            advance()
        }
        let isLong = has("\"\"\"")
        advance(isLong ? 3 : 1)
        var lines: [[UInt8]] = [[]]
        var joins: Set<Int> = []
        var isPlain = true
        while let byte = peek() {
            if byte == 34, closes(isLong: isLong, hashes: hashes) {
                advance((isLong ? 3 : 1) + hashes)
                break
            }
            if byte == 10 {
                if !isLong { break }  // not closed: the compiler says so, we go on with the next line
                lines.append([])
                advance()
            } else if byte == 92, hasHashes(hashes, after: 1) {
                advance(1 + hashes)
                isPlain = escape(&lines, &joins) && isPlain
            } else {
                if byte != 13 { lines[lines.count - 1].append(byte) }
                advance()
            }
        }
        guard isPlain else { return nil }
        return isLong ? Self.unindented(lines, joins) : String(decoding: lines.joined(), as: UTF8.self)
    }

    private func hasHashes(_ count: Int, after distance: Int) -> Bool {
        (0..<count).allSatisfy { peek(distance + $0) == 35 }
    }

    private func closes(isLong: Bool, hashes: Int) -> Bool {
        if isLong, !has("\"\"\"") { return false }
        return hasHashes(hashes, after: isLong ? 3 : 1)
    }

    /// What follows the backslash. False for an interpolation.
    private mutating func escape(_ lines: inout [[UInt8]], _ joins: inout Set<Int>) -> Bool {
        guard let byte = peek() else { return true }
        let last = lines.count - 1
        switch byte {
        case 40:
            advance()
            code()
            return false
        case UInt8(ascii: "n"): lines[last].append(10)
        case UInt8(ascii: "t"): lines[last].append(9)
        case UInt8(ascii: "r"): lines[last].append(13)
        case UInt8(ascii: "0"): lines[last].append(0)
        case UInt8(ascii: "u"):
            var digits: [UInt8] = []
            advance()
            while let digit = peek(1), digit != 125, digits.count < 8 {
                digits.append(digit)
                advance()
            }
            advance()
            let scalar = UInt32(String(decoding: digits, as: UTF8.self), radix: 16).flatMap(Unicode.Scalar.init)
            lines[last].append(contentsOf: String(Character(scalar ?? "\u{FFFD}")).utf8)
        case 10, 13, 32, 9:
            // A line end that the author does not want in the text.
            while let space = peek(), space != 10, Self.isSpace(space) { advance() }
            joins.insert(last)
            return true
        default: lines[last].append(byte)
        }
        advance()
        return true
    }

    /// The text of a literal of several lines: without the first line end, and without the closing line's indentation.
    private static func unindented(_ lines: [[UInt8]], _ joins: Set<Int>) -> String {
        let indentation = lines.last?.count ?? 0
        var text: [UInt8] = []
        for (index, line) in lines.enumerated().dropFirst().dropLast() {
            let spaces = line.prefix(indentation).prefix { $0 == 32 || $0 == 9 }.count
            text.append(contentsOf: line.dropFirst(spaces))
            if !joins.contains(index), index < lines.count - 2 { text.append(10) }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
