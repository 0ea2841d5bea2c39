import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import Accounts

/// Wherever somebody chooses a password, one that anybody would guess is refused in words, and nothing is changed.
@Suite struct WeakPasswordTests {
    private static let common = ["password": "password123", "password2": "password123"]

    private func refusal(_ page: TestPage) {
        #expect(page.status == 422)
        #expect(page.shows("Too easy to guess: this password is one of those"))
        #expect(!page.shows("password123"), "a password is never sent back")
    }

    @Test func `registering with a common password makes nothing`() async throws {
        try await TestPortal.run(TestPortal.accountModules) { portal in
            let form = ["first_name": "Zoé", "last_name": "Été", "email": "zoe@example.org"]
            refusal(try await portal.visitor.post("/register", form.merging(Self.common) { $1 }))
            #expect(try await portal.value("SELECT COUNT(*) FROM registration") == 0)
        }
    }

    @Test func `a link to a new password takes no common one, and stays good for another`() async throws {
        try await TestPortal.run(TestPortal.accountModules) { portal in
            let link = try await portal.resetLink("member")
            refusal(try await portal.visitor.post(link, Self.common))
            let good = ["password": "encore une longue phrase", "password2": "encore une longue phrase"]
            #expect(try await portal.visitor.post(link, good).status == 303)
        }
    }

    @Test func `the profile takes no common password, and the old one stays`() async throws {
        try await TestPortal.run(TestPortal.accountModules) { portal in
            let member = try await portal.signedIn("member")
            refusal(
                try await member.post(
                    "/profile/password", Self.common.merging(["current": TestPassword.text]) { $1 }))
            #expect(
                try await portal.visitor.post("/login", ["login": "member", "password": TestPassword.text]).status
                    == 303)
        }
    }

    @Test func `128 characters of any script fit the form, a novel does not`() async throws {
        try await TestPortal.run(TestPortal.accountModules) { portal in
            let long = String(String(repeating: "長い合言葉は忘れない雨の月曜日", count: 9).prefix(128))
            let link = try await portal.resetLink("member")
            #expect(try await portal.visitor.post(link, ["password": long, "password2": long]).status == 303)
            #expect(try await portal.visitor.post("/login", ["login": "member", "password": long]).status == 303)
            let novel = String(repeating: "x", count: 5000)
            #expect(try await portal.visitor.post("/login", ["login": "member", "password": novel]).status == 413)
        }
    }
}
