import PortalDatabase
import PortalKit
import PortalValues

/// The table of clients: every change of it goes through here, so that words and tallies always agree with it.
enum Clients {
    static func find(_ id: Int64, _ db: any Connection) throws -> Client? {
        try db.row("SELECT \(sql: Client.columns) FROM client\(sql: Client.joins) WHERE client.id = \(id)").map(
            Client.init)
    }

    /// Enters a client; without an identifier one is proposed. Throws `.unique("client_custom_id_key")` where it is taken.
    static func insert(
        _ facts: ClientFacts, company: CompanyRef?, commercial: Int64?, now: Instant, _ db: any Connection
    ) throws -> Int64 {
        var facts = facts
        let customID = try facts.customID ?? CustomID.propose(facts.proposal, in: "client", db)
        facts.customID = customID
        let row = try db.row(
            """
            INSERT INTO client (\(sql: ClientFacts.insertedColumns), company_id, commercial_id, sort_name, sort_company, created_at,
                updated_at)
            VALUES (\(sql: facts.insertedValues), \(company?.id), \(commercial), \(facts.sortName), \(sortCompany(company)),
                \(now), \(now))
            RETURNING id
            """)
        guard let row else { throw DatabaseError.statement("INSERT without RETURNING") }
        let id: Int64 = try row.get("id")
        try WordIndex.client.add(facts.words(customID: customID.text, company: company?.name ?? "").all, to: id, db)
        try ClientTally.add(1, commercial: commercial, isArchived: false, db)
        return id
    }

    /// Changes a client that still is as it was read; false where somebody was faster. Throws `.unique("client_custom_id_key")`.
    static func update(
        _ old: Client, _ facts: ClientFacts, company: CompanyRef?, commercial: Commercial?, now: Instant,
        _ db: any Connection
    ) throws -> Bool {
        let changed = try db.run(
            """
            UPDATE client SET \(sql: facts.assignments), company_id = \(company?.id), commercial_id = \(commercial?.id),
                sort_name = \(facts.sortName), sort_company = \(sortCompany(company)), version = version + 1, updated_at = \(now)
            WHERE id = \(old.id) AND version = \(old.version)
            """)
        guard changed > 0 else { return false }
        let customID = facts.customID?.text ?? ""
        try WordIndex.client.set(facts.words(customID: customID, company: company?.name ?? "").all, of: old.id, db)
        try ClientTally.move(old, to: commercial?.id, isArchived: old.isArchived, db)
        return true
    }

    /// Hands a client to another commercial, or to nobody.
    static func assign(_ old: Client, to commercial: Int64?, now: Instant, _ db: any Connection) throws {
        try db.run(
            """
            UPDATE client SET commercial_id = \(commercial), version = version + 1, updated_at = \(now) WHERE id = \(old.id)
            """)
        try ClientTally.move(old, to: commercial, isArchived: old.isArchived, db)
    }

    /// Puts a client away, or takes it back.
    static func archive(_ old: Client, _ isArchived: Bool, now: Instant, _ db: any Connection) throws {
        try db.run(
            """
            UPDATE client SET archived_at = \(isArchived ? now : nil), version = version + 1, updated_at = \(now)
            WHERE id = \(old.id)
            """)
        try ClientTally.move(old, to: old.commercial?.id, isArchived: isArchived, db)
    }

    /// Deletes a client. Throws `.foreignKey` where something refers to it.
    static func delete(_ old: Client, _ db: any Connection) throws {
        try db.run("DELETE FROM client WHERE id = \(old.id)")
        try ClientTally.add(-1, commercial: old.commercial?.id, isArchived: old.isArchived, db)
    }

    /// After a company was renamed: its clients are found by the new name.
    static func follow(_ company: CompanyRef, _ db: any Connection) throws {
        try db.run("UPDATE client SET sort_company = \(sortCompany(company)) WHERE company_id = \(company.id)")
        try db.forEach(
            "SELECT \(sql: Client.columns) FROM client\(sql: Client.joins) WHERE client.company_id = \(company.id)"
        ) { row in
            let client = try Client(row)
            try WordIndex.client.set(
                client.facts.words(customID: client.customID, company: company.name).all, of: client.id, db)
        }
    }

    static func sortCompany(_ company: CompanyRef?) -> String { company?.name.folded ?? CompanyRef.sortNone }

    /// Notes when a client was entered elsewhere, before it came into the portal.
    static func carry(_ created: Instant, of id: Int64, _ db: any Connection) throws {
        try db.run("UPDATE client SET created_at = \(created) WHERE id = \(id)")
    }
}
