import Foundation
import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import Clients

/// How somebody wants to see a list: its columns and how close its lines are.
@Suite struct ListViewTests {
    /// The heads of the list's table, in their order.
    private func heads(_ browser: TestBrowser, _ path: String = "/clients") async throws -> [String] {
        try await browser.get(path).texts(#/<th scope="col"[^>]*>(.*?)</th>/#)
    }

    @Test(arguments: TestEngine.tested)
    func `chosen columns are remembered for one person and one list, in the list's own order`(engine: TestEngine)
        async throws
    {
        try await ClientsPortal.run(on: engine) { portal in
            let browser = try await portal.few()
            #expect(try await heads(browser) == ["Client", "Company", "Telephone", "Commercial", "Since"])
            let sent = try await browser.send(
                "/clients/view",
                form: [
                    ("_token", UUID().uuidString), ("column", "created"), ("column", "trade"), ("density", "dense"),
                    ("back", "/clients?q=zoe"),
                ])
            #expect(sent.status == 303 && sent.location == "/clients?q=zoe")
            #expect(try await heads(browser) == ["Client", "Trade", "Since"])
            #expect(try await browser.get("/clients").texts(#/<table class="(list dense)">/#).count == 1)
            let page = try await browser.get("/clients/view")
            #expect(page.texts(#/name="column" value="(\w+)" checked/#) == ["trade", "created"])
            #expect(page.texts(#/name="density" value="(\w+)" checked/#) == ["dense"])
            #expect(try await heads(browser, "/companies").count == 5)
            let other = try await portal.signedIn("management")
            #expect(try await heads(other).count == 5)
            #expect(try await browser.post("/clients/view", ["usual": "yes", "column": "trade"]).status == 303)
            #expect(try await heads(browser).count == 5)
        }
    }

    @Test func `no column at all leaves what a line is about, and unknown ones are nothing`() async throws {
        try await ClientsPortal.run { portal in
            let browser = try await portal.few()
            _ = try await browser.post("/clients/view", ["density": "usual"])
            #expect(try await heads(browser) == ["Client"])
            _ = try await browser.post("/clients/view", ["column": "'; DROP TABLE client", "density": "odd"])
            #expect(try await heads(browser) == ["Client"])
            #expect(try await portal.count("SELECT COUNT(*) FROM list_view WHERE columns <> ''") == 0)
        }
    }

    @Test func `one comes back to the list and nowhere else`() async throws {
        try await ClientsPortal.run { portal in
            let browser = try await portal.few()
            for back in ["https://evil.example/clients", "//evil.example", "/clientsx", "/companies", "/clients/A-1"] {
                #expect(try await browser.post("/clients/view", ["back": back]).location == "/clients", "\(back)")
            }
        }
    }

    @Test func `whoever may not see the list chooses nothing there`() async throws {
        try await ClientsPortal.run { portal in
            #expect(try await portal.visitor.get("/clients/view").status == 303)
            let member = try await portal.signedIn("member")
            #expect(try await member.get("/clients/view").status == 403)
            #expect(try await member.post("/clients/view").status == 403)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `what people typed is text in every cell`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            let browser = try await portal.few()
            let odd = #"<b onclick="x">&amp; ‘é’ '"#
            let id = #"X"<&>'é ?#"#
            try await portal.enter(odd, "Zyx", id: id)
            let page = try await browser.get("/clients?q=zyx")
            #expect(page.texts(#/<td>(?:<input[^>]*>)?<a href="[^"]*">(.*?)</a>/#) == ["\(odd) Zyx"])
            #expect(!page.body.contains("<b onclick"))
            let url = try #require(page.texts(#/<td>(?:<input[^>]*>)?<a href="([^"]*)">/#).first)
            #expect(try await browser.get(url).status == 200)
        }
    }

    @Test func `the button says how many filters hold, and the line how many records there are`() async throws {
        @Sendable func seen(_ page: TestPage) -> [[String]] {
            [
                page.texts(#/<p class="count[^"]*">(.*?)</p>/#), page.texts(#/<b class="figure">(\d+)</b>/#),
                page.texts(#/<details class="filters"(.*?)>/#),
            ]
        }
        try await ClientsPortal.run { portal in
            let browser = try await portal.few()
            let all = try await browser.get("/clients")
            #expect(seen(all) == [["4 clients"], [], [""]])
            let narrow = try await browser.get("/clients?commercial=commercial&filter=last_name+%3D+Abel")
            #expect(seen(narrow) == [["1 client"], ["2"], [""]])
            let wrong = try await browser.get("/clients?filter=nothing")
            #expect(wrong.status == 422 && seen(wrong).last == ["open"], "what is wrong is seen at once")
        }
    }
}
