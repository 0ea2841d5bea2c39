import Accounts
import Home
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTestSupport
import PortalValues

@testable import Administration

/// A few people beside those of the demonstration, and a scope with relations to try rights on: everybody's own page of a notebook (an element is a person's page).
struct Village: Module {
    static let id = "village"
    static let page = Scope(
        "page", title: .verbatim("Notebook pages"), elements: .may,
        storage: .init(table: "person", key: "person.search_name", label: "person.last_name"), actions: ["sign"],
        relations: [.init("own", title: .verbatim("their own")) { "person.id = \($0)" }])
    static let colour = Setting("village.colour", title: .verbatim("Colour of the fountain"), standard: "blue") {
        $0 == "brown" ? .verbatim("Not brown.") : nil
    }
    static let depth = Setting("village.depth", title: .verbatim("Depth of the well"), standard: 12) {
        (1...100).contains($0) ? nil : .verbatim("Between 1 and 100.")
    }

    var title: Message { .verbatim("Village") }
    var summary: Message { .verbatim("A place to test in.") }
    var scopes: [Scope] { [Self.page] }
    var routes: [Route] { [.get("/village", .everyone) { _, _ in .text("the fountain") }] }
    var settings: [any AnySetting] { [Self.colour, Self.depth] }

    func demonstrate(_ demonstration: Demonstration, _ db: any Connection) throws {
        for (first, last, username) in [
            ("Hedda", "Helper", "hedda"), ("Mina", "Member", "mina"), ("Nils", "Nobody", nil),
        ] {
            let person = try NewPerson(
                firstName: first, lastName: last, email: username.map { "\($0)@village.example" })
            let id = try People.create(person, now: demonstration.now, db)
            guard let username else { continue }
            try People.openAccount(
                of: id, username: username, passwordHash: demonstration.passwordHash, now: demonstration.now, db)
        }
    }
}

extension TestPortal {
    /// A portal with the village and an administrator.
    static func village(on engine: TestEngine = .sqlite, _ body: @Sendable (TestPortal) async throws -> Void)
        async throws
    {
        try await run([HomeModule(), AccountsModule(), Village(), AdministrationModule()], on: engine, body)
    }

    /// A role with these permissions, held by this person.
    @discardableResult
    func role(_ name: String, _ grants: [Grant], heldBy username: String? = nil) async throws -> Int64 {
        let scopes = application.scopes
        return try await application.database.write { db in
            let role = try Roles.create(name, now: .tested(), db)
            for grant in grants { try Roles.grant(grant, to: role, in: scopes, db) }
            if let username, let person = try People.find(username: username, db) {
                try Roles.give(role, to: person, now: .tested(), db)
            }
            return role
        }
    }

    func person(_ username: String) async throws -> Int64 {
        let found = try await application.database.read { try People.find(username: username, $0) }
        guard let found else { throw Failure.notFound }
        return found
    }

    /// The roles of a person, by name.
    func roles(of username: String) async throws -> [String] {
        let id = try await person(username)
        return try await application.database.read { try Roles.held(by: id, $0).map(\.name) }
    }

    /// What the audit log says last.
    func lastEntry() async throws -> AuditEntry? {
        try await application.database.read { try Audit.page(AuditFilter(), limit: 1, offset: 0, $0).first }
    }
}
