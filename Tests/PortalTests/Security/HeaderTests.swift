import HTTPTypes
import PortalKit
import PortalTestSupport
import Testing

@testable import portal

/// What every answer tells a browser.
@Suite struct HeaderTests {
    /// Everything that a visitor and somebody who may do everything find, and what goes wrong besides.
    private func everything(_ portal: TestPortal) async throws -> [Crawl.Found] {
        let admin = try await portal.signedIn("admin")
        var found = try await Crawl.all(portal.visitor) + Crawl.all(admin)
        for (method, path) in [
            (HTTPRequest.Method.post, "/nowhere"), (.post, "/legal"), (.post, "/login"), (.put, "/clients/nothing"),
            (.delete, "/api/v1/clients/nothing"), (.post, "/api/v1/tokens"), (.trace, "/"), (.options, "/clients"),
        ] {
            found.append(
                .init(
                    path: "\(method) \(path)", page: try await admin.raw(method, path, body: "x", headers: [:]),
                    route: nil))
        }
        found.append(
            .init(
                path: "a form from elsewhere",
                page: try await admin.post("/profile", headers: ["Origin": "https://evil.example"]), route: nil))
        return found
    }

    @Test func `every answer carries the fields that browsers act on`() async throws {
        try await Crawl.portal { portal in
            let found = try await everything(portal)
            #expect(found.count > 150)
            #expect(Set(found.map(\.page.status)).isSuperset(of: [200, 303, 401, 403, 404, 405, 410, 415]))
            for one in found {
                func field(_ name: String) -> String { one.page.header(name) ?? "" }
                let age = field("Strict-Transport-Security").firstMatch(of: #/max-age=(\d+)/#).flatMap { Int($0.1) }
                #expect((age ?? 0) >= 31_536_000, "\(one.path)")
                #expect(field("Strict-Transport-Security").contains("includeSubDomains"), "\(one.path)")
                let policy = field("Content-Security-Policy").split(separator: ";").map {
                    $0.drop { $0 == " " }
                }
                for directive in [
                    "default-src 'none'", "script-src 'self'", "style-src 'self'", "object-src 'none'",
                    "base-uri 'none'",
                    "frame-ancestors 'none'", "form-action 'self'",
                ] { #expect(policy.contains { $0 == directive }, "\(one.path): \(directive)") }
                #expect(!field("Content-Security-Policy").contains("unsafe"), "\(one.path)")
                #expect(field("X-Content-Type-Options") == "nosniff", "\(one.path)")
                #expect(["same-origin", "no-referrer"].contains(field("Referrer-Policy")), "\(one.path)")
                #expect(field("Cross-Origin-Opener-Policy") == "same-origin", "\(one.path)")
                #expect(field("Cross-Origin-Resource-Policy") == "same-origin", "\(one.path)")
                #expect(one.page.header("X-Powered-By") == nil && one.page.header("Server") == nil, "\(one.path)")
            }
        }
    }

    @Test func `where there is no TLS nothing claims that there is`() async throws {
        try await TestPortal.run(Composition.modules) { portal in
            let page = try await portal.visitor.get("/")
            #expect(page.header("Strict-Transport-Security") == nil)
        }
    }

    @Test func `every body says what it is, a text also in which letters`() async throws {
        try await Crawl.portal { portal in
            var types: Set<String> = []
            for one in try await everything(portal) where !one.page.body.isEmpty {
                let type = one.page.headers[.contentType] ?? ""
                #expect(!type.isEmpty, "\(one.path) does not say what it is")
                if type.hasPrefix("text/") { #expect(type.hasSuffix("; charset=utf-8"), "\(one.path): \(type)") }
                if type.hasPrefix("text/html") { #expect(one.page.body.hasPrefix("<!doctype html>"), "\(one.path)") }
                if type == "application/json" {
                    #expect(!one.page.json.isEmpty || one.page.body.hasPrefix("["), "\(one.path)")
                }
                types.insert(String(type.prefix { $0 != ";" }))
            }
            #expect(types.isSuperset(of: ["text/html", "text/css", "text/plain", "text/csv", "application/json"]))
        }
    }

    @Test func `pages of other sites are allowed to read nothing`() async throws {
        try await Crawl.portal { portal in
            let admin = try await portal.signedIn("admin")
            let headers = ["Origin": "https://evil.example", "Access-Control-Request-Method": "POST"]
            for path in ["/", "/clients", "/api/v1/clients", "/api/openapi.json", "/healthz", "/nowhere"] {
                for method in [HTTPRequest.Method.get, .options] {
                    let page = try await admin.raw(method, path, bytes: [], headers: headers)
                    #expect(
                        !page.headers.contains { $0.name.rawName.lowercased().hasPrefix("access-control-") }, "\(path)")
                }
            }
        }
    }

    @Test func `what is not for everybody is kept by nobody`() async throws {
        try await Crawl.portal { portal in
            let admin = try await portal.signedIn("admin")
            var kept = 0
            for one in try await Crawl.all(admin) where one.page.status == 200 {
                let control = one.page.headers[.cacheControl] ?? ""
                switch one.route?.access {
                case nil where one.path.hasPrefix("/static/"), .machine?: kept += 1
                case .everyone? where one.path.hasPrefix("/face.css") || one.path.hasPrefix("/.well-known/"): kept += 1
                // A browser may keep a photo, and asks each time before it shows it.
                default: #expect(control == "no-store", "\(one.path): \(control)")
                }
            }
            #expect(kept > 3)
        }
    }

    @Test func `who signs out leaves nothing in the browser`() async throws {
        try await Crawl.portal { portal in
            let browser = try await portal.signedIn("member")
            let page = try await browser.post("/logout")
            let cleared = page.header("Clear-Site-Data") ?? ""
            #expect(cleared.contains("\"cache\"") && cleared.contains("\"storage\""))
            #expect(
                page.headers[values: .setCookie].contains {
                    $0.hasPrefix("__Host-portal=;") && $0.contains("Max-Age=0")
                })
        }
    }
}
