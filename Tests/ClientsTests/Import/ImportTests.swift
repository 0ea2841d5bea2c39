import Foundation
import PortalDatabase
import PortalFiles
import PortalKit
import PortalLanguage
import PortalTestSupport
import Synchronization
import Testing

@testable import Clients

@Suite struct ImportTests {
    /// A file that goes away.
    private static func file<T>(_ bytes: [UInt8], _ body: (String) async throws -> T) async throws -> T {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("import-\(UUID().uuidString).csv")
        try Data(bytes).write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        return try await body(url.path)
    }

    private static func file<T>(_ text: String, _ body: (String) async throws -> T) async throws -> T {
        try await file(Array(text.utf8), body)
    }

    @Test(arguments: TestEngine.tested)
    func `columns stand in any order, and only names are needed`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            let text =
                "Téléphone;nom;PRÉNOM;couleur;commercial\r\n06 12 34 56 78;Essai;Zoé;bleu;commercial2\r\n;Été;Noé;;\r\n"
            let report = try await Self.file(text) {
                try await ClientsModule().importedClients.run(file: $0, into: portal)
            }
            #expect(report.stored == 2)
            #expect(try await portal.client("essai-zoe")?.facts.commercial?.username == "commercial2")
            #expect(try await portal.client("essai-zoe")?.facts.telephone?.e164 == "+33612345678")
            #expect(try await portal.client("ete-noe")?.facts.commercial == nil)
            #expect(try await portal.tallies())
            #expect(try await portal.signedIn("support").names("/clients?q=essai") == ["Zoé Essai"])
            #expect(try await portal.application.database.read { try Audit.verify($0) }.isIntact)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `one wrong line keeps the whole file out, unless it may be skipped`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            let before = try await portal.count("SELECT COUNT(*) FROM client")
            let text = """
                client_id,first_name,last_name,email,telephone,commercial
                I-1,Zoé,Essai,zoe@example.org,,
                I-2,,Essai,zoe@,12,support
                i-1,Léa,Essai,,,
                I-4,Noé,Été,,,
                """
            try await Self.file(text) { path in
                let lines = Mutex<[Int]>([])
                let report = try await ClientsModule().importedClients.run(
                    file: path, into: portal,
                    each: { line in
                        if case .refused = line.outcome { lines.withLock { $0.append(line.line) } }
                    })
                #expect((report.lines, report.new, report.refused, report.stored) == (4, 2, 2, 0))
                #expect(lines.withLock { $0 } == [3, 4])
                #expect(
                    report.problems.map(\.column) == ["first_name", "email", "telephone", "commercial", "client_id"])
                #expect(try await portal.count("SELECT COUNT(*) FROM client") == before)
                let dry = try await ClientsModule().importedClients.run(
                    file: path, into: portal, dryRun: true, skipInvalid: true)
                #expect(dry.stored == 0)
                #expect(try await portal.count("SELECT COUNT(*) FROM client") == before)
                let skipping = try await ClientsModule().importedClients.run(
                    file: path, into: portal, skipInvalid: true)
                #expect(skipping.stored == 2)
                #expect(try await portal.count("SELECT COUNT(*) FROM client") == before + 2)
                // The second time both are there already, and the wrong lines as wrong as before.
                let again = try await ClientsModule().importedClients.run(file: path, into: portal)
                #expect((again.refused, again.unchanged, again.stored) == (2, 2, 0))
            }
        }
    }

    @Test(arguments: TestEngine.tested)
    func `companies are found by identifier or name, and made once`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            let text = """
                first_name,last_name,company_id,company_name
                A,Un,,Zèbre bleu
                B,Deux,,ZEBRE  BLEU
                C,Trois,Z-9,Autre zèbre
                D,Quatre,z-9,
                """
            let report = try await Self.file(text) {
                try await ClientsModule().importedClients.run(file: $0, into: portal)
            }
            #expect(report.stored == 4)
            #expect(try await portal.client("un-a")?.facts.company == portal.client("deux-b")?.facts.company)
            #expect(try await portal.client("un-a")?.facts.company?.customID == "ZEBRE-BLEU")
            #expect(try await portal.client("trois-c")?.facts.company == portal.client("quatre-d")?.facts.company)
            let unknown = "first_name,last_name,company_id\nE,Cinq,NOWHERE\n"
            let refused = try await Self.file(unknown) {
                try await ClientsModule().importedClients.run(file: $0, into: portal)
            }
            #expect(refused.problems.map(\.column) == ["company_id"])
        }
    }

    @Test func `a proposed identifier keeps away from one that a later line names`() async throws {
        try await ClientsPortal.run { portal in
            let text = "client_id,first_name,last_name\n,Zoé,Essai\nESSAI-ZOE,Zoé,Essai\n"
            let report = try await Self.file(text) {
                try await ClientsModule().importedClients.run(file: $0, into: portal)
            }
            #expect(report.stored == 2)
            #expect(try await portal.client("ESSAI-ZOE-2") != nil)
        }
    }

    @Test func `a file of an old spreadsheet keeps its accents`() async throws {
        try await ClientsPortal.run { portal in
            let bytes =
                Array("prenom;nom\nZo".utf8) + [0xE9] + Array(";L'".utf8) + [0xC9] + Array("t".utf8) + [0xE9, 10]
            let report = try await Self.file(bytes) {
                try await ClientsModule().importedClients.run(file: $0, into: portal)
            }
            #expect(report.stored == 1)
            #expect(try await portal.client("l-ete-zoe")?.facts.name == "Zoé L'Été")
        }
    }

    @Test func `an export comes back as it went out`() async throws {
        try await ClientsPortal.run { portal in
            for language in ["en", "fr"] {
                let browser = try await portal.signedIn("support")
                browser.speak(language)
                let exported = try await browser.get("/clients/export.csv").body
                let columns = try await Self.file(exported) { path in
                    var reader = try CSVReader(path: path)
                    let titles = try reader.next()
                    return try ImportColumns<ClientColumn>(titles?.fields ?? [])
                }
                #expect(columns.positions.count == 11)
            }
        }
    }

    @Test func `other titles are named by a mapping`() throws {
        let columns = try ImportColumns<ClientColumn>(
            ["Wer", "Wessen", "nom"], mapping: ["first_name": "wer", "last_name": "Wessen"])
        #expect(columns.positions[try #require(ClientColumn(rawValue: "first_name"))] == 0)
        #expect(columns.positions[.lastName] == 1 && columns.positions.count == 2)
        #expect(throws: ImportError.self) {
            try ImportColumns<ClientColumn>(["nom", "prenom"], mapping: ["birthday": "nom"])
        }
        #expect(throws: ImportError.self) {
            try ImportColumns<ClientColumn>(["nom", "prenom"], mapping: ["email": "courriel"])
        }
        #expect(throws: ImportError.self) {
            try ImportColumns<ClientColumn>(["nom", "last_name", "prenom"], mapping: [:])
        }
        #expect(throws: ImportError.self) { try ImportColumns<ClientColumn>(["nom"], mapping: [:]) }
    }

    @Test func `what is no list of clients is refused as a whole`() async throws {
        try await ClientsPortal.run { portal in
            await #expect(throws: ImportError.self) {
                try await Self.file("") { try await ClientsModule().importedClients.run(file: $0, into: portal) }
            }
            await #expect(throws: CSVError.self) {
                try await Self.file([80, 75, 3, 4, 0, 0]) {
                    try await ClientsModule().importedClients.run(file: $0, into: portal)
                }
            }
            await #expect(throws: CSVError.self) {
                try await ClientsModule().importedClients.run(file: "/nowhere/at/all.csv", into: portal)
            }
        }
    }
}
