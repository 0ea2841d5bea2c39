import PortalDatabase
import PortalKit
import PortalValues

/// What other records and duties do to the table of clients.
enum Clients {
    /// After a company was renamed: its clients are found by the new name.
    static func follow(_ company: CompanyRef, _ db: any Connection) throws {
        try db.run("UPDATE client SET sort_company = \(company.name.folded) WHERE company_id = \(company.id)")
        try db.forEach("\(sql: ClientsModule.clients.everything) WHERE client.company_id = \(company.id)") { row in
            let client = try Client(row)
            try WordIndex.client.set(client.facts.words(customID: client.customID).all, of: client.id, db)
        }
    }

    /// Takes the person out of a client: what is left is a number that contracts refer to, and who looked after it.
    static func anonymise(_ erasure: Erasure, _ db: any Connection) throws {
        guard let old = try ClientsModule.clients.find(erasure.subject.id, db) else { return }
        // Made of nothing, so that no fact that somebody adds one day is forgotten here.
        var facts = ClientFacts()
        let customID = try CustomID.propose(erasure.customID, in: "client", db)
        facts.customID = customID
        facts.firstName = erasure.first
        facts.lastName = erasure.last
        facts.commercial = old.facts.commercial
        try db.run(
            """
            UPDATE client SET \(sql: facts.assignments), sort_name = \(facts.sortName), sort_company = \(facts.sortCompany),
                archived_at = COALESCE(archived_at, \(erasure.now)), version = version + 1, updated_at = \(erasure.now)
            WHERE id = \(old.id)
            """)
        try WordIndex.client.set(SearchWords([customID.text, erasure.pseudonym]).all, of: old.id, db)
        try ClientTally.follow(old, old.archived(old.archivedAt ?? erasure.now), db)
    }
}
