import Accounts
import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import Administration

@Suite struct RoleTests {
    @Test(arguments: TestEngine.tested)
    func `a role is made, changed, moved and deleted`(engine: TestEngine) async throws {
        try await TestPortal.village(on: engine) { portal in
            let browser = try await portal.signedIn("admin")
            let made = try await browser.post("/administration/roles", ["name": "Équipe du bar", "colour": "amber"])
            let path = try #require(made.location)
            #expect(try await browser.get(path).status == 200)
            let again = try await browser.post("/administration/roles", ["name": "ÉQUIPE du bar", "colour": ""])
            #expect(again.status == 422 && again.shows("field-name-error"))
            let version = try #require(try await browser.get(path + "/edit").field("version"))
            let renamed = try await browser.post(path, ["name": "Bar", "colour": "teal", "version": version])
            #expect(renamed.location == "/administration/roles/bar")
            let late = try await browser.post(
                "/administration/roles/bar", ["name": "Café", "colour": "red", "version": version])
            #expect(late.status == 409)
            #expect(try await browser.post("/administration/roles", ["name": "Baker", "colour": "blue"]).status == 303)
            #expect(try await browser.post("/administration/roles/bar/place", ["way": "up"]).status == 303)
            #expect(try await order(portal) == ["PUBLIC", "Administrator", "Bar", "Baker"])
            for _ in 0..<2 {
                #expect(try await browser.post("/administration/roles/bar/place", ["way": "up"]).status == 303)
                #expect(try await order(portal) == ["PUBLIC", "Bar", "Administrator", "Baker"])
            }
            #expect(try await browser.post("/administration/roles/public/place", ["way": "down"]).status == 404)
            #expect(try await browser.post("/administration/roles/bar/place", ["way": "left"]).status == 400)
            #expect(try await order(portal) == ["PUBLIC", "Bar", "Administrator", "Baker"])
            #expect(try await browser.get("/administration/roles/bar/deletion").status == 200)
            #expect(try await browser.post("/administration/roles/bar/deletion").location == "/administration/roles")
            #expect(try await browser.get("/administration/roles/bar").status == 404)
            #expect(try await order(portal) == ["PUBLIC", "Administrator", "Baker"])
        }
    }

    private func order(_ portal: TestPortal) async throws -> [String] {
        try await portal.application.database.read { try Roles.list($0).map(\.name) }
    }

