import HTTPTypes
import PortalKit
import PortalTestSupport
import Testing

@testable import portal

/// The cookies of a portal that is reached over TLS.
@Suite struct CookieTests {
    @Test func `every cookie goes to this host only, over TLS only, and is out of reach of scripts`() async throws {
        try await Crawl.portal { portal in
            let browser = portal.visitor
            var cookies: [String] = []
            func take(_ page: TestPage) { cookies += page.headers[values: .setCookie] }
            take(try await browser.post("/language", ["code": "fr", "back": "/"]))
            take(try await browser.post("/theme", ["theme": "dark", "back": "/"]))
            take(try await browser.post("/login", ["login": "admin", "password": TestPassword.text, "remember": "on"]))
            take(try await browser.post("/profile", ["first_name": "Ada", "last_name": "Admin"]))
            for one in try await Crawl.all(browser) { take(one.page) }
            take(try await browser.post("/confirm", ["password": TestPassword.text, "next": "/"]))
            take(try await browser.post("/logout"))
            let names = Set(cookies.map { String($0.prefix { $0 != "=" }) })
            #expect(
                names == [
                    "__Host-portal", "__Host-portal-device", "__Host-portal-language", "__Host-portal-theme",
                    "__Host-portal-notices",
                ])
            for cookie in cookies {
                let parts = cookie.components(separatedBy: "; ").dropFirst()
                #expect(parts.contains("Secure") && parts.contains("HttpOnly") && parts.contains("Path=/"), "\(cookie)")
                #expect(parts.contains("SameSite=Lax") || parts.contains("SameSite=Strict"), "\(cookie)")
                #expect(!parts.contains { $0.hasPrefix("Domain") }, "\(cookie)")
                #expect(cookie.utf8.count <= 4096)
            }
        }
    }

    @Test func `the secret of a session stands in its cookie and nowhere else`() async throws {
        try await Crawl.portal { portal in
            let browser = portal.visitor
            let page = try await browser.post("/login", ["login": "admin", "password": TestPassword.text])
            let cookie = try #require(page.headers[values: .setCookie].first { $0.hasPrefix("__Host-portal=") })
            let secret = String(cookie.dropFirst("__Host-portal=".count).prefix { $0 != ";" })
            #expect(secret.utf8.count == 43)
            for one in try await Crawl.all(browser) {
                #expect(!one.page.body.contains(secret) && one.page.location?.contains(secret) != true, "\(one.path)")
            }
            // In an address it opens nothing.
            for path in [
                "/profile?__Host-portal=\(secret)", "/profile?session=\(secret)", "/profile?access_token=\(secret)",
            ] {
                #expect(try await portal.visitor.get(path).status == 303)
            }
            let token = try await portal.program("admin").token ?? ""
            #expect(try await portal.stranger().get("/api/v1/me?access_token=\(token)").status == 401)
        }
    }
}
