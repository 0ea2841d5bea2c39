/// A mail's text in lines of at most 76 printable ASCII characters (RFC 2045 section 6.7).
enum QuotedPrintable {
    private static let hex = Array("0123456789ABCDEF".utf8)

    /// The encoded text; every kind of line end becomes CRLF, and the last line has one.
    static func encode(_ text: String) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.utf8.count * 5 / 4)
        var line: [UInt8] = []
        var previous: UInt8 = 0
        for byte in text.utf8 {
            if byte == 10 && previous == 13 {
                previous = byte
                continue
            }
            previous = byte
            if byte == 10 || byte == 13 {
                append(line, to: &output)
                line.removeAll(keepingCapacity: true)
            } else {
                line.append(byte)
            }
        }
        if !line.isEmpty || output.isEmpty { append(line, to: &output) }
        return output
    }

    private static func append(_ line: [UInt8], to output: inout [UInt8]) {
        // Some mail stores still prefix a line that begins like this with ">".
        let looksLikeMailbox = line.starts(with: Array("From ".utf8))
        var column = 0
        for (number, byte) in line.enumerated() {
            let isLast = number == line.count - 1
            let isBlank = byte == 32 || byte == 9
            let isSafe = (33...126).contains(byte) && byte != 61 || isBlank && !isLast
            let mustQuote = !isSafe || number == 0 && (looksLikeMailbox || byte == UInt8(ascii: "."))
            let piece = mustQuote ? [61, hex[Int(byte >> 4)], hex[Int(byte & 15)]] : [byte]
            if column + piece.count > (isLast ? 76 : 75) {
                output += [61, 13, 10]
                column = 0
            }
            output += piece
            column += piece.count
        }
        output += [13, 10]
    }
}
