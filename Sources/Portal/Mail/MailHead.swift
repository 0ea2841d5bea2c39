/// The head of a mail under construction: lines folded at 78 characters where they can be (RFC 5322 section 2.1.1).
struct MailHead {
    private(set) var bytes: [UInt8] = []
    private static let width = 78

    /// Written by the portal itself, once each.
    private static let reserved: Set<String> = [
        "date", "from", "sender", "reply-to", "to", "cc", "bcc", "message-id", "subject", "mime-version", "received",
        "return-path",
    ]

    /// Whether a mail may bring a header of this name: printable ASCII without a colon, none of the portal's own.
    static func mayBeAdded(_ name: String) -> Bool {
        let lower = name.lowercased()
        return !name.isEmpty && name.utf8.count <= 76 && name.utf8.allSatisfy { (33...126).contains($0) && $0 != 58 }
            && !reserved.contains(lower) && !lower.hasPrefix("content-")
    }

    /// Longest line in bytes, without its end.
    var longestLine: Int { bytes.split(separator: 10).map(\.count).max().map { $0 - 1 } ?? 0 }

    /// A value that is already as it must be.
    mutating func add(_ name: String, raw value: String) {
        bytes += Array("\(name): \(value)\r\n".utf8)
    }

    /// A value of free text.
    mutating func add(_ name: String, text value: String) {
        add(
            name,
            pieces: EncodedWord.isPlain(value)
                ? value.split(separator: " ").map(String.init) : EncodedWord.words(value, after: name.utf8.count + 2))
    }

    /// Names and addresses, separated by commas.
    mutating func add(_ name: String, addresses: [MailAddress]) {
        var pieces: [String] = []
        for (number, address) in addresses.enumerated() {
            let end = number == addresses.count - 1 ? "" : ","
            if let shown = address.name, !shown.isEmpty {
                pieces += Self.phrase(shown, after: pieces.isEmpty ? name.utf8.count + 2 : 1)
                pieces.append("<\(address.text)>\(end)")
            } else {
                pieces.append(address.text + end)
            }
        }
        add(name, pieces: pieces)
    }

    private mutating func add(_ name: String, pieces: [String]) {
        bytes += Array("\(name):".utf8)
        var column = name.utf8.count + 1
        for (number, piece) in pieces.enumerated() {
            let length = piece.utf8.count + 1
            if number > 0, column + length > Self.width {
                bytes += [13, 10]
                column = 0
            }
            bytes.append(32)
            bytes += Array(piece.utf8)
            column += length
        }
        bytes += [13, 10]
    }

    private static func phrase(_ typed: String, after column: Int) -> [String] {
        // Runs of blanks mean one in a name; some readers drop them and some do not.
        let name = typed.split(whereSeparator: { $0 == " " || $0 == "\t" }).joined(separator: " ")
        guard EncodedWord.isPlain(name), name.utf8.count <= 60 else { return EncodedWord.words(name, after: column) }
        if name.split(separator: " ").allSatisfy({ $0.utf8.allSatisfy(MailAddress.isAtomByte) }) { return [name] }
        return ["\"" + name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""]
    }
}
