/// Keeps a spreadsheet from taking what a person typed for a formula and running it.
///
/// A text that begins with one of `= + - @`, tab or carriage return gets an apostrophe in front (OWASP, "CSV Injection"); reading
/// takes it off again. A text that has such apostrophes of its own gets one more, so that everything exported comes back as it was.
enum CSVGuard {
    static func add(_ text: String) -> String { isRisky(text.utf8) ? "'" + text : text }

    package static func remove(_ text: String) -> String {
        guard text.utf8.first == UInt8(ascii: "'"), isRisky(text.utf8.dropFirst()) else { return text }
        return String(text.dropFirst())
    }

    private static func isRisky(_ text: some Sequence<UInt8>) -> Bool {
        switch text.first(where: { $0 != UInt8(ascii: "'") }) {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 9, 13: true
        default: false
        }
    }
}
