import Foundation
import PortalDatabase
import PortalTestSupport
import PortalValues
import Synchronization
import Testing

@testable import Clients
@testable import PortalKit

/// A file is stored in portions: others change something in between, and what is interrupted goes on.
@Suite struct ImportPortionTests {
    /// A file that goes away.
    private static func file<T>(_ text: String, _ body: (String) async throws -> T) async throws -> T {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("import-\(UUID().uuidString).csv")
        try Data(text.utf8).write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        return try await body(url.path)
    }

    private static let head = "client_id,first_name,last_name,company_name\n"

    /// So many clients; every second one without an identifier, and some of them at a company that the file brings.
    private static func lines(_ range: ClosedRange<Int>) -> String {
        range.map { number in
            "\(number.isMultiple(of: 2) ? "P-\(number)" : ""),Zoé,Portion \(number),\(number % 5 == 0 ? "Zèbre \(number % 3)" : "")"
        }.joined(separator: "\n") + "\n"
    }

    private static func stored(_ portal: TestPortal) async throws -> Int {
        try await portal.count("SELECT COUNT(*) FROM client WHERE last_name LIKE 'Portion %'")
    }

    private static func names(_ portal: TestPortal) async throws -> Int {
        try await portal.count("SELECT COUNT(DISTINCT last_name) FROM client WHERE last_name LIKE 'Portion %'")
    }

