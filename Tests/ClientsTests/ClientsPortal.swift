import Accounts
import Foundation
import PortalConfiguration
import PortalDatabase
import PortalKit
import PortalTestSupport
import PortalValues

@testable import Clients

/// The portal of these tests: people, and clients who are looked after by some of them.
enum ClientsPortal {
    static let modules: [any Module] = [AccountsModule(), ClientsModule()]

    static func run(
        on engine: TestEngine = .sqlite, configure: (inout Configuration) -> Void = { _ in },
        _ body: @Sendable (TestPortal) async throws -> Void
    ) async throws { try await TestPortal.run(modules, on: engine, configure: configure, body) }
}

extension TestPortal {
    /// Enters a client who is looked after by somebody.
    @discardableResult
    func enter(_ first: String, _ last: String, of username: String? = nil, id: String? = nil, company: String? = nil)
        async throws
        -> Client
    {
        try await application.database.write { db in
            var facts = ClientFacts()
            facts.customID = try id.map { try CustomID(typed: $0) }
            facts.firstName = first
            facts.lastName = last
            facts.commercial = try username.flatMap { name in
                try People.find(username: name, db).map { Commercial(id: $0, username: name, name: "") }
            }
            facts.company = try company.flatMap { try Companies.meant(by: $0, db).first }
            return try ClientsModule.clients.insert(facts, now: .tested(), db)
        }
    }

    /// Four clients in place of those of the demonstration, and a browser of somebody who may look at all of them.
    @discardableResult
    func few() async throws -> TestBrowser {
        try await application.database.write { db in
            try db.run("DELETE FROM client")
            try ClientTally.recount(db)
        }
        try await enter("Zoé", "Lefèvre", of: "commercial", id: "A-1")
        try await enter("Jean", "Œuvrard", of: "commercial2", id: "B-2")
        try await enter("Zacharie", "Abel", of: "commercial", id: "C-3")
        try await enter("Lefébure", "Martin", id: "D-4")
        return try await signedIn("support")
    }

    /// A client as it is stored now.
    func client(_ key: String) async throws -> Client? {
        try await application.database.read { db in
            try db.element(key, of: ClientsModule.client).flatMap { try ClientsModule.clients.find($0, db) }
        }
    }

    /// Whether the tally says what counting says.
    func tallies() async throws -> Bool {
        let differing: SQL = """
            SELECT COUNT(*) FROM (SELECT COALESCE(c.commercial_id, 0) AS who, COUNT(*) AS n FROM client AS c
                WHERE c.archived_at IS NULL GROUP BY COALESCE(c.commercial_id, 0)) AS counted
            LEFT JOIN client_tally AS t ON t.commercial_id = counted.who WHERE COALESCE(t.active, 0) <> counted.n
            """
        let active = try await count("SELECT COUNT(*) FROM client WHERE archived_at IS NULL")
        let archived = try await count("SELECT COUNT(*) FROM client WHERE archived_at IS NOT NULL")
        let wrong = try await count(differing)
        let talliedActive = try await count("SELECT CAST(COALESCE(SUM(active), 0) AS BIGINT) FROM client_tally")
        let talliedArchived = try await count("SELECT CAST(COALESCE(SUM(archived), 0) AS BIGINT) FROM client_tally")
        return wrong == 0 && active == talliedActive && archived == talliedArchived
    }
}

extension TestPage {
    /// The names in a list, in order, as somebody sees them.
    var names: [String] {
        body.components(separatedBy: "<tr>").dropFirst(2).compactMap { row in
            row.components(separatedBy: "<a href=").dropFirst().first?.split(separator: ">").dropFirst().first?
                .split(separator: "<").first.map(String.init)
        }
    }
}

extension TestBrowser {
    /// The names in the list at this address.
    func names(_ path: String) async throws -> [String] { try await get(path).names }
}
