/// A path as the log may keep it: without the secrets of links in mails and of shared albums, which open what they name.
enum LoggedPath {
    /// The path with `…` for each part that has the length and the letters of a token.
    static func masked(_ path: String) -> String {
        guard path.utf8.count > Self.length else { return path }
        return path.split(separator: "/", omittingEmptySubsequences: false)
            .map { isSecret($0) ? "…" : $0 }.joined(separator: "/")
    }

    private static let length = 40

    private static func isSecret(_ part: Substring) -> Bool {
        // A calendar's address ends like a file, for programs that go by that.
        let part = part.hasSuffix(".ics") ? part.dropLast(4) : part
        return part.utf8.count >= length
            && part.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}
