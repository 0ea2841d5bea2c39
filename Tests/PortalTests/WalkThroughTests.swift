import Accounts
import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import portal

/// A season of an event company, from the first client to the handing over of a portfolio: told once, lived through the pages and through
/// the interface for programs, on every engine. Two commercials (aa, ab), management (ac) and two who run events (ae, af).
@Suite struct WalkThroughTests {
    @Test(arguments: Door.allCases, TestEngine.tested)
    func `a season goes the same way through the pages and through programs`(door: Door, engine: TestEngine)
        async throws
    {
        try await TestPortal.run(Composition.modules, on: engine) { portal in
            try await Season.hire(portal)
            let season = try await Season(
                portal: portal, aa: Hand("aa", door, portal), ab: Hand("ab", door, portal),
                ac: Hand("ac", door, portal), ae: Hand("ae", door, portal), af: Hand("af", door, portal))
            try await season.findClients()
            try await season.agree()
            try await season.plan()
            try await season.run()
            try await season.end()
            try await HistoryWordsTests.demandWords(portal)
            let log = try await portal.signedIn("admin").get("/administration/audit?entity=contract")
            #expect(log.shows("Contract") && !log.shows("contract_id"))
        }
    }
}

/// Who takes part, and what they do, in the order in which they do it.
private struct Season {
    let portal: TestPortal
    let aa, ab, ac, ae, af: Hand

    static let people = [
        ("aa", "Commercial"), ("ab", "Commercial"), ("ac", "Management"), ("ae", "Support"), ("af", "Support"),
    ]

    /// Gives the five their accounts and roles.
    static func hire(_ portal: TestPortal) async throws {
        try await portal.application.database.write { db in
            let password =
                try db.value("SELECT password_hash FROM account WHERE username_key = 'support'", as: String.self) ?? ""
            for (name, role) in people {
                let new = try NewPerson(
                    firstName: name.uppercased(), lastName: "Essai", email: "\(name)@portal.example",
                    emailVerified: true, language: nil)
                let id = try People.create(new, now: .tested(), db)
                try People.openAccount(of: id, username: name, passwordHash: password, now: .tested(), db)
                guard let role = try Roles.find(role, db) else { throw Failure.notFound }
                try Roles.give(role.id, to: id, now: .tested(), db)
            }
        }
    }

