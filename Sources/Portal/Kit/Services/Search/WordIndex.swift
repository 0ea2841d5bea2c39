public import PortalDatabase

/// The words that a table's rows are found by, kept beside them in a table of word and row: a search then costs what it finds, not
/// what there is.
public struct WordIndex: Sendable {
    private let table: SQL
    private let owner: SQL
    private let searched: SQL
    private let row: SQL

    /// The index `table` (columns `word` and `owner`) of the table `searched`, whose primary key is `id`.
    public init(_ table: SQL, owner: SQL, of searched: SQL) {
        self.table = table
        self.owner = owner
        self.searched = searched
        row = "\(sql: searched).id"
    }

    /// Adds the words of a new row.
    public func add(_ words: some Collection<String>, to id: Int64, _ db: any Connection) throws {
        guard !words.isEmpty else { return }
        let values = words.sorted().map { "(\($0), \(id))" as SQL }.joined(separator: ", ")
        try db.run("INSERT INTO \(sql: table) (word, \(sql: owner)) VALUES \(sql: values)")
    }

    /// Adds and removes what changed, and leaves the rest alone.
    public func set(_ words: Set<String>, of id: Int64, _ db: any Connection) throws {
        let before = Set(try db.values("SELECT word FROM \(sql: table) WHERE \(sql: owner) = \(id)", as: String.self))
        let gone = before.subtracting(words)
        if !gone.isEmpty {
            try db.run("DELETE FROM \(sql: table) WHERE \(sql: owner) = \(id) AND word IN \(in: gone.sorted())")
        }
        try add(words.subtracting(before), to: id, db)
    }

    /// The tables and the condition that find the rows in which every term begins a word; nil without terms. The rarest term is
    /// looked up first.
    public func search(_ terms: [String], _ db: any Connection) throws -> (tables: SQL, condition: SQL)? {
        guard let first = try rarest(terms, db) else { return nil }
        let candidates: SQL =
            "SELECT DISTINCT \(sql: owner) AS row_id FROM \(sql: table) WHERE \(sql: SearchWords.begins("word", first))"
        // The words are compared with each other before any row is read, and each row's words once.
        let others = terms.filter { $0 != first }.map { term in
            """
            EXISTS (SELECT 1 FROM \(sql: table) AS other WHERE other.\(sql: owner) = candidate.row_id
            AND \(sql: SearchWords.begins("other.word", term)))
            """ as SQL
        }
        let hits: SQL =
            others.isEmpty
            ? candidates
            : "SELECT row_id FROM (\(sql: candidates)) AS candidate WHERE \(sql: others.joined(separator: " AND "))"
        return switch db.dialect {
        case .sqlite:
            // CROSS JOIN keeps it from walking the whole table in the list's order instead.
            ("(\(sql: hits)) AS hit CROSS JOIN \(sql: searched)", "\(sql: row) = hit.row_id")
        case .postgresql:
            // It takes hits for many more than they are, and would read the whole table to meet them; OFFSET keeps it at one row for
            // each hit.
            (
                """
                (\(sql: hits)) AS hit CROSS JOIN LATERAL
                (SELECT * FROM \(sql: searched) WHERE \(sql: row) = hit.row_id OFFSET 0) AS \(sql: searched)
                """, "hit.row_id IS NOT NULL"
            )
        }
    }

    private func rarest(_ terms: [String], _ db: any Connection) throws -> String? {
        guard terms.count > 1 else { return terms.first }
        var best: (term: String, count: Int)?
        for term in terms {
            let candidates: SQL =
                "SELECT 1 AS one FROM \(sql: table) WHERE \(sql: SearchWords.begins("word", term)) LIMIT 1000"
            let count = try db.value("SELECT COUNT(*) FROM (\(sql: candidates)) AS counted", as: Int.self) ?? 0
            if best.map({ count < $0.count }) ?? true { best = (term, count) }
        }
        return best?.term
    }
}