    /// Begins an import, and ends it in the middle as a killed process does: between two portions. How many lines were stored.
    private static func interrupt(_ path: String, after least: Int, _ portal: TestPortal) async throws -> Int {
        let count = Mutex(0)
        let task = Task {
            try await ClientsModule().importedClients.run(
                file: path, into: portal,
                each: { line in
                    guard line.isStored else { return }
                    let isEnough = count.withLock {
                        $0 += 1
                        return $0 == least
                    }
                    if isEnough { withUnsafeCurrentTask { $0?.cancel() } }
                })
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        return count.withLock { $0 }
    }

    @Test(arguments: TestEngine.tested)
    func `a small change waits for a portion, not for a file of twenty thousand lines`(engine: TestEngine) async throws
    {
        try await ClientsPortal.run(on: engine) { portal in
            try await Self.file(Self.head + Self.lines(1...20_000)) { path async throws in
                let began = Mutex(false)
                let work = Task {
                    try await ClientsModule().importedClients.run(
                        file: path, into: portal,
                        each: { line in if line.isStored { began.withLock { $0 = true } } })
                }
                // Looking at all of the lines takes its time, and holds up nobody.
                while !began.withLock({ $0 }), !work.isCancelled { try await Task.sleep(for: .milliseconds(20)) }
                var waits: [Duration] = []
                for number in 0..<21 {
                    let start = ContinuousClock.now
                    // As a sign-in does: a row of its own, and, for the worst case, a line of the log in which everybody meets.
                    try await portal.application.database.write { db in
                        try db.run(
                            "UPDATE account SET last_login_at = \(Instant.tested()) WHERE username_key = 'support'")
                        try Audit.record(
                            by: .terminal, at: .tested(), action: "update", entity: "client", id: nil,
                            label: "wait \(number)", db)
                    }
                    waits.append(ContinuousClock.now - start)
                    try await Task.sleep(for: .milliseconds(17))
                }
                work.cancel()
                await #expect(throws: CancellationError.self) { try await work.value }
                let median = waits.sorted()[waits.count / 2]
                #expect(median < .milliseconds(200), "\(waits.sorted())")
                let stored = try await Self.stored(portal)
                #expect(stored > 0 && stored < 20_000)
                #expect(try await portal.tallies())
                #expect(try await portal.application.database.read { try Audit.verify($0) }.isIntact)
            }
        }
    }

    @Test(arguments: TestEngine.tested)
    func `an import that was interrupted goes on behind its last line, and doubles nothing`(engine: TestEngine)
        async throws
    {
        try await ClientsPortal.run(on: engine) { portal in
            let database = portal.application.database
            try await Self.file(Self.head + Self.lines(1...400)) { path async throws in
                let first = try await Self.interrupt(path, after: 30, portal)
                #expect(try await Self.stored(portal) == first)
                #expect(first >= 30 && first < 400)
                // What the log tells is what is stored, also of the half of it.
                let created: SQL = """
                    SELECT COUNT(*) FROM audit_entry WHERE action = 'create' AND entity = 'client'
                        AND label LIKE 'Zoé Portion %'
                    """
                #expect(try await portal.count(created) == first)

                let dry = try await ClientsModule().importedClients.run(file: path, into: portal, dryRun: true)
                #expect(dry.isResumed && dry.earlier == first && dry.new == 400 - first && dry.stored == 0)
                let second = try await Self.interrupt(path, after: 20, portal)
                #expect(try await Self.stored(portal) == first + second)
                let rest = try await ClientsModule().importedClients.run(file: path, into: portal)
                #expect(rest.isResumed && rest.lines == 400 && rest.earlier == first + second)
                #expect(rest.stored == 400 - first - second && rest.refused == 0)
                #expect(try await Self.stored(portal) == 400)
                #expect(try await Self.names(portal) == 400)
                #expect(try await portal.count("SELECT COUNT(*) FROM company WHERE name LIKE 'Zèbre %'") == 3)
                #expect(try await portal.tallies())
                #expect(try await database.read { try Audit.verify($0) }.isIntact)
            }
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a file that was imported is not stored a second time, unless that is asked for`(engine: TestEngine)
        async throws
    {
        try await ClientsPortal.run(on: engine) { portal in
            let text = "first_name,last_name\nZoé,Portion 1\nNoé,Portion 2\n"
            try await Self.file(text) { path async throws in
                #expect(try await ClientsModule().importedClients.run(file: path, into: portal).stored == 2)
                let again = try await ClientsModule().importedClients.run(file: path, into: portal)
                #expect(again.stored == 0 && again.earlier == 2 && !again.isResumed && again.lines == 2)
                #expect(
                    try await ClientsModule().importedClients.run(file: path, into: portal, isAgain: true).stored == 2)
                #expect(try await Self.stored(portal) == 4)
                #expect(try await ClientsModule().importedClients.run(file: path, into: portal).stored == 0)
            }
            // With lines behind them, only those are new.
            try await Self.file(text + "Léa,Portion 3\n") { path async throws in
                let longer = try await ClientsModule().importedClients.run(file: path, into: portal)
                #expect(longer.stored == 1 && longer.earlier == 2)
            }
            // Another beginning is another file.
            try await Self.file("first_name,last_name\nZoë,Portion 1\nNoé,Portion 2\n") { path async throws in
                #expect(try await ClientsModule().importedClients.run(file: path, into: portal).stored == 2)
            }
        }
    }

    @Test(arguments: TestEngine.tested)
    func `what changes on the way ends the import at its line, and the corrected file goes on there`(
        engine: TestEngine
    ) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            let database = portal.application.database
            let lines = Self.lines(1...400).replacing("Portion 300,Zèbre 0", with: "Portion 300,Unicorne")
            try await Self.file(Self.head + lines) { path async throws in
                let turn = Mutex(0)
                let work = ImportRun(ImportSource(file: path), "client", into: database) { db in
                    // After the first portion somebody enters two companies of the name that a later line has.
                    let isTime = turn.withLock { turn in
                        if turn == 1 { turn = 2 }
                        return turn == 2
                    }
                    if isTime, try Companies.named("Unicorne", db).isEmpty {
                        var facts = CompanyFacts()
                        facts.name = "Unicorne"
                        for id in ["U-1", "U-2"] {
                            facts.customID = try CustomID(typed: id)
                            _ = try ClientsModule.companies.insert(facts, now: .tested(), db)
                        }
                    }
                    let context = try portal.application.terminal(db)
                    return ImportActor(ClientFile(context: context), context.auditActor, context.now)
                }
                let report = try await work.run(
                    dryRun: false,
                    each: { line in
                        if line.isStored { turn.withLock { $0 = max($0, 1) } }
                    })
                #expect(report.end == 301)
                #expect(report.problems.map(\.column) == ["company_name"])
                #expect(report.stored == 299)
                #expect(try await Self.stored(portal) == 299)
                #expect(try await database.read { try Audit.verify($0) }.isIntact)
            }
            let corrected = lines.replacing("Unicorne", with: "Zèbre 0")
            try await Self.file(Self.head + corrected) { path async throws in
                let report = try await ClientsModule().importedClients.run(file: path, into: portal)
                #expect(report.isResumed && report.earlier == 299 && report.stored == 101 && report.end == nil)
            }
            #expect(try await Self.stored(portal) == 400)
            #expect(try await Self.names(portal) == 400)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `two imports of the same file at once store it once`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            try await Self.file(Self.head + Self.lines(1...100)) { path async throws in
                let stored = await withTaskGroup(of: Int?.self) { group in
                    for _ in 0..<3 {
                        group.addTask {
                            do {
                                return try await ClientsModule().importedClients.run(file: path, into: portal).stored
                            } catch is ImportError {
                                return 0
                            } catch {
                                return nil
                            }
                        }
                    }
                    return await group.reduce(into: [Int?]()) { $0.append($1) }
                }
                #expect(stored.allSatisfy { $0 != nil }, "\(stored)")
                _ = try? await ClientsModule().importedClients.run(file: path, into: portal)
                #expect(try await Self.stored(portal) == 100)
                #expect(try await Self.names(portal) == 100)
            }
        }
    }
}
