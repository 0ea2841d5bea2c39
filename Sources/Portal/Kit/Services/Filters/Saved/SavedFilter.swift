import PortalDatabase
import PortalValues

/// A filter that somebody keeps under a name: for themselves, or for everybody with a role.
struct SavedFilter: Sendable {
    let id: Int64
    let name, text: String
    /// The role that shares it; nil for a person's own.
    let role: (id: Int64, name: String)?
    /// Whose own it is, or who shared it.
    let personID: Int64?
    /// Whether the asking person's list opens with it.
    let isDefault: Bool
    let version: Int

    private init(_ row: Row) throws {
        id = try row.get("id")
        name = try row.get("name")
        text = try row.get("text")
        role = try row.get("role_id", as: Int64?.self).map { ($0, try row.get("role_name")) }
        personID = try row.get("person_id")
        isDefault = try row.get("default_id", as: Int64?.self) != nil
        version = try row.get("version")
    }

    private static func selection(_ person: Int64) -> SQL {
        """
        SELECT f.id, f.name, f.text, f.role_id, role.name AS role_name, COALESCE(f.owner_id, f.author_id) AS person_id, f.version,
            chosen.filter_id AS default_id
        FROM saved_filter AS f LEFT JOIN role ON role.id = f.role_id
        LEFT JOIN saved_filter_default AS chosen
            ON chosen.filter_id = f.id AND chosen.person_id = \(person) AND chosen.list = f.list
        """
    }

    /// Own ones, and those of the roles that the person holds; PUBLIC everybody holds.
    private static func visible(_ person: Int64) -> SQL {
        """
        (f.owner_id = \(person) OR f.role_id = \(Role.publicID)
        OR f.role_id IN (SELECT held.role_id FROM person_role AS held WHERE held.person_id = \(person)))
        """
    }

    /// What a person finds beside a list, their own first; with `all`, what every role shares.
    static func of(_ person: Int64, list: String, all: Bool = false, _ db: any Connection) throws -> [SavedFilter] {
        let condition: SQL = all ? "(\(sql: visible(person)) OR f.role_id IS NOT NULL)" : visible(person)
        return try db.rows(
            """
            \(sql: selection(person)) WHERE f.list = \(list) AND \(sql: condition)
            ORDER BY CASE WHEN f.role_id IS NULL THEN 0 ELSE 1 END, f.name_key, f.id LIMIT 200
            """
        ).map(SavedFilter.init)
    }

    /// One of a list, whoever may use it.
    static func find(_ id: Int64, list: String, for person: Int64, _ db: any Connection) throws -> SavedFilter? {
        try db.row("\(sql: selection(person)) WHERE f.list = \(list) AND f.id = \(id)").map(SavedFilter.init)
    }

    /// The one that a person's list opens with; nil for none, and for one whose role they have lost.
    static func opening(_ person: Int64, list: String, _ db: any Connection) throws -> SavedFilter? {
        try db.row(
            """
            \(sql: selection(person)) WHERE f.list = \(list) AND chosen.filter_id IS NOT NULL AND \(sql: visible(person))
            """
        ).map(SavedFilter.init)
    }

    /// How many a person, or a role, has for a list.
    static func count(_ holder: Holder, list: String, _ db: any Connection) throws -> Int {
        let condition: SQL =
            switch holder {
            case .person(let id): "owner_id = \(id)"
            case .role(let id): "role_id = \(id)"
            }
        return try db.value(
            "SELECT COUNT(*) FROM saved_filter WHERE list = \(list) AND \(sql: condition)", as: Int.self) ?? 0
    }

    /// Whose a filter is.
    enum Holder: Sendable, Equatable {
        case person(Int64)
        case role(Int64)

        var person: Int64? { if case .person(let id) = self { id } else { nil } }
        var role: Int64? { if case .role(let id) = self { id } else { nil } }
    }

    /// Keeps a filter. Throws `.unique` where the name is taken.
    static func insert(
        _ facts: SavedFilterFacts, list: String, by author: Int64, now: Instant, _ db: any Connection
    ) throws -> Int64 {
        let row = try db.row(
            """
            INSERT INTO saved_filter (list, owner_id, role_id, author_id, name, name_key, text, created_at)
            VALUES (\(list), \(facts.holder.person), \(facts.holder.role), \(author), \(facts.name), \(facts.name.lowercased()),
                \(facts.text), \(now)) RETURNING id
            """)
        guard let row else { throw DatabaseError.statement("INSERT without RETURNING") }
        return try row.get("id")
    }

    /// Changes a filter that still is as it was read; false where somebody was faster. Throws `.unique` where the name is taken.
    func update(_ facts: SavedFilterFacts, _ db: any Connection) throws -> Bool {
        try db.run(
            """
            UPDATE saved_filter SET owner_id = \(facts.holder.person), role_id = \(facts.holder.role), name = \(facts.name),
                name_key = \(facts.name.lowercased()), text = \(facts.text), version = version + 1
            WHERE id = \(id) AND version = \(version)
            """) > 0
    }

    func delete(_ db: any Connection) throws { try db.run("DELETE FROM saved_filter WHERE id = \(id)") }

    /// Lets a person's list open with it, or with none.
    func choose(_ isDefault: Bool, for person: Int64, list: String, _ db: any Connection) throws {
        try db.run("DELETE FROM saved_filter_default WHERE person_id = \(person) AND list = \(list)")
        guard isDefault else { return }
        try db.run(
            "INSERT INTO saved_filter_default (person_id, list, filter_id) VALUES (\(person), \(list), \(id))")
    }
}

/// What somebody decides of a filter to be kept, checked.
struct SavedFilterFacts: Sendable {
    let name, text: String
    let holder: SavedFilter.Holder
}
