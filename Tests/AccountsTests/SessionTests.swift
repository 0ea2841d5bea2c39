import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import Accounts

/// How long a session lives.
@Suite struct SessionTests {
    private static let day: Int64 = 86_400

    private func remembered(_ portal: TestPortal) async throws -> TestBrowser {
        let browser = portal.visitor
        let form = ["login": "member", "password": TestPassword.text, "remember": "on"]
        #expect(try await browser.post("/login", form).status == 303)
        return browser
    }

    @Test(arguments: TestEngine.tested)
    func `a session that nobody uses ends after 14 days, a remembered one after 60`(engine: TestEngine) async throws {
        try await TestPortal.run(TestPortal.accountModules, on: engine) { portal in
            let short = try await portal.signedIn("member")
            let long = try await remembered(portal)
            portal.wait(seconds: 14 * Self.day - 600)
            #expect(try await portal.signedIn("support").get("/profile").status == 200)
            let other = short.copy()
            portal.wait(seconds: 1200)
            #expect(try await other.get("/profile").status == 303)
            #expect(try await short.get("/profile").status == 303)
            #expect(try await long.get("/profile").status == 200)
            portal.wait(seconds: 59 * Self.day)
            #expect(try await long.get("/profile").status == 200, "what is used goes on")
            portal.wait(seconds: 61 * Self.day)
            #expect(try await long.get("/profile").status == 303)
        }
    }

    @Test func `however much it is used, a session ends after 30 days, a remembered one after a year`() async throws {
        try await TestPortal.run(TestPortal.accountModules) { portal in
            let short = try await portal.signedIn("member")
            let long = try await remembered(portal)
            for day in [10, 20, 29] {
                portal.wait(seconds: day == 29 ? 9 * Self.day : 10 * Self.day)
                #expect(try await short.get("/profile").status == 200, "day \(day)")
                #expect(try await long.get("/profile").status == 200)
            }
            portal.wait(seconds: 2 * Self.day)
            #expect(try await short.get("/profile").status == 303)
            for _ in 0..<8 {
                portal.wait(seconds: 40 * Self.day)
                #expect(try await long.get("/profile").status == 200)
            }
            portal.wait(seconds: 20 * Self.day)
            #expect(try await long.get("/profile").status == 303)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `the settings shorten it at once, within bounds, and what has ended is listed nowhere`(engine: TestEngine)
        async throws
    {
        try await TestPortal.run(TestPortal.accountModules, on: engine) { portal in
            let short = try await portal.signedIn("member")
            _ = try await remembered(portal)
            portal.wait(seconds: 3 * Self.day)
            let fresh = try await portal.signedIn("member")
            #expect(try await fresh.get("/profile").body.components(separatedBy: "/profile/sessions/").count - 1 == 3)
            try await portal.application.database.write { db in
                try db.set(PortalSettings.idleDays.name, "2", now: portal.application.clock())
                try db.set(PortalSettings.rememberedIdleDays.name, "2", now: portal.application.clock())
            }
            #expect(try await short.get("/profile").status == 303)
            #expect(!(try await fresh.get("/profile")).shows("/profile/sessions/"))
            for days in ["0", "31", "-1", "x"] { #expect(PortalSettings.idleDays.fault(days) != nil) }
            for days in ["0", "181", "1.5"] { #expect(PortalSettings.rememberedIdleDays.fault(days) != nil) }
        }
    }
}
