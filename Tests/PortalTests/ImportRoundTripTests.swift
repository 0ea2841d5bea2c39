import Clients
import Contracts
import Events
import Foundation
import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import portal

/// What a portal writes, another one reads: exports of the demonstration, brought into an empty portal, are exported again.
@Suite struct ImportRoundTripTests {
    @Test(arguments: TestEngine.tested, ["fr", "en"])
    func `exports come back byte for byte`(engine: TestEngine, language: String) async throws {
        try await TestPortal.run(Composition.modules, on: engine) { portal in
            let database = portal.application.database
            let browser = try await portal.signedIn("management")
            browser.speak(language)
            func export(_ list: String, _ query: String = "") async throws -> String {
                let page = try await browser.get("\(list)/export.csv\(query)")
                #expect(page.status == 200)
                return page.body
            }
            let lists = [
                "/companies", "/clients", "/contracts", "/contracts?sort=amount&way=asc", "/events?sort=contract",
            ]
            func exports() async throws -> [String] {
                var all: [String] = []
                for list in lists {
                    let parts = list.split(separator: "?").map(String.init)
                    all.append(try await export(parts[0], parts.count > 1 ? "?" + parts[1] : ""))
                }
                return all
            }
            let before = try await exports()
            let clients = before[1]
            let works: [(index: Int, work: any FileImport)] = [
                (0, ClientsModule().importedCompanies), (1, ClientsModule().importedClients),
                (2, ContractsModule().imported), (4, EventsModule().imported),
            ]
            func count(_ index: Int) -> Int { before[index].components(separatedBy: "\r\n").count - 2 }
            #expect(count(0) >= 20 && count(1) >= 20 && count(2) >= 20 && count(4) >= 10)

            // Sent to the same portal again, they change nothing: neither the rows nor the log.
            let log = try await database.read {
                try $0.value("SELECT COUNT(*) FROM audit_entry WHERE action <> 'import'", as: Int.self)
            }
            for (index, work) in works {
                #expect(try await takeIn(before[index], of: work, portal).unchanged == count(index), "\(lists[index])")
            }
            #expect(try await exports() == before)
            #expect(
                try await database.read {
                    try $0.value("SELECT COUNT(*) FROM audit_entry WHERE action <> 'import'", as: Int.self)
                }
                    == log)

            try await database.write { db in
                for table in [
                    "event_step", "event", "contract_step", "contract_settlement", "contract_instalment",
                    "contract_amendment", "contract_scan", "contract", "client", "client_tally", "company",
                ] as [SQL] { try db.run("DELETE FROM \(sql: table)") }
            }
            if language == "fr" {
                // The command makes the companies of its clients itself.
                let report = try await Self.file(clients) {
                    try await ClientsModule().importedClients.run(file: $0, into: portal)
                }
                #expect(report.stored == count(1) && report.refused == 0)
                try await database.write { db in
                    for table in ["client", "client_tally", "company"] as [SQL] {
                        try db.run("DELETE FROM \(sql: table)")
                    }
                }
            }
            for (index, work) in works {
                #expect(try await takeIn(before[index], of: work, portal).stored == count(index), "\(lists[index])")
            }
            let after = try await exports()
            #expect(after == before)
            let verdict = try await database.read { try Audit.verify($0) }
            #expect(verdict.isIntact, "\(verdict)")
        }
    }

    private func takeIn(_ text: String, of work: any FileImport, _ portal: TestPortal) async throws -> ImportReport {
        let report = try await Self.file(text) {
            try await work.run(
                ImportSource(file: $0), portal.application, dryRun: false, skipsInvalid: false, isAgain: false,
                progress: { _ in },
                each: { _ in })
        }
        for problem in report.problems { Issue.record("line \(problem.line) \(problem.column): \(problem.message.id)") }
        return report
    }

    private static func file<T>(_ text: String, _ body: (String) async throws -> T) async throws -> T {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("round-\(UUID().uuidString).csv")
        try Data(text.utf8).write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        return try await body(url.path)
    }
}
