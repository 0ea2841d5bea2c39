import PortalDatabase

/// The words that rows are found by, kept beside them.
enum WordIndex {
    case client, company

    private var table: SQL { self == .client ? "client_word" : "company_word" }
    private var owner: SQL { self == .client ? "client_id" : "company_id" }
    private var row: SQL { self == .client ? "client.id" : "company.id" }

    func add(_ words: some Collection<String>, to id: Int64, _ db: any Connection) throws {
        guard !words.isEmpty else { return }
        let values = words.sorted().map { "(\($0), \(id))" as SQL }.joined(separator: ", ")
        try db.run("INSERT INTO \(sql: table) (word, \(sql: owner)) VALUES \(sql: values)")
    }

    /// Adds and removes what changed, and leaves the rest alone.
    func set(_ words: Set<String>, of id: Int64, _ db: any Connection) throws {
        let before = Set(try db.values("SELECT word FROM \(sql: table) WHERE \(sql: owner) = \(id)", as: String.self))
        let gone = before.subtracting(words)
        if !gone.isEmpty {
            try db.run("DELETE FROM \(sql: table) WHERE \(sql: owner) = \(id) AND word IN \(in: gone.sorted())")
        }
        try add(words.subtracting(before), to: id, db)
    }

    /// The tables and the condition that find the rows in which every term begins a word. The rarest term is looked up first, so
    /// that a search costs what it finds, not what there is.
    func search(_ terms: [String], _ db: any Connection) throws -> (tables: SQL, condition: SQL)? {
        guard let first = try rarest(terms, db) else { return nil }
        let own: SQL = self == .client ? "client" : "company"
        let hits: SQL =
            "SELECT DISTINCT \(sql: owner) AS row_id FROM \(sql: table) WHERE \(sql: SearchWords.begins("word", first))"
        let others = terms.filter { $0 != first }.map { term in
            """
             AND EXISTS (SELECT 1 FROM \(sql: table) AS other WHERE other.\(sql: owner) = \(sql: row)
            AND \(sql: SearchWords.begins("other.word", term)))
            """ as SQL
        }
        // CROSS JOIN keeps SQLite from walking the whole table in the list's order instead.
        return ("(\(sql: hits)) AS hit CROSS JOIN \(sql: own)", "\(sql: row) = hit.row_id\(sql: others.joined())")
    }

    private func rarest(_ terms: [String], _ db: any Connection) throws -> String? {
        guard terms.count > 1 else { return terms.first }
        var best: (term: String, count: Int)?
        for term in terms {
            let some: SQL =
                "SELECT 1 AS one FROM \(sql: table) WHERE \(sql: SearchWords.begins("word", term)) LIMIT 1000"
            let count = try db.value("SELECT COUNT(*) FROM (\(sql: some)) AS counted", as: Int.self) ?? 0
            if best.map({ count < $0.count }) ?? true { best = (term, count) }
        }
        return best?.term
    }
}
