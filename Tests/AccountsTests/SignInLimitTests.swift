import PortalConfiguration
import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import Accounts

/// Who is slowed down when passwords are guessed, and who is not.
@Suite struct SignInLimitTests {
    private static let wrong = "guess"

    private func signIn(
        _ browser: TestBrowser, _ login: String, _ password: String = TestPassword.text, from address: String = ""
    ) async throws -> Int {
        let headers = address.isEmpty ? [:] : ["X-Forwarded-For": address]
        return try await browser.post("/login", ["login": login, "password": password], headers: headers).status
    }

    private static let proxy: @Sendable (inout Configuration) -> Void = { configuration in
        configuration.trustedProxies = [AddressRange("127.0.0.1/32"), AddressRange("::1/128")].compactMap(\.self)
    }

    @Test(arguments: TestEngine.tested)
    func `user name and address are one account, whose wrong passwords are counted together`(engine: TestEngine)
        async throws
    {
        try await TestPortal.run(TestPortal.accountModules, on: engine, configure: Self.proxy) { portal in
            var statuses: [Int] = []
            for number in 0..<12 {
                let login = ["support", "SUPPORT", "support@portal.example", "Support@Portal.Example"][number % 4]
                statuses.append(
                    try await signIn(portal.visitor, login, Self.wrong, from: "192.0.2.\(number)"))
            }
            #expect(statuses == Array(repeating: 422, count: 10) + [429, 429])
            #expect(try await signIn(portal.visitor, "admin") == 303)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `32 right passwords at once are 32 sessions, and leave every try there`(engine: TestEngine) async throws {
        try await TestPortal.run(TestPortal.accountModules, on: engine) { portal in
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<32 { group.addTask { try await signIn(portal.visitor, "member") } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses == Array(repeating: 303, count: 32))
            for _ in 0..<10 { #expect(try await signIn(portal.visitor, "member", Self.wrong) == 422) }
            #expect(try await signIn(portal.visitor, "member") == 429)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `strangers do not shut somebody out of a browser that they have used`(engine: TestEngine) async throws {
        try await TestPortal.run(TestPortal.accountModules, on: engine, configure: Self.proxy) { portal in
            let own = portal.visitor
            for name in ["support", "member", "support"] {
                #expect(try await signIn(own, name) == 303)
                #expect(try await own.post("/logout").status == 303)
            }
            for number in 0..<30 {
                for name in ["support", "member"] {
                    _ = try await signIn(portal.visitor, name, Self.wrong, from: "192.0.2.\(number)")
                }
            }
            #expect(try await signIn(portal.visitor, "support") == 429)
            #expect(try await signIn(own, "support") == 303)
            #expect(try await own.post("/logout").status == 303)
            #expect(try await signIn(own, "member@portal.example") == 303, "a browser knows several accounts")
            // A known browser opens nothing, knows no other account, and has an end of its own.
            let other = try await portal.signedIn("commercial")
            #expect(try await other.post("/logout").status == 303)
            #expect(try await signIn(other, "support") == 429)
            #expect(try await own.post("/logout").status == 303)
            for _ in 0..<10 { #expect(try await signIn(own, "support", Self.wrong) == 422) }
            #expect(try await signIn(own, "support") == 429)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `strangers behind one address use up no tries of those who are at home there`(engine: TestEngine) async throws
    {
        try await TestPortal.run(TestPortal.accountModules, on: engine, configure: Self.proxy) { portal in
            let (shared, elsewhere) = ("192.0.2.1", "198.51.100.1")
            #expect(try await signIn(portal.visitor, "support", from: shared) == 303)
            // A busy machine takes so long for a try that one is given back meanwhile.
            var last = 0
            for number in 0..<200 where last != 429 {
                last = try await signIn(portal.visitor, "nobody\(number)", Self.wrong, from: shared)
            }
            #expect(last == 429)
            #expect(try await signIn(portal.visitor, "member", from: elsewhere) == 303)
            let headers = [
                "Authorization": TestProgram.basic("support"), "Content-Type": "application/json", "Origin": "",
                "X-Forwarded-For": shared,
            ]
            for _ in 0..<12 {
                #expect(try await signIn(portal.visitor, "support", from: shared) == 303)
                let stepUp = try await portal.visitor.raw(.post, "/api/v1/step-up", body: "{}", headers: headers)
                #expect(stepUp.status == 201)
            }
            // Guessing from there has an end all the same, and a new home takes a right password.
            let guesses = try await tries(12, "support", Self.wrong, from: shared, portal)
            #expect(guesses == Array(repeating: 422, count: 10) + [429, 429])
        }
    }

    private func tries(
        _ count: Int, _ login: String, _ password: String, from address: String, _ portal: TestPortal
    ) async throws -> [Int] {
        var statuses: [Int] = []
        for _ in 0..<count { statuses.append(try await signIn(portal.visitor, login, password, from: address)) }
        return statuses
    }

    @Test func `a new password lets its owner in at once, whatever strangers do`() async throws {
        try await TestPortal.run(TestPortal.accountModules, configure: Self.proxy) { portal in
            for number in 0..<12 {
                _ = try await signIn(portal.visitor, "member", Self.wrong, from: "192.0.2.\(number)")
            }
            let link = try await portal.resetLink("member")
            let browser = portal.visitor
            let new = ["password": "encore une longue phrase", "password2": "encore une longue phrase"]
            let page = try await browser.post(link, new)
            #expect(page.status == 303)
            let cookie = page.headers[values: .setCookie].first { $0.hasPrefix("portal-device=") } ?? ""
            #expect(
                cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Max-Age=31536000"))
            #expect(try await signIn(portal.visitor, "member", "encore une longue phrase", from: "203.0.113.5") == 429)
            #expect(try await signIn(browser, "member", "encore une longue phrase") == 303)
        }
    }

    @Test func `the cookie of a known browser is sealed, and bound to the portal where there is TLS`() async throws {
        try await TestPortal.run(
            TestPortal.accountModules,
            configure: { configuration in
                if let base = BaseURL("https://portal.example") { configuration.baseURL = base }
            }
        ) { portal in
            let page = try await portal.visitor.post("/login", ["login": "member", "password": TestPassword.text])
            let cookie = page.headers[values: .setCookie].first { $0.hasPrefix("__Host-portal-device=") } ?? ""
            #expect(cookie.contains("Secure") && cookie.contains("Path=/") && cookie.contains("HttpOnly"))
            for number in 0..<10 {
                let forged = ["Cookie": "__Host-portal-device=\(cookie.dropFirst(21).prefix(12))\(number)"]
                let form = ["login": "member", "password": Self.wrong]
                #expect(try await portal.visitor.post("/login", form, headers: forged).status == 422)
            }
            #expect(try await signIn(portal.visitor, "member") == 429)
        }
    }

    @Test func `an unknown account is slowed down as a known one is, so that nothing tells them apart`() async throws {
        try await TestPortal.run(TestPortal.accountModules, configure: Self.proxy) { portal in
            for login in ["nobody", "member", "nobody@portal.example"] {
                var statuses: [Int] = []
                for number in 0..<12 {
                    statuses.append(try await signIn(portal.visitor, login, Self.wrong, from: "198.51.100.\(number)"))
                }
                #expect(statuses == Array(repeating: 422, count: 10) + [429, 429], "\(login)")
            }
        }
    }

    @Test func `whoever tries one name after the other is stopped by address, of which an IPv6 subscriber has one`()
        async throws
    {
        try await TestPortal.run(TestPortal.accountModules) { portal in
            var last = 0
            for number in 0..<70 where last != 429 {
                last = try await signIn(portal.visitor, "name\(number)", Self.wrong)
            }
            #expect(last == 429)
        }
        let keys = ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1"].map { IPAddress($0)?.subscriber }
        #expect(keys[0] != nil && keys[0] == keys[1] && keys[0] != keys[2])
    }

    @Test func `programs that ask for a token are counted with the account too`() async throws {
        try await TestPortal.run(TestPortal.accountModules, configure: Self.proxy) { portal in
            for number in 0..<5 {
                _ = try await signIn(portal.visitor, "member", Self.wrong, from: "192.0.2.\(number)")
            }
            var statuses: [Int] = []
            for number in 5..<12 {
                let page = try await portal.visitor.raw(
                    .post, "/api/v1/tokens", body: #"{"name":"x"}"#,
                    headers: [
                        "Authorization": TestProgram.basic("member@portal.example", Self.wrong), "Origin": "",
                        "Content-Type": "application/json", "X-Forwarded-For": "192.0.2.\(number)",
                    ])
                statuses.append(page.status)
            }
            #expect(statuses == [401, 401, 401, 401, 401, 429, 429])
        }
    }
}
