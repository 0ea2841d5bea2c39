import Home
import PortalConfiguration
import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import Accounts

/// The password, typed again by somebody who has signed in.
@Suite struct StepUpTests {
    private static let modules: [any Module] = [HomeModule(), AccountsModule()]
    private static let token = ["token_name": "Terminal", "token_reach": "read", "token_days": "30"]

    private func makeToken(_ browser: TestBrowser, password: String?) async throws -> TestPage {
        var fields = Self.token
        fields["_password"] = password
        return try await browser.post("/profile/tokens", fields)
    }

    @Test(arguments: TestEngine.tested)
    func `strangers and neighbours with wrong passwords lock nobody else out`(engine: TestEngine) async throws {
        try await TestPortal.run(Self.modules, on: engine) { portal in
            let member = try await portal.signedIn("member")
            portal.wait(seconds: 601)
            for _ in 0..<20 {
                let page = try await makeToken(portal.visitor, password: "wrong")
                #expect(page.status == 401 || page.status == 303)
            }
            let support = try await portal.signedIn("support")
            portal.wait(seconds: 601)
            for number in 0..<8 {
                #expect(try await makeToken(support, password: "wrong").status == (number < 5 ? 401 : 429))
            }
            #expect(try await makeToken(member, password: TestPassword.text).status == 200)
        }
    }

    @Test func `a thief with many addresses is limited all the same`() async throws {
        let proxy: @Sendable (inout Configuration) -> Void = { configuration in
            configuration.trustedProxies = [AddressRange("127.0.0.1/32"), AddressRange("::1/128")].compactMap(\.self)
        }
        try await TestPortal.run(Self.modules, configure: proxy) { portal in
            let thief = try await portal.signedIn("member")
            portal.wait(seconds: 601)
            var statuses: [Int] = []
            for number in 0..<8 {
                var fields = Self.token
                fields["_password"] = "wrong"
                let page = try await thief.post(
                    "/profile/tokens", fields, headers: ["X-Forwarded-For": "192.0.2.\(number)"])
                statuses.append(page.status)
            }
            #expect(statuses.filter { $0 == 429 }.count == 3)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a right password costs nothing, and gives the session a new secret`(engine: TestEngine) async throws {
        try await TestPortal.run(Self.modules, on: engine) { portal in
            let member = try await portal.signedIn("member")
            for _ in 0..<12 {
                portal.wait(seconds: 601)
                let stolen = member.copy()
                #expect(try await makeToken(member, password: TestPassword.text).status == 200)
                #expect(try await member.get("/profile").status == 200)
                #expect(try await stolen.get("/profile").status == 303)
            }
            portal.wait(seconds: 601)
            let stolen = member.copy()
            let page = try await member.post("/confirm", ["password": TestPassword.text, "next": "/profile"])
            #expect(page.status == 303)
            #expect(try await member.get("/profile").status == 200)
            #expect(try await stolen.get("/profile").status == 303)
        }
    }
}