    @Test func `PUBLIC keeps its name and stays, but may be coloured`() async throws {
        try await TestPortal.village { portal in
            let browser = try await portal.signedIn("admin")
            let version = try #require(try await browser.get("/administration/roles/public/edit").field("version"))
            let form = ["name": "PUBLIC", "colour": "grey", "version": version]
            #expect(
                try await browser.post("/administration/roles/public", form.merging(["name": "Everybody"]) { $1 })
                    .status == 409)
            #expect(try await browser.post("/administration/roles/public", form).status == 303)
            #expect(try await browser.get("/administration/roles/public/deletion").status == 409)
            #expect(try await browser.post("/administration/roles/public/deletion").status == 409)
            #expect(
                try await browser.post("/administration/people/mina/roles", ["role": "public", "back": ""]).status
                    == 409)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `permissions are added by action, scope and element, and hold at once`(engine: TestEngine) async throws {
        try await TestPortal.village(on: engine) { portal in
            let role = try await portal.role("Baker", [], heldBy: "mina")
            let browser = try await portal.signedIn("admin")
            let mina = try await portal.signedIn("mina")
            #expect(try await mina.get("/administration/people/hedda").status == 403)
            let path = "/administration/roles/baker/permissions"
            for (action, scope, element) in [
                ("read", "person", "HEDDA"), ("sign", "page", "OWN"), ("read", "page", ""), ("read", "role", "public"),
                ("read", "audit", ""),
            ] {
                let form = ["action": action, "scope": scope, "element": element]
                #expect(try await browser.post(path, form).location == "/administration/roles/baker", "\(form)")
            }
            let hedda = try await portal.person("hedda")
            let held = try await portal.application.database.read { try Roles.permissions(of: role, $0).map(\.grant) }
            #expect(
                Set(held) == [
                    Grant(.read, "person", .element(hedda)), Grant("sign", "page", .relation("own")),
                    Grant(.read, "page"),
                    Grant(.read, "role", .element(0)), Grant(.read, "audit"),
                ])
            #expect(try await mina.get("/administration/people/hedda").status == 200)
            #expect(try await mina.get("/administration/people/admin").status == 403)
            // PUBLIC is element 0, and no more than that.
            #expect(try await mina.get("/administration/roles/public").status == 200)
            #expect(try await mina.get("/administration/roles/baker").status == 403)
            let list = try await mina.get("/administration/roles")
            #expect(list.shows("/administration/roles/public") && !list.shows("/administration/roles/baker"))
            #expect(try await browser.post(path, ["action": "read", "scope": "audit", "element": ""]).status == 303)
            #expect(try await portal.count("SELECT COUNT(*) FROM permission WHERE role_id = \(role)") == 5)
        }
    }

    @Test(arguments: [
        (["action": "", "scope": "", "element": ""], "scope"),
        (["action": "sign", "scope": "role", "element": ""], "action"),
        (["action": "", "scope": "role", "element": ""], "action"),
        (["action": "read", "scope": "nowhere", "element": ""], "scope"),
        (["action": "read", "scope": "audit", "element": "own"], "element"),
        (["action": "read", "scope": "page", "element": "team"], "element"),
        (["action": "read", "scope": "person", "element": "zoe"], "element"),
        (["action": "read", "scope": "person", "element": String(repeating: "9", count: 600)], "element"),
    ])
    func `a permission that makes no sense is refused beside its field`(form: [String: String], field: String)
        async throws
    {
        try await TestPortal.village { portal in
            try await portal.role("Baker", [])
            let browser = try await portal.signedIn("admin")
            let page = try await browser.post("/administration/roles/baker/permissions", form)
            #expect(page.status == 422)
            #expect(page.shows("field-\(field)-error"))
            #expect(
                try await portal.count(
                    "SELECT COUNT(*) FROM permission AS p JOIN role AS r ON r.id = p.role_id WHERE r.name = 'Baker'")
                    == 0)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a permission on an element that is gone is shown as gone, breaks nothing and can be removed`(
        engine: TestEngine
    ) async throws {
        try await TestPortal.village(on: engine) { portal in
            let role = try await portal.role("Baker", [], heldBy: "mina")
            try await portal.application.database.write { db in
                for (scope, element) in [("person", 9999), ("forgotten", 5)] {
                    try db.run(
                        "INSERT INTO permission (role_id, action, scope, element_id) VALUES (\(role), 'read', \(scope), \(element))"
                    )
                }
                try db.run("UPDATE generation SET number = number + 1 WHERE name = 'access'")
            }
            let browser = try await portal.signedIn("admin")
            let page = try await browser.get("/administration/roles/baker")
            #expect(page.status == 200)
            #expect(page.shows("9999") && page.shows("forgotten") && page.shows("No longer exists"))
            #expect(try await browser.get("/administration/people/mina").status == 200)
            let mina = try await portal.signedIn("mina")
            #expect(try await mina.get("/administration/people/~9999").status == 404)
            #expect(try await mina.get("/administration/people/admin").status == 403)
            let list = try await mina.get("/administration/people")
            #expect(list.status == 200 && !list.shows("Maëlle Kerguelen"))
            let ids = try await portal.application.database.read { try Roles.permissions(of: role, $0).map(\.id) }
            for id in ids {
                #expect(try await browser.post("/administration/roles/baker/permissions/\(id)/removal").status == 303)
            }
            #expect(try await portal.count("SELECT COUNT(*) FROM permission WHERE role_id = \(role)") == 0)
            #expect(try await browser.post("/administration/roles/baker/permissions/\(ids[0])/removal").status == 303)
            #expect(try await browser.post("/administration/roles/baker/permissions/x/removal").status == 404)
        }
    }

    @Test func `a permission of another role is not removed through this one`() async throws {
        try await TestPortal.village { portal in
            try await portal.role("Baker", [])
            let cook = try await portal.role("Cook", [Grant(.read, "audit")])
            let browser = try await portal.signedIn("admin")
            let id = try await portal.application.database.read {
                try #require(try Roles.permissions(of: cook, $0).first).id
            }
            _ = try await browser.post("/administration/roles/baker/permissions/\(id)/removal")
            #expect(try await portal.count("SELECT COUNT(*) FROM permission WHERE id = \(id)") == 1)
        }
    }
}
