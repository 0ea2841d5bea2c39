public import PortalDatabase
public import PortalKit
import PortalValues

extension ClientsModule {
    /// The roles of an event company with their rights over clients and companies, the people who hold them (as far as they have
    /// accounts already), and clients of both commercials: 120, or as many as the demonstration asks for, with their companies.
    public func demonstrate(_ demonstration: Demonstration, _ db: any Connection) throws {
        let now = demonstration.now
        for (position, demo) in DemoRoles.all.enumerated() {
            try demonstration.role(
                demo.name, demo.grants, people: demo.people, position: 100 + position * 10, colour: demo.colour,
                in: scopes, db)
        }
        guard try db.row("SELECT id FROM client LIMIT 1") == nil else { return }
        var sample = Sample(seed: 44)
        var companies: [CompanyRef] = []
        let count = max(120, demonstration.scale)
        for _ in 0..<max(40, count / 25) {
            companies.append(try ClientsModule.companies.insert(sample.company(), now: now, db).ref)
        }
        let commercials = try DemoRoles.commercials.compactMap { try Commercials.find($0, db) }
        for number in 0..<count {
            let company = number % 8 == 7 ? nil : companies.randomElement(using: &sample.chance)
            let commercial = commercials.isEmpty || number % 12 == 11 ? nil : commercials[number % commercials.count]
            let then = now.adding(seconds: -7_300 * Int64(number))
            var facts = sample.client(company: company?.name ?? "")
            facts.company = company
            facts.commercial = commercial
            let client = try Self.clients.insert(facts, now: then, db)
            try Audit.record(
                by: .portal("demo"), at: now, action: "create", entity: "client", id: client.id, label: facts.name, db)
            if number % 20 == 19 { try Self.clients.archive(client, true, now: now, db) }
        }
    }
}

/// Who does what in an event company: the commercial finds clients, management hands them over, support reads.
enum DemoRoles {
    static let commercials = ["commercial", "commercial2"]

    static let all: [(name: String, colour: String, people: [String], grants: [Grant])] = [
        (
            "Commercial", "blue", commercials,
            [
                Grant(.read, "client"), Grant(.create, "client"), Grant(.update, "client", .relation("own")),
                Grant(.read, "company"), Grant(.write, "company"), Grant(.delete, "company"),
            ]
        ),
        (
            "Management", "violet", ["management"],
            [
                Grant(.read, "client"), Grant(.update, "client"), Grant(.delete, "client"), Grant(.assign, "client"),
                Grant(.read, "company"),
            ]
        ),
        ("Support", "teal", ["support"], [Grant(.read, "client"), Grant(.read, "company")]),
    ]
}
