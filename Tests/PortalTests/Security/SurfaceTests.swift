import HTTPTypes
import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import portal

/// What a stranger meets who tries every address and every method.
@Suite struct SurfaceTests {
    /// Tables that tell who looked, and how often somebody tried.
    private static let notes: Set<String> = ["session", "security_event", "rate_limit", "audit_entry", "audit_tail"]

    private func stored(_ portal: TestPortal) async throws -> [String: String] {
        try await portal.application.database.read { db in
            var tables: [String: String] = [:]
            for table in try DeclarationTests.tables(db) where !Self.notes.contains(table) {
                let rows = try db.rows("SELECT * FROM \(identifier: table)").map { "\($0.asText)" }
                tables[table] = rows.sorted().joined(separator: "\n")
            }
            return tables
        }
    }

    @Test(arguments: TestEngine.tested)
    func `to look changes nothing`(engine: TestEngine) async throws {
        try await Crawl.portal(on: engine) { portal in
            let admin = try await portal.signedIn("admin")
            let before = try await stored(portal)
            #expect(before["person"]?.contains("Inès") == true)
            let found = try await Crawl.all(admin)
            #expect(found.count > 80)
            for one in found where one.route != nil {
                #expect(try await admin.raw(.head, one.path, bytes: []).status < 500, "\(one.path)")
            }
            let after = try await stored(portal)
            for (table, rows) in before { #expect(after[table] == rows, "looking changes \(table)") }
        }
    }

    @Test func `methods that nobody uses are refused`() async throws {
        try await TestPortal.run(Composition.modules) { portal in
            let admin = try await portal.signedIn("admin")
            for name in ["TRACE", "TRACK", "CONNECT", "PROPFIND", "DEBUG", "OPTIONS", "PUT", "PATCH", "DELETE"] {
                let method = try #require(HTTPRequest.Method(name))
                for path in ["/", "/profile", "/login", "/clients"] {
                    let page = try await admin.raw(
                        method, path, body: "", headers: ["X-Secret": "tell-me", "Origin": "http://127.0.0.1:8080"])
                    #expect([404, 405, 501].contains(page.status), "\(name) \(path) answers \(page.status)")
                    #expect(!page.shows("tell-me"), "\(name) \(path) repeats what it was sent")
                }
            }
        }
    }

    @Test func `no folder is listed, and only what belongs to the pages is served`() async throws {
        try await TestPortal.run(Composition.modules) { portal in
            for path in [
                "/static", "/static/", "/static/css", "/static/css/", "/.git/config", "/.git/HEAD", "/.svn/entries",
                "/.env",
                "/Package.swift", "/Resources/templates/home/home.html", "/migrations/0001_core.sql",
                "/var/portal.sqlite",
                "/var/secret-key", "/static/../Package.swift", "/static/..%2f..%2fPackage.swift", "/static/%2e%2e/.env",
                "/static/....//Package.swift", "/photos/_incoming/", "/_files/", "/server-status",
                "/conf_models/model.env",
            ] {
                let page = try await portal.visitor.get(path)
                #expect(
                    page.status == 404 || page.status == 308 || page.status == 303, "\(path) answers \(page.status)")
                #expect(page.status != 303 || page.location?.hasPrefix("/login") == true, "\(path)")
                #expect(!page.shows("swift-tools-version") && !page.shows("CREATE TABLE") && !page.shows("Index of"))
            }
        }
    }

    @Test func `no page sends anybody to another site`() async throws {
        try await TestPortal.run(Composition.modules) { portal in
            let elsewhere = [
                "https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example", "/%09/evil.example",
                "javascript:alert(1)", "https:evil.example",
            ]
            for address in elsewhere {
                let escaped = Escape.query(address)
                let visitor = portal.visitor
                let form = ["login": "member", "password": TestPassword.text, "next": address]
                let signedIn = try await visitor.post("/login", form)
                let pages = [
                    signedIn, try await visitor.get("/login?next=\(escaped)"),
                    try await visitor.post("/confirm", ["password": TestPassword.text, "next": address]),
                    try await visitor.post("/language", ["code": "en", "back": address]),
                    try await visitor.post("/theme", ["theme": "dark", "back": address]),
                ]
                for page in pages {
                    let target = try #require(page.location)
                    #expect(
                        target.hasPrefix("/") && !target.hasPrefix("//") && !target.contains("\\"),
                        "\(address): \(target)")
                    #expect(!target.contains("evil") || target.hasPrefix("/%09/"), "\(address): \(target)")
                }
            }
        }
    }

    @Test func `the way out is on every page`() async throws {
        try await TestPortal.run(Composition.modules) { portal in
            for person in ["admin", "member"] {
                var count = 0
                for one in try await Crawl.all(try await portal.signedIn(person)) where one.page.isHtml {
                    // Cards in the middle of a page (a link of a mail, an error) lead home, where it is.
                    guard one.page.status == 200, !one.page.shows("<body class=\"bare\">") else { continue }
                    #expect(one.page.shows("action=\"/logout\""), "\(one.path) of \(person)")
                    count += 1
                }
                #expect(count > 5)
            }
        }
    }
}

extension Row {
    /// Every column as a text, whatever its type.
    fileprivate var asText: [String] {
        columns.indices.map { position in
            if let text = try? get(at: position, as: String.self) { return text }
            if let number = try? get(at: position, as: Int64.self) { return String(number) }
            if let flag = try? get(at: position, as: Bool.self) { return String(flag) }
            if let number = try? get(at: position, as: Double.self) { return String(number) }
            if let bytes = try? get(at: position, as: [UInt8].self) { return "\(bytes)" }
            return "?"
        }
    }
}
