import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import Clients

@Suite struct ListTests {
    @Test(arguments: TestEngine.tested)
    func `names are in order, both ways`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            let browser = try await portal.few()
            let ordered = ["Zacharie Abel", "Zoé Lefèvre", "Lefébure Martin", "Jean Œuvrard"]
            #expect(try await browser.names("/clients") == ordered)
            #expect(try await browser.names("/clients?sort=name&way=desc") == ordered.reversed())
            #expect(try await browser.names("/clients?sort=created").first == "Lefébure Martin")
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a search ignores accents, case and the order of words`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            let browser = try await portal.few()
            #expect(try await browser.names("/clients?q=lefevre") == ["Zoé Lefèvre"])
            #expect(try await browser.names("/clients?q=LEF") == ["Zoé Lefèvre", "Lefébure Martin"])
            #expect(try await browser.names("/clients?q=oeuv+je") == ["Jean Œuvrard"])
            #expect(try await browser.names("/clients?q=zo%C3%A9+lef") == ["Zoé Lefèvre"])
            #expect(try await browser.names("/clients?q=A-1") == ["Zoé Lefèvre"])
            #expect(try await browser.names("/clients?q=zoe+martin") == [])
            #expect(try await browser.names("/clients?q=%21%21") == [])
            #expect(try await browser.names("/clients?q=%25") == [])
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a client of two words that begin alike is found once`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            let browser = try await portal.few()
            try await portal.enter("Martine", "Martin", id: "E-5")
            #expect(try await browser.names("/clients?q=mart") == ["Lefébure Martin", "Martine Martin"])
        }
    }

    @Test(arguments: TestEngine.tested)
    func `filters narrow the list`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            let browser = try await portal.few()
            #expect(
                try await browser.names("/clients?commercial=commercial") == [
                    "Zacharie Abel", "Zoé Lefèvre",
                ])
            #expect(try await browser.names("/clients?commercial=-") == ["Lefébure Martin"])
            #expect(try await browser.names("/clients?commercial=commercial&q=zoe") == ["Zoé Lefèvre"])
            #expect(try await portal.signedIn("management").post("/clients/A-1/archive").status == 303)
            #expect(try await browser.names("/clients?state=archived") == ["Zoé Lefèvre"])
            #expect(try await browser.names("/clients?q=lefevre") == [])
            #expect(try await browser.names("/clients").count == 3)
        }
    }

    @Test(arguments: [
        "?sort=id", "?way=up", "?page=0", "?page=x", "?state=all", "?commercial=nobody", "?company=none", "?q=%FF",
        "?q=%00",
    ])
    func `what no link of ours says is refused`(query: String) async throws {
        try await ClientsPortal.run { portal in
            let browser = try await portal.few()
            #expect(try await browser.get("/clients" + query).status == 400)
        }
    }

    @Test func `a page beyond the last is not there`() async throws {
        try await ClientsPortal.run { portal in
            let browser = try await portal.few()
            #expect(try await browser.get("/clients?page=2").status == 404)
            #expect(try await browser.get("/clients?q=nobody&page=1").status == 200)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `who may see only their own clients sees only those, in lists, exports and counts`(engine: TestEngine)
        async throws
    {
        try await ClientsPortal.run(on: engine) { portal in
            try await portal.few()
            try await portal.application.database.write { db in
                try db.run("DELETE FROM permission WHERE action = 'read' AND scope = 'client'")
                try db.run(
                    """
                    INSERT INTO permission (role_id, action, scope, relation)
                    SELECT id, 'read', 'client', 'own' FROM role WHERE name = 'Commercial'
                    """)
                try db.run("UPDATE generation SET number = number + 1")
            }
            let browser = try await portal.signedIn("commercial")
            let page = try await browser.get("/clients")
            #expect(page.names == ["Zacharie Abel", "Zoé Lefèvre"])
            #expect(page.shows("2 clients"))
            #expect(try await browser.names("/clients?q=jean") == [])
            #expect(try await browser.get("/clients/B-2").status == 403)
            let export = try await browser.get("/clients/export.csv").body
            #expect(export.contains("Abel") && !export.contains("uvrard"))
            #expect(try await portal.signedIn("support").get("/clients").status == 403)
        }
    }

    @Test func `an export holds what the list holds, as a spreadsheet of the language reads it`() async throws {
        try await ClientsPortal.run { portal in
            let browser = try await portal.few()
            try await portal.enter("=cmd()", "Formule", id: "F-6")
            let english = try await browser.get("/clients/export.csv?q=lefevre").body
            #expect(english.split(separator: "\r\n").count == 2)
            #expect(english.contains("A-1,,Zoé,Lefèvre,"))
            let all = try await browser.get("/clients/export.csv").body
            #expect(all.contains("'=cmd()"))
            browser.speak("fr")
            #expect(try await browser.get("/clients/export.csv").body.contains("A-1;;Zoé;Lefèvre;"))
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a list counts as the database does, after any change`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            let reader = try await portal.few()
            func counts(_ active: Int, _ archived: Int) async throws {
                #expect(try await portal.tallies())
                #expect(try await reader.get("/clients").shows("\(active) clients"))
                let away = try await reader.get("/clients?state=archived")
                #expect(away.names.count == archived)
            }
            try await counts(4, 0)
            let browser = try await portal.signedIn("management")
            #expect(try await browser.post("/clients/A-1/archive").status == 303)
            try await counts(3, 1)
            #expect(try await browser.post("/clients/B-2/commercial", ["commercial": "commercial"]).status == 303)
            #expect(try await browser.post("/clients/D-4/commercial", ["commercial": ""]).status == 303)
            #expect(try await reader.names("/clients?commercial=commercial") == ["Zacharie Abel", "Jean Œuvrard"])
            try await counts(3, 1)
            #expect(try await browser.post("/clients/A-1/restoration").status == 303)
            try await counts(4, 0)
            #expect(try await browser.post("/clients/A-1/delete").status == 303)
            try await counts(3, 0)
        }
    }
}
