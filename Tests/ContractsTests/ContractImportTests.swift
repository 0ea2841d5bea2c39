import Foundation
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTestSupport
import PortalValues
import Testing

@testable import Contracts

/// Contracts from a file: looked at first, then stored as a whole.
@Suite struct ContractImportTests {
    /// A client whom this commercial looks after.
    private static func client(_ portal: TestPortal, of username: String = "commercial") async throws -> String {
        try await portal.application.database.read { db in
            try db.value(
                """
                SELECT client.custom_id FROM client JOIN account ON account.person_id = client.commercial_id
                WHERE account.username_key = \(username) AND client.archived_at IS NULL ORDER BY client.id LIMIT 1
                """, as: String.self) ?? ""
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a migrating union brings drafts, signatures and what was paid, with comma or point`(engine: TestEngine)
        async throws
    {
        try await ContractsPortal.run(on: engine) { portal in
            let client = try await Self.client(portal)
            let text = """
                Identifiant;Objet;Identifiant du client;État;Montant;Montant avenants compris;Réglé;Signataire;Signé le;Créé
                I-1;Bal;\(client);;1 234,50;;;;;
                I-2;Gala;\(client);Signé;1000.00;1200;450,25;Zoé Lefèvre;05/01/2026;2025-12-24 18:30:01
                I-3;Fête;\(client);clos;80;80;80;Zoé;2026-01-05;
                I-4;Foire;\(client);cancelled;70;;;;;
                ;Sans numéro;\(client);sent;9,99;;;;;
                """
            let browser = try await portal.signedIn("management")
            let preview = try await browser.preview("/contracts", text)
            #expect(preview.status == 200)
            #expect(preview.counts == [5, 0, 0, 0])
            #expect(try await portal.contract("I-1") == nil)
            let done = try await browser.accept(preview)
            #expect(done.status == 303)
            let one = try #require(try await portal.contract("I-1"))
            #expect(one.state == .draft && one.amount == Money(cents: 123_450) && one.client.customID == client)
            let two = try #require(try await portal.contract("i-2"))
            #expect(two.state == .signed && two.total == Money(cents: 120_000) && two.amount == Money(cents: 100_000))
            #expect(two.settled == Money(cents: 45_025) && two.remaining == Money(cents: 74_975))
            #expect(two.signatory == "Zoé Lefèvre" && two.signedOn?.description == "2026-01-05")
            #expect(two.createdAt.description.hasPrefix("2025-12-24T17:30:01"))
            #expect(try await portal.contract("I-3")?.state == .closed)
            #expect(try await portal.contract("I-4")?.state == .cancelled)
            #expect(
                try await portal.count(
                    "SELECT COUNT(*) FROM contract WHERE title = \("Sans numéro") AND state = 'sent'")
                    == 1)
            let page = try await browser.get("/contracts/I-2")
            #expect(page.shows("Carried over by an import"))
            #expect(try await portal.count("SELECT COUNT(*) FROM audit_entry WHERE action = 'import'") == 5)
            #expect(try await portal.application.database.read { try Audit.verify($0) }.isIntact)
            // The words of the list know them.
            #expect(try await browser.get("/contracts?q=foire").shows("I-4"))
        }
    }

    @Test(arguments: [
        ("title,amount,client,state\nBal,10,{c},signed\n", "Signatory", "Please fill this in."),
        ("title,amount,client,state,signatory,signed_on\nBal,10,{c},signed,Zoé,2999-01-01\n", "signed_on", "future"),
        ("title,amount,client,state,signatory,signed_on\nBal,0,{c},signed,Zoé,2026-01-01\n", "amount", "more than"),
        ("title,amount,client,settled\nBal,10,{c},5\n", "settled", "Only a signed contract can be settled."),
        (
            "title,amount,client,state,signatory,signed_on,settled\nBal,10,{c},signed,Zoé,2026-01-01,11\n", "settled",
            "More is settled"
        ),
        (
            "title,amount,client,state,signatory,signed_on,settled,remaining\nBal,10,{c},signed,Zoé,2026-01-01,4,5\n",
            "remaining", "less what is settled"
        ),
        ("title,amount,client,state\nBal,10,{c},king\n", "state", "no such state"),
        ("title,amount,client,signatory\nBal,10,{c},Zoé\n", "State", "no signature yet"),
        ("title,amount,client,total\nBal,10,{c},12\n", "total", "Only a signed contract has amendments."),
        ("title,amount,client\n,10,{c}\n", "title", "Please fill this in."),
        ("title,amount,client\nBal,-10,{c}\n", "amount", "negative"),
        ("title,amount,client\nBal,10^18,{c}\n", "amount", "not an amount"),
        ("title,amount,client\nBal,10,Nobody Anywhere\n", "client", "no such client"),
        ("title,amount,client,contract_id\nBal,10,{c},import\n", "contract_id", "reserved"),
        ("title,amount,client,contract_id\nBal,10,{c},A-9\nGala,20,{c},a-9\n", "contract_id", "Another line"),
        ("title,amount,client\nBal,10,{c},more\n", "", "more fields"),
        ("title,amount,client,creation_date\nBal,10,{c},2150-01-01\n", "creation_date", "future"),
        ("title,amount,client,creation_date\nBal,10,{c},30/02/2026\n", "creation_date", "time"),
    ])
    func `a refused line names its column and the reason, and keeps the whole file out`(
        text: String, column: String, reason: String
    ) async throws {
        try await ContractsPortal.run { portal in
            let text = text.replacing("{c}", with: try await Self.client(portal))
            let before = try await portal.count("SELECT COUNT(*) FROM contract")
            let browser = try await portal.signedIn("management")
            let preview = try await browser.preview("/contracts", text)
            #expect(preview.status == 200)
            #expect(preview.counts.last == 1, "\(text)")
            #expect(column.isEmpty || preview.shows(">\(column)</span>"), "\(text)")
            #expect(preview.shows(reason), "\(text)")
            #expect(preview.importPlace == nil)
            #expect(try await portal.count("SELECT COUNT(*) FROM contract") == before)
        }
    }

    @Test func `an amount that cannot be read is all that is said of the money; a lacking column is named`()
        async throws
    {
        try await ContractsPortal.run { portal in
            let client = try await Self.client(portal)
            let browser = try await portal.signedIn("management")
            let head = "title,amount,client,state,signatory,signed_on"
            let text = "\(head),settled\nBal,-10,\(client),signed,Zoé,2026-01-01,5\nBal,10,\(client),signed,,,\n"
            let preview = try await browser.preview("/contracts", text)
            #expect(preview.shows("negative") && !preview.shows("More is settled"))
            let short = try await browser.preview("/contracts", "title,amount,client,state\nBal,10,\(client),signed\n")
            #expect(short.shows(">Signatory</span>") && !short.shows(">signatory</span>"))
        }
    }

    @Test(arguments: TestEngine.tested)
    func `what is here already changes as on its page, or is refused`(engine: TestEngine) async throws {
        try await ContractsPortal.run(on: engine) { portal in
            try await portal.enter("DRAFT")
            try await portal.enter("SIGNED", .signed)
            try await portal.enter("CLOSED", .closed)
            let browser = try await portal.signedIn("management")
            let same = "contract_id,title,amount\nDRAFT,Essai,1000\nSIGNED,Essai,1000.00\nCLOSED,Essai,\n"
            let unchanged = try await browser.preview("/contracts", same)
            #expect(unchanged.counts == [0, 0, 3, 0])
            #expect(unchanged.importPlace == nil)
            let text = "contract_id,title,amount,state\nDRAFT,Neuf,99,draft\nSIGNED,Autre,,\n"
            let preview = try await browser.preview("/contracts", text)
            #expect(preview.counts == [0, 2, 0, 0])
            #expect(preview.shows("Subject, Amount"))
            #expect(try await browser.accept(preview).status == 303)
            #expect(try await portal.contract("DRAFT")?.amount == Money(cents: 9900))
            #expect(try await portal.contract("SIGNED")?.title == "Autre")
            for (line, reason) in [
                ("SIGNED,Autre,5,", "signed amendment"), ("CLOSED,Neuf,,", "closed"),
                ("DRAFT,Neuf,99,signed", "already, and the file says something else"),
            ] {
                let refused = try await browser.preview("/contracts", "contract_id,title,amount,state\n\(line)\n")
                #expect(refused.counts == [0, 0, 0, 1], "\(line)")
                #expect(refused.shows(reason), "\(line)")
            }
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a file is stored once: sent twice, at the same time, and again`(engine: TestEngine) async throws {
        try await ContractsPortal.run(on: engine) { portal in
            let client = try await Self.client(portal)
            let browser = try await portal.signedIn("management")
            let preview = try await browser.preview("/contracts", "title,amount,client\nUnique,10,\(client)\n")
            let token = UUID().uuidString
            async let first = browser.accept(preview, ["_token": token])
            async let second = browser.accept(preview, ["_token": token])
            async let other = browser.accept(preview)
            let statuses = try await [first.status, second.status, other.status]
            // A line without an identifier is new each time it is looked at: the receipt of the file knows better.
            #expect(statuses.contains(303), "\(statuses)")
            #expect(statuses.allSatisfy { [303, 409, 410, 422].contains($0) }, "\(statuses)")
            #expect(try await portal.count("SELECT COUNT(*) FROM contract WHERE title = 'Unique'") == 1)
            // The file is gone with its import.
            let again = try await browser.get(try #require(preview.importPlace))
            #expect(again.status == 410)
        }
    }

    @Test func `what changed since the file was shown is shown again, and nothing is stored`() async throws {
        try await ContractsPortal.run { portal in
            let client = try await Self.client(portal)
            let browser = try await portal.signedIn("management")
            let text = "contract_id,title,amount,client\nLATE,Bal,10,\(client)\n"
            let preview = try await browser.preview("/contracts", text)
            try await portal.enter("LATE")
            let refused = try await browser.accept(preview)
            #expect(refused.status == 409)
            #expect(refused.shows("Somebody has changed the data"))
            #expect(refused.counts == [0, 1, 0, 0])
            #expect(try await portal.contract("LATE")?.title == "Essai")
            #expect(try await browser.accept(refused).status == 303)
            #expect(try await portal.contract("LATE")?.title == "Bal")
        }
    }

    @Test func `who may not enter contracts imports none, and nobody reads the file of somebody else`() async throws {
        try await ContractsPortal.run { portal in
            for person in ["commercial", "support", "member"] {
                let browser = try await portal.signedIn(person)
                #expect(try await browser.get("/contracts/import").status == 403)
                #expect(try await browser.preview("/contracts", "title\n").status == 403)
            }
            #expect(try await portal.visitor.get("/contracts/import").location?.hasPrefix("/login") == true)
            let client = try await Self.client(portal)
            let browser = try await portal.signedIn("management")
            let preview = try await browser.preview("/contracts", "title,amount,client\nBal,10,\(client)\n")
            let place = try #require(preview.importPlace)
            try await portal.application.database.write { db in
                guard let role = try Roles.find("Commercial", db) else { throw Failure.notFound }
                try Roles.grant(
                    Grant(.create, "contract"), to: role.id, in: Scopes(ContractsModule().scopes), db)
            }
            let other = try await portal.signedIn("commercial")
            #expect(try await other.get(place).status == 410)
            #expect(try await other.post(place, ["announced": "1-0-0-0"]).status == 410)
            // They now bring drafts in, and signed ones of their own clients, which they may sign; of others only drafts.
            let head = "title,amount,client,state,signatory,signed_on\n"
            #expect(
                try await other.preview("/contracts", "\(head)A,1,\(client),signed,Zoé,2026-01-01\n").counts[0] == 1)
            let foreign = try await Self.client(portal, of: "commercial2")
            #expect(try await other.preview("/contracts", "\(head)A,1,\(foreign),,,\n").counts[0] == 1)
            let refused = try await other.preview("/contracts", "\(head)A,1,\(foreign),signed,Zoé,2026-01-01\n")
            #expect(refused.counts[3] == 1)
            #expect(refused.shows("You may not"))
            // And the password is asked for once it was typed a while ago.
            portal.wait(seconds: 3600)
            let request = try await browser.accept(preview)
            #expect(request.status == 401)
            #expect(try await browser.accept(preview, ["_password": TestPassword.text]).status == 303)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `hostile files are refused, or hold what they say`(engine: TestEngine) async throws {
        try await ContractsPortal.run(on: engine) { portal in
            let client = try await Self.client(portal)
            let browser = try await portal.signedIn("management")
            let nothing = try await browser.raw(
                .post, "/contracts/import", bytes: [1, 2],
                headers: ["Content-Type": "multipart/form-data; boundary=x"])
            #expect(nothing.status == 400)
            for bytes in [
                [], Array("title\n".utf8), Array("title,amount,montant\n".utf8), [80, 75, 3, 4, 0, 0],
                [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0], Array("title,amount\n\"open,1\n".utf8),
            ] as [[UInt8]] {
                #expect(try await browser.preview("/contracts", bytes).status == 422, "\(bytes)")
            }
            // Windows-1252, a formula, quotes, and names that would be SQL.
            var bytes = Array("titre;montant;client;identifiant\n=HYPERLINK(\"\"x\"\");1;\(client);F-1\n".utf8)
            bytes += Array("F".utf8) + [0xEA] + Array("te';1;\(client);\"'F-2'); DROP TABLE client--\"\n".utf8)
            let preview = try await browser.preview("/contracts", bytes)
            #expect(preview.counts == [2, 0, 0, 0])
            #expect(try await browser.accept(preview).status == 303)
            #expect(try await portal.contract("F-1")?.title == "=HYPERLINK(\"\"x\"\")")
            #expect(try await portal.count("SELECT COUNT(*) FROM contract WHERE title = \("Fête'")") == 1)
            let export = try await browser.get("/contracts/export.csv?q=F-1")
            #expect(export.body.contains("'=HYPERLINK"))
            #expect(try await browser.preview("/contracts", Array(export.body.utf8)).counts == [0, 0, 1, 0])
            #expect(try await portal.count("SELECT COUNT(*) FROM client") > 0)
        }
    }
}
