import Accounts
import Foundation
import PortalDatabase
import PortalKit
import PortalTestSupport

@testable import portal

/// A client with a rare name, with all that a client leaves behind in a year, and the browser of an administrator.
struct DataStage: Sendable {
    let portal: TestPortal
    let admin: TestBrowser

    static let first = "Quitterie", last = "Zornhelm-Vatry"
    static let email = "quitterie.z@poste-rare.example", oldEmail = "qz.ancien@poste-rare.example"
    /// What must be nowhere afterwards, as searches compare texts.
    static let traces = ["quitterie", "zornhelm", "vatry", "poste-rare.example", "612345678", "6 12 34 56 78"]
    static let client = "/clients/ZORNHELM-VATRY-QUITTERIE"

    init(_ portal: TestPortal) async throws {
        self.portal = portal
        // As every start of the portal does it.
        try await portal.application.database.write { db in try Roles.offerNewScopes(Composition.scopes, db) }
        admin = try await portal.signedIn("admin")
    }

    /// The client, who changed their address once.
    func enterClient() async throws {
        let camille = try await Hand("commercial", .pages, portal)
        let facts = [
            "first_name": Self.first, "last_name": Self.last, "email": Self.oldEmail, "telephone": "06 12 34 56 78",
            "employee_role": "Traiteur",
        ]
        try demandDone(await camille.enter("clients", facts))
        try demandDone(await camille.change("clients", "ZORNHELM-VATRY-QUITTERIE", ["email": Self.email]))
    }

    /// A contract named after the client, signed, carried out, paid and closed, with an event; and one that was never signed.
    func carryOut() async throws {
        let camille = try await Hand("commercial", .programs, portal)
        let noemie = try await Hand("management", .programs, portal)
        let theo = try await Hand("support", .programs, portal)
        let client = "ZORNHELM-VATRY-QUITTERIE"
        let title = "Anniversaire de Quitterie Zornhelm-Vatry"
        for id in ["QUITTERIE-ZORNHELM-VATRY", "OFFRE-ZORNHELM-VATRY"] {
            try demandDone(
                await noemie.enter("contracts", ["contract_id": id, "client": client, "amount": "900", "title": title]))
        }
        try demandDone(
            await noemie.move("contracts", "OFFRE-ZORNHELM-VATRY", "cancel", ["reason": "Quitterie ne veut plus"]))
        let signed = "QUITTERIE-ZORNHELM-VATRY"
        try demandDone(await noemie.move("contracts", signed, "send"))
        try demandDone(await noemie.sign(signed))
        try demandDone(
            await camille.enter(
                "events",
                [
                    "event_id": "FETE-QUITTERIE", "contract": signed, "title": "Fête de Quitterie",
                    "place": "Jardin Zornhelm", "address": "3 rue Vatry", "starts": "2027-03-01T14:00",
                    "ends": "2027-03-01T18:30", "attendees": "12",
                    "notes": "Appeler Mme Zornhelm-Vatry au 06.12.34.56.78",
                ]))
        try demandDone(await noemie.assign("FETE-QUITTERIE", "support"))
        for step in ["confirm", "start", "finish"] { try demandDone(await theo.move("events", "FETE-QUITTERIE", step)) }
        try demandDone(await noemie.move("contracts", signed, "start"))
        try demandDone(await noemie.settle(signed, "900"))
        try demandDone(await noemie.move("contracts", signed, "complete"))
        try demandDone(await noemie.move("contracts", signed, "close"))
        try await portal.application.database.write { db in
            try db.run(
                """
                UPDATE contract_settlement SET note = 'Chèque de Mme Zornhelm-Vatry, nº 12'
                WHERE contract_id = (SELECT id FROM contract WHERE custom_id = \(signed))
                """)
            try db.run(
                """
                UPDATE contract SET signatory = 'Quitterie Zornhelm-Vatry' WHERE custom_id = \(signed)
                """)
            try db.run(
                """
                INSERT INTO mail (recipient, recipient_name, subject, body_text, body_html, created_at, due_at)
                VALUES (\(Self.email), 'Quitterie', 'Bonjour', 'Bonjour', '', \(portal.application.clock()), \(portal.application.clock()))
                """)
        }
    }

    /// A scanned paper of the signed contract, with its file; where that lies.
    func attachPaper() async throws -> String {
        let file = UUID().uuidString + ".pdf"
        let folder = portal.application.configuration.dataDirectory + "/contracts/"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data("%PDF-1.4".utf8).write(to: URL(fileURLWithPath: folder + file))
        try await portal.application.database.write { db in
            _ = try db.run(
                """
                INSERT INTO contract_scan (contract_id, kind, file, name, type, size, person_name, created_at)
                SELECT id, 'signed', \(file), 'contrat-zornhelm.pdf', 'pdf', 8, '', \(portal.application.clock())
                FROM contract WHERE custom_id = 'QUITTERIE-ZORNHELM-VATRY'
                """)
        }
        return folder + file
    }

    /// Agrees to the plan as it is shown now.
    func erase(_ path: String, as browser: TestBrowser? = nil) async throws -> TestPage {
        let browser = browser ?? admin
        let page = try await browser.get(path + "/personal-data")
        return try await browser.post(path + "/personal-data/erasure", ["plan": page.field("plan") ?? "none"])
    }

    /// Every place of the database in which one of these words stands: `table.column`.
    func places(of words: [String]) async throws -> Set<String> {
        try await portal.application.database.read { db in
            var places: Set<String> = []
            for table in try DeclarationTests.tables(db) {
                try db.forEach("SELECT * FROM \(identifier: table)") { row in
                    for column in row.columns {
                        guard let text = try? row.get(column, as: String.self) else { continue }
                        let plain = text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
                        if words.contains(where: plain.contains) { places.insert("\(table).\(column)") }
                    }
                }
            }
            return places
        }
    }

    /// What the audit log's own check says.
    func verdict() async throws -> AuditVerdict { try await portal.application.database.read { try Audit.verify($0) } }

    /// Somebody with an account and the password of all, in this role.
    func hire(_ first: String, _ last: String, _ username: String, role: String) async throws -> Int64 {
        try await portal.application.database.write { db in
            let hash = try db.value("SELECT password_hash FROM account WHERE username = 'member'", as: String.self)
            let person = try NewPerson(firstName: first, lastName: last, email: "\(username)@poste-rare.example")
            let id = try People.create(person, now: portal.application.clock(), db)
            try People.openAccount(of: id, username: username, passwordHash: hash, now: portal.application.clock(), db)
            if let role = try Roles.find(role, db) {
                try Roles.give(role.id, to: id, now: portal.application.clock(), db)
            }
            return id
        }
    }

    private func demandDone(_ answer: Answer) throws {
        guard answer.isDone else { throw TestRefusal(told: answer.told + " " + answer.page.body) }
    }
}

private struct TestRefusal: Error { let told: String }
