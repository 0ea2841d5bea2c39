public import PortalDatabase
import PortalKit
public import PortalValues

/// Clients by the thousand, to measure with.
public enum ClientSamples {
    private static let chunk = 5_000
    private static let rowsPerStatement = 250

    /// Adds so many invented clients, with a company for every 25 and the commercials that there are; the same ones each time, called
    /// `S-0000001` and so on. `progress` is told how many are there.
    ///
    /// - Throws: what the database throws; chunks of 5,000 that are in stay.
    public static func fill(
        count: Int, db database: Database, now: Instant = .now(), progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws {
        var sample = Sample(seed: 20_261_121)
        var done = 0
        while done < count {
            let size = min(chunk, count - done)
            let (before, from) = (sample, done)
            sample = try await database.write { db in
                var sample = before
                try add(size, after: from, now: now, &sample, db)
                return sample
            }
            done += size
            progress(done)
        }
        try await database.write { db in
            try ClientTally.recount(db)
            guard db.dialect == .postgresql else { return }
            // The numbers were given by hand: the next one must follow them. Without statistics the planner would guess.
            _ = try db.row(
                "SELECT setval(pg_get_serial_sequence('client', 'id'), (SELECT MAX(id) FROM client)) AS last")
            for table in ["client", "client_word", "company", "company_word"] as [SQL] {
                try db.run("ANALYZE \(sql: table)")
            }
        }
    }

    private static func add(_ size: Int, after done: Int, now: Instant, _ sample: inout Sample, _ db: any Connection)
        throws
    {
        let commercials = try Commercials.all(db)
        var companies: [CompanyRef] = []
        for _ in 0..<max(1, size / 25) {
            companies.append(try ClientsModule.companies.insert(sample.company(), now: now, db).ref)
        }
        var next = (try db.value("SELECT MAX(id) FROM client", as: Int64?.self) ?? nil) ?? 0
        var rows: [SQL] = []
        var words: [(word: String, client: Int64)] = []
        for number in done..<(done + size) {
            next += 1
            // Every tenth client is a private person.
            let company = number % 10 == 9 ? nil : companies.randomElement(using: &sample.chance)
            var facts = sample.client(company: company?.name ?? "", isMany: true)
            let digits = String(next)
            let customID = "S-" + String(repeating: "0", count: max(0, 7 - digits.count)) + digits
            facts.customID = CustomID(stored: customID)
            facts.company = company
            facts.commercial = commercials.randomElement(using: &sample.chance)
            let created = now.adding(seconds: -60 * Int64(number))
            rows.append(
                """
                (\(next), \(sql: facts.insertedValues), \(facts.sortName), \(facts.sortCompany), \(created), \(created))
                """)
            words += facts.words(customID: customID).all.map { ($0, next) }
        }
        try insert(rows, into: clientColumns, db)
        // In the order of the index, so that its pages are filled one after the other.
        words.sort { ($0.word, $0.client) < ($1.word, $1.client) }
        try insert(words.map { "(\($0.word), \($0.client))" }, into: "client_word (word, client_id)", db)
    }

    private static let clientColumns: SQL = """
        client (id, \(sql: ClientFacts.insertedColumns), sort_name, sort_company, created_at, updated_at)
        """

    private static func insert(_ rows: [SQL], into table: SQL, _ db: any Connection) throws {
        var rest = rows[...]
        while !rest.isEmpty {
            try db.run("INSERT INTO \(sql: table) VALUES \(sql: rest.prefix(rowsPerStatement).joined(separator: ", "))")
            rest = rest.dropFirst(rowsPerStatement)
        }
    }
}
