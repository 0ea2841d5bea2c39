import HTTPTypes
import PortalKit
import PortalTestSupport
import Testing

@testable import portal

/// What becomes of what people type.
@Suite struct InputTests {
    @Test func `what is escaped twice is unescaped once`() async throws {
        try await TestPortal.run(Composition.modules) { portal in
            let admin = try await portal.signedIn("admin")
            #expect(try await portal.visitor.get("/login?next=%2Fa%252541").field("next") == "/a%2541")
            let form = ["first_name": "%41", "last_name": "%2e%2e"]
            #expect(try await admin.post("/profile", form).status == 303)
            #expect(try await admin.get("/profile").field("first_name") == "%41")
        }
    }

    @Test(arguments: [
        "{{ 77777 * 3 }}", "{% include 'layouts/page.html' %}", "${77777*3}", "%(name)s %s %n", "&amp;&lt;", "#{7*7}",
    ])
    func `what people type is no template`(text: String) async throws {
        try await TestPortal.run(Composition.modules) { portal in
            let admin = try await portal.signedIn("admin")
            #expect(try await admin.post("/profile", ["first_name": "Ada", "last_name": text]).status == 303)
            let shown = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
                .replacing("'", with: "&#39;")
            for path in ["/profile", "/", "/administration/people"] {
                let page = try await admin.get(path)
                #expect(page.status == 200 && page.shows(shown) && !page.shows("233331"), "\(path)")
            }
        }
    }

    @Test func `a field of the form counts in the form only, and once`() async throws {
        try await TestPortal.run(Composition.modules) { portal in
            let browser = try await portal.signedIn("member")
            let inAddress = try await browser.post(
                "/profile?last_name=Elsewhere", ["first_name": "Here", "last_name": "Here"])
            #expect(inAddress.status == 303)
            let page = try await browser.get("/profile?last_name=Elsewhere")
            #expect(page.field("last_name") == "Here")
            let twice = try await browser.send(
                "/profile",
                form: [
                    ("first_name", "A"), ("last_name", "B"), ("last_name", "C"),
                    ("_token", "tokentokentokentokentoken"),
                ])
            #expect(twice.status == 400)
            let onlyInAddress = try await portal.visitor.post("/login?login=member&password=\(TestPassword.text)", [:])
            #expect(onlyInAddress.status == 422)
        }
    }
}
