import Clients
import Foundation
import PortalTestSupport
import Testing

@Suite struct RemoteReadingTests {
    @Test(arguments: TestEngine.tested)
    func `a filter in French finds what it finds in English`(engine: TestEngine) async throws {
        try await RemoteTerminal.signedIn("management", on: engine) { portal, terminal in
            let english = try await terminal.portal(
                "contracts", "list", "status = signed and remain_amount_to_pay > 0 sort by amount desc limit 3")
            let french = try await terminal.portal(
                "contrats", "liste", "statut = signé et reste_a_payer > 0 tri montant décroissant limite 3")
            #expect(english.status == 0 && english.output == french.output)
            #expect(english.lines.count == 4)
            #expect(english.lines.first?.hasPrefix("contract_id ") == true)
            let first = try await portal.program("management").get("/api/v1/contracts?filter=status%3Dsigned")
            let ids = Set(first.list.compactMap { $0["contract_id"] as? String })
            for line in english.lines.dropFirst() { #expect(ids.contains(String(line.prefix { $0 != " " }))) }
            let none = try await terminal.portal("contracts", "list", "title = 'no such thing'")
            #expect(none.status == 0 && none.output.isEmpty && none.errors == "Nothing found.\n")
        }
    }

    @Test func `JSON is as sent, CSV as the language of the terminal has it`() async throws {
        try await RemoteTerminal.signedIn("management") { portal, terminal in
            let program = try await portal.program("management")
            let sent = try await program.get("/api/v1/contracts?sort=-amount&limit=4")
            let json = try await terminal.portal(
                "contracts", "list", "--sort", "-amount", "--limit", "4", "--format", "json")
            #expect(json.output == sent.body + "\n")
            let amount = try #require(sent.list.first?["total"] as? String)
            let id = try #require(sent.list.first?["contract_id"] as? String)
            let english = try await terminal.portal(
                "contracts", "list", "contract_id = \(id)", "--format", "csv")
            let french = try await terminal.with(["LANG": "fr_FR.UTF-8"]).portal(
                "contracts", "voir", id, "--format", "csv")
            #expect(english.output.hasPrefix("\u{FEFF}contract_id,title,client,"))
            #expect(english.output.contains(",\(amount),") && english.output.split(separator: "\r\n").count == 2)
            #expect(french.output.hasPrefix("\u{FEFF}contract_id;title;client;"))
            #expect(french.output.contains(";\(amount.replacing(".", with: ","));"))
            let shown = try await terminal.portal("contracts", "show", id)
            #expect(shown.lines.contains { $0.hasPrefix("total ") && $0.hasSuffix(" \(amount)") })
            #expect(
                try await terminal.portal("contracts", "show", id, "--format", "json").output
                    == (try await program.get("/api/v1/contracts/\(id)").body) + "\n")
        }
    }

    @Test(arguments: [
        ("C.UTF-8", "toun = Nantes", "  toun = Nantes\n  ^\n", "toun"),
        ("fr_FR.UTF-8", "nom = 東京 et (nom = a", "  nom = 東京 et (nom = a\n                ^\n", "»"),
    ])
    func `a filter that is wrong is shown with a caret below the place`(
        language: String, filter: String, excerpt: String, word: String
    ) async throws {
        try await RemoteTerminal.signedIn("commercial") { _, terminal in
            let outcome = try await terminal.with(["LANG": language]).portal("clients", "list", filter)
            #expect(outcome.status == 1 && outcome.output.isEmpty)
            #expect(outcome.errors.hasSuffix(excerpt), "\(outcome.errors)")
            #expect(outcome.errors.hasPrefix("portal: ") && outcome.errors.split(separator: "\n").count == 3)
        }
    }

    @Test func `more than a portal sends at once is fetched page by page`() async throws {
        try await RemoteTerminal.signedIn("management") { portal, terminal in
            try await ClientSamples.fill(count: 1_020, db: portal.application.database)
            let outcome = try await terminal.portal(
                "clients", "list", "client_id ^= S-", "--sort", "name", "--limit", "1010", "--offset", "5",
                "--format", "json")
            let list = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]]
            let ids = (list ?? []).compactMap { $0["client_id"] as? String }
            #expect(ids.count == 1_010 && Set(ids).count == 1_010)
            let few = try await terminal.portal("clients", "list")
            #expect(few.lines.count == 51 && few.errors.hasSuffix("; --limit prints more.\n"))
            let last = try await terminal.portal("clients", "list", "--limit", "700", "--offset", "1015")
            #expect(last.status == 0 && last.lines.count < 200 && last.errors.isEmpty)
        }
    }
}
