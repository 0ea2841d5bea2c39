import PortalKit

/// How people are addressed.
enum PersonName {
    /// Words of addresses below the list of people that mean something else: whoever signs in with one of them is addressed by number.
    static let reserved = ["filters", "import", "selection"]

    /// The key of a person, as `Scope.person` stores it.
    static func key(_ username: String?, _ id: Int64) -> String {
        guard let key = username?.lowercased(), !reserved.contains(key) else { return "~\(id)" }
        return key
    }

    /// The page of a person.
    static func path(_ key: String) -> String { "/administration/people/" + Escape.query(key) }

    /// First and last name, as shown.
    static func whole(_ first: String, _ last: String) -> String { first.isEmpty ? last : "\(first) \(last)" }

    /// Up to two letters for the round badge.
    static func initials(_ first: String, _ last: String) -> String {
        let letters = "\(first.prefix(1))\(last.prefix(1))".uppercased()
        return letters.isEmpty ? "?" : letters
    }
}
