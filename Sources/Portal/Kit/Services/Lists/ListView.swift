import PortalDatabase

/// How somebody wants to see a list: which of its columns, and how close its lines. Remembered with the account.
struct ListView: Sendable {
    /// The names of the chosen columns; nil for the usual ones.
    let columns: Set<String>?
    /// Whether a line takes as little height as it can.
    let isDense: Bool

    /// As whoever has chosen nothing sees it.
    static let usual = ListView(columns: nil, isDense: false)

    /// What the visitor has chosen for the list at this path.
    static func chosen(_ path: String, _ context: RequestContext, _ db: any Connection) throws -> ListView {
        guard let person = context.actor.id,
            let row = try db.row(
                "SELECT columns, is_dense FROM list_view WHERE person_id = \(person) AND list = \(path)")
        else { return usual }
        let names = try row.get("columns", as: String.self).split(separator: " ").map(String.init)
        return ListView(columns: Set(names), isDense: try row.get("is_dense"))
    }

    /// Those of a list's columns that are shown, in the list's order. The first one always is: it says what a line is about.
    func columns<Item>(of all: [ListColumn<Item>]) -> [ListColumn<Item>] {
        all.enumerated().filter { index, column in index == 0 || columns?.contains(column.name) ?? column.isUsual }
            .map(\.element)
    }

    /// Remembers it.
    func keep(for person: Int64, list path: String, _ db: any Connection) throws {
        let names = (columns ?? []).sorted().joined(separator: " ")
        try db.run(
            """
            INSERT INTO list_view (person_id, list, columns, is_dense) VALUES (\(person), \(path), \(names), \(isDense))
            ON CONFLICT (person_id, list) DO UPDATE SET columns = excluded.columns, is_dense = excluded.is_dense
            """)
    }

    /// Goes back to the usual.
    static func forget(of person: Int64, list path: String, _ db: any Connection) throws {
        try db.run("DELETE FROM list_view WHERE person_id = \(person) AND list = \(path)")
    }

    /// Where it is chosen, and the page to come back to.
    static func address(_ path: String, back: String) -> String {
        back == path ? "\(path)/view" : "\(path)/view?back=\(Escape.query(back))"
    }
}
