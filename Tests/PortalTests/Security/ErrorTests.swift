import Foundation
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTestSupport
import Testing

@testable import portal

/// What happens where something goes wrong that nobody foresaw.
@Suite struct ErrorTests {
    /// An error that holds what nobody should read.
    private struct Secretive: Error, CustomStringConvertible {
        let description = "SELECT password_hash FROM account at /srv/portal/Secret.swift:7"
    }

    /// A module with faults.
    private struct Faulty: Module {
        static let id = "faulty"
        var title: Message { tr("Home") }
        var summary: Message { tr("Home") }
        var routes: [Route] {
            let rule = AccessRule("a rule that fails", asks: []) { _, _ in throw Secretive() }
            return [
                .get("/fault", .everyone) { _, _ in throw Secretive() },
                .get("/gated", .rule(rule)) { _, _ in .text("opened") },
                .get("/twice", .all([.everyone, .rule(rule)])) { _, _ in .text("opened") },
                .get("/either", .any([.rule(rule), .signedIn])) { _, _ in .text("opened") },
                .post("/half", .everyone) { context, db in
                    try db.set("half.done", "yes", now: context.now)
                    throw Secretive()
                },
            ]
        }
    }

    private static let modules: [any Module] = Composition.modules + [Faulty()]

    @Test func `what went wrong inside is told to the log and to nobody else`() async throws {
        let log = TestLog()
        try await TestPortal.run(Self.modules) { portal in
            try await portal.live(log: log) { port in
                let answer = try await TestCommand.run(["curl", "-s", "-i", "http://127.0.0.1:\(port)/fault"])
                #expect(answer.output.hasPrefix("HTTP/1.1 500"))
                for word in ["SELECT", "password_hash", "/srv/", ".swift", "Secretive", "Hummingbird", "swift"] {
                    #expect(!answer.output.contains(word), "\(word)")
                }
            }
        }
        #expect(log.lines(from: .error).contains { $0.contains("SELECT password_hash") && $0.contains("/fault") })
    }

    @Test(arguments: TestEngine.tested)
    func `a rule that fails opens nothing, and a change that fails is undone`(engine: TestEngine) async throws {
        try await TestPortal.run(Self.modules, on: engine) { portal in
            let admin = try await portal.signedIn("admin")
            for path in ["/gated", "/twice", "/either"] {
                for browser in [portal.visitor, admin] {
                    let page = try await browser.get(path)
                    #expect(page.status == 500 && !page.shows("opened") && !page.shows("SELECT"), "\(path)")
                }
            }
            #expect(try await admin.post("/half").status == 500)
            let done = try await portal.application.database.read {
                try $0.value("SELECT COUNT(*) FROM setting WHERE name = 'half.done'", as: Int.self)
            }
            #expect(done == 0)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a form from another site is an event of the security log`(engine: TestEngine) async throws {
        try await TestPortal.run(Composition.modules, on: engine) { portal in
            let member = try await portal.signedIn("member")
            let headers = ["Origin": "https://evil.example"]
            #expect(try await member.post("/profile", ["first_name": "Eve"], headers: headers).status == 403)
            let events = try await portal.application.database.read { db in
                try db.rows("SELECT account, detail FROM security_event WHERE kind = 'refusal'").map {
                    "\(try $0.get("account", as: String.self)): \(try $0.get("detail", as: String.self))"
                }
            }
            #expect(events == ["member: foreign origin"])
        }
    }
}
