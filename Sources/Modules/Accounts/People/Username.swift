import PortalDatabase
import PortalValues

/// The rule that makes a user name: the first letter of the first name and the first seven of the last, in plain lower-case letters
/// and digits; where it is taken, with the first free number from 1.
enum Username {
    /// The user name these names call for, before anybody else has it. `account` where nothing of them can be written in ASCII.
    static func proposed(first: String, last: String) -> String {
        let initial = ascii(first).prefix(1)
        let rest = ascii(last).prefix(7)
        let name = String(initial + rest)
        return name.isEmpty ? "account" : name
    }

    /// The first free one, apart from those that somebody is about to take.
    static func free(
        first: String, last: String, except reserved: Set<String> = [], _ db: any Connection
    ) throws -> String {
        let base = proposed(first: first, last: last)
        let taken = Set(
            try db.values("SELECT username_key FROM account WHERE username_key LIKE \(base + "%")", as: String.self))
        var candidate = base
        var number = 0
        while taken.contains(candidate) || reserved.contains(candidate) {
            number += 1
            candidate = base + String(number)
        }
        return candidate
    }

    /// Whether somebody may choose it: 2 to 64 letters, digits, dots, dashes or underscores.
    static func isValid(_ name: String) -> Bool {
        (2...64).contains(name.utf8.count)
            && name.utf8.allSatisfy {
                (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
                    || [45, 46, 95].contains($0)
            }
    }

    private static func ascii(_ name: String) -> String {
        // Seven letters of the name as spelt: `.folded` has already turned œ into two.
        String(name.folded.unicodeScalars.filter { ("a"..."z").contains($0) || ("0"..."9").contains($0) })
    }
}
