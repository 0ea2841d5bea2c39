import PortalDatabase

/// What kind of subject data are about, by a plain name: `person`, `client`. The audit log calls its elements the same.
public struct SubjectName: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
    /// The plain name.
    public let rawValue: String
    /// A kind by its plain name.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// A kind by its plain name.
    public init(stringLiteral value: String) { rawValue = value }

    /// Whoever has, or had, an account, or is known to the association without one.
    public static let person: SubjectName = "person"
}

/// One subject: somebody whose data can be given out and erased.
public struct DataSubject: Sendable {
    /// What kind.
    public let kind: SubjectName
    /// Internal id, in the table of its kind.
    public let id: Int64
    /// As shown.
    public let name: String
    /// Its page, below the portal's address.
    public let path: String
    /// What it is recognised by in texts.
    public private(set) var words: PersonalWords

    /// A subject as stored now.
    public init(_ kind: SubjectName, id: Int64, name: String, path: String, words: PersonalWords) {
        self.kind = kind
        self.id = id
        self.name = name
        self.path = path
        self.words = words
    }

    /// The page on which its data are given out and erased.
    public var dataPath: String { path + "/personal-data" }

    /// The same, recognised by its former names and addresses too, which the audit log remembers.
    func remembered(_ db: any Connection) throws -> DataSubject {
        var other = self
        var filter = AuditFilter()
        filter.entity = kind.rawValue
        filter.entityID = id
        var values: [String: Set<String>] = [:]
        try Audit.forEach(filter, db) { entry in
            for change in entry.changes {
                for value in [change.before, change.after] {
                    if let value { values[change.field, default: []].insert(value) }
                }
            }
        }
        for first in values["first_name"] ?? [] {
            for last in values["last_name"] ?? [] { other.words.add(first: first, last: last) }
        }
        for value in values["email"] ?? [] { other.words.add(email: value) }
        for value in values["telephone"] ?? [] { other.words.add(telephone: value) }
        for value in values["username"] ?? [] { other.words.add(username: value) }
        return other
    }
}
