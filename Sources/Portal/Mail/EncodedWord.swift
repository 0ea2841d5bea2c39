import Foundation

/// Text beyond ASCII in the head of a mail (RFC 2047).
enum EncodedWord {
    private static let longest = 75
    private static let hex = Array("0123456789ABCDEF".utf8)

    private enum Encoding: String { case quoted = "Q", base64 = "B" }

    /// Whether the text may stand in a head as it is: printable ASCII in words that single spaces separate, none of
    /// which could be taken for an encoded word.
    static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { (32...126).contains($0) } && !text.contains("=?") && !text.contains("  ")
            && text.first != " " && text.last != " "
    }

    /// The text as encoded words of at most 75 characters, in UTF-8, each holding whole characters only. The first may
    /// follow `column` characters on its line of 76.
    static func words(_ text: String, after column: Int) -> [String] {
        let scalars = text.unicodeScalars
        let encoding: Encoding = size(scalars, .quoted) <= size(scalars, .base64) ? .quoted : .base64
        let frame = "=?UTF-8?Q??=".utf8.count
        var room = max(min(longest, longest + 1 - column) - frame, 12)
        var words: [String] = []
        var pending = String.UnicodeScalarView()
        for scalar in scalars {
            pending.append(scalar)
            guard size(pending, encoding) > room, pending.count > 1 else { continue }
            pending.removeLast()
            words.append(word(pending, encoding))
            pending = String.UnicodeScalarView([scalar])
            room = longest - frame
        }
        if !pending.isEmpty { words.append(word(pending, encoding)) }
        return words
    }

    private static func word(_ scalars: String.UnicodeScalarView, _ encoding: Encoding) -> String {
        let bytes = Array(String(scalars).utf8)
        let content =
            switch encoding {
            case .quoted: String(decoding: bytes.flatMap(quoted), as: UTF8.self)
            case .base64: Data(bytes).base64EncodedString()
            }
        return "=?UTF-8?\(encoding.rawValue)?\(content)?="
    }

    private static func size(_ scalars: String.UnicodeScalarView, _ encoding: Encoding) -> Int {
        let bytes = String(scalars).utf8
        return switch encoding {
        case .quoted: bytes.reduce(0) { $0 + quoted($1).count }
        case .base64: (bytes.count + 2) / 3 * 4
        }
    }

    /// Only the signs that are allowed in a name too stand for themselves (RFC 2047 section 5, rule 3).
    private static func quoted(_ byte: UInt8) -> [UInt8] {
        switch byte {
        case 32: [UInt8(ascii: "_")]
        case 48...57, 65...90, 97...122, 33, 42, 43, 45, 47: [byte]
        default: [UInt8(ascii: "="), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
        }
    }
}
