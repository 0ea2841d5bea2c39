/// Keeps a spreadsheet from taking what a person typed for a formula and running it.
///
/// A text that begins with one of `= + - @`, tab or carriage return gets an apostrophe in front (OWASP, "CSV Injection"); reading
/// takes it off again, so that what was exported comes back as it was.
enum CSVGuard {
    static func add(_ text: String) -> String { isRisky(text.utf8.first) ? "'" + text : text }

    static func remove(_ text: String) -> String {
        guard text.utf8.first == UInt8(ascii: "'"), isRisky(text.utf8.dropFirst().first) else { return text }
        return String(text.dropFirst())
    }

    private static func isRisky(_ byte: UInt8?) -> Bool {
        switch byte {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 9, 13: true
        default: false
        }
    }
}
