import PortalDatabase
import PortalKit

/// How many clients each commercial has: kept with every change, because counting a million for each list would take longer than
/// showing it.
enum ClientTally {
    /// Clients of one commercial.
    struct Count: Sendable {
        /// Nil: nobody's.
        let commercial: Commercial?
        let active: Int
        let archived: Int
    }

    /// Stands for nobody.
    private static let nobody: Int64 = 0

    static func add(_ number: Int, commercial: Int64?, isArchived: Bool, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO client_tally (commercial_id, active, archived)
            VALUES (\(commercial ?? nobody), \(isArchived ? 0 : number), \(isArchived ? number : 0))
            ON CONFLICT (commercial_id) DO UPDATE SET active = client_tally.active + excluded.active,
                archived = client_tally.archived + excluded.archived
            """)
    }

    /// Keeps the tally in step with a client that was entered, changed or deleted.
    static func follow(_ old: Client?, _ new: Client?, _ db: any Connection) throws {
        if let old, let new, old.isArchived == new.isArchived, old.facts.commercial?.id == new.facts.commercial?.id {
            return
        }
        if let old { try add(-1, commercial: old.facts.commercial?.id, isArchived: old.isArchived, db) }
        if let new { try add(1, commercial: new.facts.commercial?.id, isArchived: new.isArchived, db) }
    }

    /// How many a list has that shows those of everybody, of one commercial or of nobody; nil for what is not kept.
    static func count(_ chosen: [String: String], isArchived: Bool, _ db: any Connection) throws -> Int? {
        guard chosen["company"] == nil else { return nil }
        let counts = try all(db).filter { count in
            switch chosen["commercial"] {
            case nil: true
            case "-": count.commercial == nil
            case let username: count.commercial?.username == username
            }
        }
        return counts.reduce(0) { $0 + (isArchived ? $1.archived : $1.active) }
    }

    /// Every commercial who has, or had, clients, and nobody; by name.
    static func all(_ db: any Connection) throws -> [Count] {
        try db.rows(
            """
            SELECT t.commercial_id, t.active, t.archived, a.username, p.first_name, p.last_name FROM client_tally AS t
            LEFT JOIN person AS p ON p.id = t.commercial_id LEFT JOIN account AS a ON a.person_id = t.commercial_id
            ORDER BY p.search_name, t.commercial_id
            """
        ).map { row in
            let id: Int64 = try row.get("commercial_id")
            let first = try row.get("first_name", as: String?.self) ?? ""
            let last = try row.get("last_name", as: String?.self) ?? ""
            let who = Commercial(
                id: id, username: try row.get("username", as: String?.self) ?? "", name: "\(first) \(last)")
            return Count(
                commercial: id == nobody ? nil : who, active: try row.get("active"), archived: try row.get("archived"))
        }
    }

    /// Counts anew, after clients were entered by the thousand.
    static func recount(_ db: any Connection) throws {
        try db.run("DELETE FROM client_tally")
        try db.run(
            """
            INSERT INTO client_tally (commercial_id, active, archived)
            SELECT COALESCE(commercial_id, 0), SUM(CASE WHEN archived_at IS NULL THEN 1 ELSE 0 END),
                SUM(CASE WHEN archived_at IS NULL THEN 0 ELSE 1 END)
            FROM client GROUP BY COALESCE(commercial_id, 0)
            """)
    }
}