    /// Steps 2 to 7: companies and clients, each commercial with their own.
    func findClients() async throws {
        let early = try await aa.enter("clients", Self.client("CLI123", "ENT123"))
        #expect(early.isRefused(422, "validation"), "its company is not there yet: \(early.told)")
        let company = ["company_id": "ENT123", "company_name": "Halles", "postal_code": "01000", "town": "Nantes"]
        #expect(try await aa.enter("companies", company).isDone)
        #expect(try await portal.stored("SELECT postal_code FROM company WHERE custom_id = 'ENT123'") == "01000")
        #expect(try await aa.enter("clients", Self.client("CLI123", "ENT123")).isDone)
        #expect(try await ab.enter("companies", ["company_id": "ENT456", "company_name": "Quais"]).isDone)
        #expect(try await logged("create", "company", by: "ab") == 1)
        #expect(try await ab.enter("clients", Self.client("CLI456", "ENT456")).isDone)
        let double = try await ab.enter("clients", Self.client("cli456", "ENT456"))
        #expect(double.isDuplicate, "\(double.told)")
        #expect(
            try await ac.finds("clients", "commercial = aa or commercial = ab", among: ["CLI123", "CLI456"])
                == ["CLI123", "CLI456"])
        let foreign = try await aa.change("clients", "CLI456", ["telephone": "02 40 00 00 01"])
        #expect(foreign.isRefused(403, "forbidden"), "\(foreign.told)")
        #expect(try await aa.change("clients", "CLI123", ["telephone": "02 40 00 00 02"]).isDone)
        let telephone = try await portal.stored("SELECT telephone FROM client WHERE custom_id = 'CLI123'")
        #expect(telephone?.hasSuffix("240000002") == true)
        #expect(try await portal.stored("SELECT telephone FROM client WHERE custom_id = 'CLI456'") == "")
        #expect(try await aa.enter("companies", ["company_id": "ENT5555", "company_name": "Docks"]).isDone)
        #expect(try await aa.enter("clients", Self.client("CLI789", "ENT5555")).isDone)
        #expect(try await commercial(of: "CLI123") == "aa")
        #expect(try await commercial(of: "CLI456") == "ab")
    }

    /// Step 8: management writes the contracts; one is signed, and a part of it paid.
    func agree() async throws {
        let ids = ["CONTRACT123", "CONTRAT456", "CONTRAT789"]
        #expect(try await ac.finds("contracts", "commercial = aa or commercial = ab", among: ids).isEmpty)
        let contract = Self.contract("CONTRACT123", "CLI123", "450")
        #expect(try await aa.enter("contracts", contract).isRefused(403, "forbidden"))
        #expect(try await ac.enter("contracts", contract).isDone)
        #expect(try await ac.enter("contracts", contract).isDuplicate)
        #expect(try await ac.enter("contracts", Self.contract("CONTRAT456", "CLI456", "1275.45")).isDone)
        #expect(try await ac.enter("contracts", Self.contract("CONTRAT789", "CLI789", "4500")).isDone)
        let unsent = try await ac.sign("CONTRAT789")
        #expect(unsent.isRefused(409, "invalid_transition"), "\(unsent.told)")
        #expect(try await ac.move("contracts", "CONTRAT789", "send").isDone)
        #expect(try await ac.sign("CONTRAT789").isDone)
        #expect(try await ac.settle("CONTRAT789", "250").isDone)
        #expect(try await remaining("CONTRAT789") == 425_000)
        #expect(try await remaining("CONTRAT456") == 127_545)
        #expect(try await logged("sign", "contract", by: "ac") == 1)
        #expect(
            try await ac.finds("contracts", "commercial = aa or commercial = ab", among: ids) == ids)
    }

    /// Steps 9 to 12: no event without a signature, none on a contract of somebody else's client.
    func plan() async throws {
        let early = try await aa.enter("events", Self.event("EVENT123", "CONTRACT123"))
        #expect(early.isRefused(409, "contract_unsigned"), "\(early.told)")
        let foreign = try await ab.enter("events", Self.event("EVENT789", "CONTRAT789"))
        #expect(foreign.isRefused(403, "forbidden"), "\(foreign.told)")
        #expect(try await ab.move("contracts", "CONTRAT456", "send").isDone)
        #expect(try await aa.sign("CONTRAT456").isRefused(403, "forbidden"))
        #expect(try await ab.sign("CONTRAT456").isDone)
        let back = try await ab.move("contracts", "CONTRAT456", "revise")
        #expect(back.isRefused(409, "invalid_transition"), "what is signed does not go back: \(back.told)")
        #expect(try await state("CONTRAT456") == "signed")
        #expect(try await aa.enter("events", Self.event("EVENT789", "CONTRAT789")).isDone)
        #expect(try await ab.enter("events", Self.event("EVENT456", "CONTRAT456")).isDone)
        let double = try await ab.enter("events", Self.event("EVENT789", "CONTRAT456"))
        #expect(double.isDuplicate, "\(double.told)")
        #expect(try await ac.enter("events", Self.event("EVENT1", "CONTRAT456")).isRefused(403, "forbidden"))
        #expect(try await portal.count("SELECT COUNT(*) FROM event WHERE title = 'Bal de aa et ab'") == 2)
    }

    /// Steps 13 to 16: management assigns; support changes what is assigned to it, and only that.
    func run() async throws {
        let both = ["EVENT456", "EVENT789"]
        let waiting = "support is none and (commercial = aa or commercial = ab)"
        #expect(try await ac.finds("events", waiting, among: both) == both)
        #expect(try await ae.assign("EVENT789", "ae").isRefused(403, "forbidden"), "nobody takes an event")
        let wrong = try await ac.assign("EVENT789", "aa")
        #expect(wrong.isRefused(422, "validation"), "a commercial runs none: \(wrong.told)")
        #expect(try await ac.assign("EVENT789", "ae").isDone)
        #expect(try await ac.assign("EVENT456", "af").isDone)
        #expect(try await ac.finds("events", waiting, among: both).isEmpty)
        #expect(try await ae.change("events", "EVENT456", ["attendees": "750"]).isRefused(403, "forbidden"))
        #expect(try await ae.change("events", "EVENT789", ["attendees": "750"]).isDone)
        #expect(try await portal.count("SELECT attendees FROM event WHERE custom_id = 'EVENT789'") == 750)
        #expect(try await portal.count("SELECT attendees FROM event WHERE custom_id = 'EVENT456'") == 120)
        #expect(try await ae.finds("events", "support = me", among: both) == ["EVENT789"])
        let why = ["reason": "Pluie"]
        #expect(try await aa.move("contracts", "CONTRAT789", "cancel", why).isRefused(403, "forbidden"))
        let held = try await ac.move("contracts", "CONTRAT789", "cancel", why)
        #expect(held.isRefused(409, "conflict"), "an event is attached: \(held.told)")
        #expect(held.page.shows("Bal de aa et ab"), "it says which")
        #expect(try await state("CONTRAT789") == "signed")
        #expect(try await aa.settle("CONTRAT789", "2015.21").isDone)
        #expect(try await remaining("CONTRAT789") == 223_479)
        #expect(try await aa.settle("CONTRAT789", "2234.80").isRefused(422, "validation"), "not below nothing")
        #expect(try await ac.assign("EVENT456", "ae").isDone)
        #expect(try await ae.finds("events", "support = me", among: both) == both)
        #expect(try await af.change("events", "EVENT456", ["attendees": "1"]).isRefused(403, "forbidden"))
    }

    /// Steps 17 to 19: what is referred to stays; a commercial leaves, and the portfolio is handed over.
    func end() async throws {
        let firm = try await ac.delete("contracts", "CONTRAT789")
        #expect(firm.page.status == 409, "\(firm.told)")
        #expect(try await aa.delete("contracts", "CONTRACT123").isRefused(403, "forbidden"))
        #expect(try await ac.delete("contracts", "CONTRACT123").isDone)
        #expect(try await state("CONTRACT123") == nil)
        #expect(try await state("CONTRAT789") == "signed")
        #expect(try await ab.hand("CLI456", to: "aa").isRefused(403, "forbidden"), "one’s own is not one’s to give")
        #expect(try await ac.hand("CLI456", to: "").isDone)
        #expect(try await commercial(of: "CLI456") == nil)
        // People are not deleted: their account is closed, and neither door opens any more.
        let closed = try await portal.signedIn("admin").post("/administration/people/ab/closure")
        #expect(closed.status == 303)
        let gone = try await ab.list("clients")
        #expect(!gone.isDone, "\(gone.told)")
        #expect(try await ac.hand("CLI456", to: "ab").isRefused(422, "validation"))
        #expect(try await ac.finds("contracts", "commercial is none", among: ["CONTRAT456"]) == ["CONTRAT456"])
        #expect(try await ac.hand("CLI456", to: "aa").isDone)
        #expect(try await aa.finds("contracts", "commercial = me", among: ["CONTRAT456"]) == ["CONTRAT456"])
        #expect(try await aa.change("contracts", "CONTRAT456", ["title": "Bal repris"]).isDone, "it is aa’s now")
        #expect(try await portal.stored("SELECT title FROM contract WHERE custom_id = 'CONTRAT456'") == "Bal repris")
    }

    private func commercial(of client: String) async throws -> String? {
        try await portal.stored(
            """
            SELECT account.username FROM client LEFT JOIN account ON account.person_id = client.commercial_id
            WHERE client.custom_id = \(client)
            """)
    }

    private func remaining(_ contract: String) async throws -> Int {
        try await portal.count(
            """
            SELECT CAST(total_cents - COALESCE((SELECT SUM(contract_settlement.cents) FROM contract_settlement
                WHERE contract_id = contract.id), 0) AS BIGINT) FROM contract WHERE custom_id = \(contract)
            """)
    }

    private func state(_ contract: String) async throws -> String? {
        try await portal.stored("SELECT state FROM contract WHERE custom_id = \(contract)")
    }

    private func logged(_ action: String, _ entity: String, by name: String) async throws -> Int {
        try await portal.count(
            """
            SELECT COUNT(*) FROM audit_entry WHERE action = \(action) AND entity = \(entity)
                AND actor_id = (SELECT person_id FROM account WHERE username_key = \(name))
            """)
    }

    private static func client(_ id: String, _ company: String) -> [String: String] {
        [
            "client_id": id, "first_name": "Zoé", "last_name": "Lefèvre", "employee_role": "Architecte",
            "email": "zoe@example.org", "company_id": company,
        ]
    }

    private static func contract(_ id: String, _ client: String, _ amount: String) -> [String: String] {
        ["contract_id": id, "client": client, "amount": amount, "title": "Bal"]
    }

    private static func event(_ id: String, _ contract: String) -> [String: String] {
        [
            "event_id": id, "contract": contract, "title": "Bal de aa et ab", "place": "Halle",
            "starts": "2027-03-01T14:00", "ends": "2027-03-01T18:30", "attendees": "120",
        ]
    }
}
