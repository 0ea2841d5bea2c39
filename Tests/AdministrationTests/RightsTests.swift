import Accounts
import HTTPTypes
import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import Administration

/// Who may give what to whom, and who is refused.
@Suite struct RightsTests {
    @Test func `visitors are sent to the login page and others are refused, on every route`() async throws {
        try await TestPortal.village { portal in
            try await portal.role("Baker", [])
            let mina = try await portal.signedIn("mina")
            for route in AdministrationModule().routes {
                let path = route.path.replacing("{person}", with: "hedda").replacing("{role}", with: "baker")
                    .replacing("{permission}", with: "1").replacing("{mail}", with: "1").replacing(
                        "{scope}", with: "person"
                    )
                    .replacing("{element}", with: "hedda")
                if path.hasPrefix("/api/") {
                    let method = try #require(HTTPRequest.Method(route.method.rawValue))
                    #expect(try await portal.stranger().send(method, path).status == 401, "\(route.method) \(path)")
                    #expect(try await mina.raw(method, path, bytes: []).status == 403, "\(route.method) \(path)")
                    continue
                }
                let visitor =
                    route.method == .get ? try await portal.visitor.get(path) : try await portal.visitor.post(path)
                #expect(
                    route.method == .get ? visitor.status == 303 : visitor.status == 401,
                    "\(route.method) \(path): \(visitor.status)")
                let member = route.method == .get ? try await mina.get(path) : try await mina.post(path)
                #expect(member.status == 403, "\(route.method) \(path): \(member.status)")
            }
        }
    }

    @Test func `changes of roles and permissions ask for the password again after a while`() async throws {
        try await TestPortal.village { portal in
            let browser = try await portal.signedIn("admin")
            portal.wait(seconds: 3600)
            let request = try await browser.post("/administration/roles", ["name": "Baker", "colour": "teal"])
            #expect(request.status == 401)
            #expect(request.field("name") == "Baker")
            let wrong = try await browser.post(
                "/administration/roles", ["name": "Baker", "colour": "teal", "_password": "wrong"])
            #expect(wrong.status == 401)
            #expect(try await portal.count("SELECT COUNT(*) FROM role WHERE name = 'Baker'") == 0)
            let right = try await browser.post(
                "/administration/roles", ["name": "Baker", "colour": "teal", "_password": TestPassword.text])
            #expect(right.location == "/administration/roles/baker")
        }
    }

    @Test(arguments: TestEngine.tested)
    func `one role and all people: that role may be given, any other is refused`(engine: TestEngine) async throws {
        try await TestPortal.village(on: engine) { portal in
            let baker = try await portal.role("Baker", [])
            try await portal.role("Cook", [])
            try await portal.role(
                "Desk", [Grant(.write, "role", .element(baker)), Grant(.write, "person"), Grant(.read, "person")],
                heldBy: "hedda")
            let hedda = try await portal.signedIn("hedda")
            #expect(try await hedda.get("/administration/roles").status == 403)
            let list = try await hedda.get("/administration/people?give=mina")
            #expect(list.shows("name=\"role\" value=\"baker\"") && !list.shows("name=\"role\" value=\"cook\""))
            let back = "/administration/people?q=mina"
            #expect(
                try await hedda.post("/administration/people/mina/roles", ["role": "baker", "back": back]).location
                    == back)
            #expect(
                try await hedda.post("/administration/people/mina/roles", ["role": "cook", "back": back]).status == 403)
            #expect(try await portal.roles(of: "mina") == ["Baker"])
            let entry = try #require(try await portal.lastEntry())
            #expect(entry.action == "give" && entry.actor.name == "hedda" && entry.label == "Mina Member")
            #expect(
                try await hedda.post("/administration/people/mina/roles", ["role": "baker", "back": "//evil"]).location
                    == "/")
            #expect(try await hedda.post("/administration/people/mina/roles", ["role": "", "back": ""]).status == 422)
            #expect(
                try await hedda.post("/administration/people/mina/roles/baker/removal", ["back": back]).location == back
            )
            #expect(try await portal.roles(of: "mina").isEmpty)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `nobody gives away what they do not hold`(engine: TestEngine) async throws {
        try await TestPortal.village(on: engine) { portal in
            try await portal.role("Baker", [Grant(.read, "audit")])
            try await portal.role("Writer", [])
            try await portal.role(
                "Desk", [Grant(.write, "role"), Grant(.all, "person"), Grant(.read, "role")], heldBy: "hedda")
            let hedda = try await portal.signedIn("hedda")
            // Neither a role with a permission they lack …
            let refused = try await hedda.post("/administration/people/mina/roles", ["role": "baker", "back": ""])
            #expect(refused.status == 403 && refused.shows("read/audit"))
            // … nor, of course, to themselves …
            #expect(
                try await hedda.post("/administration/people/hedda/roles", ["role": "administrator", "back": ""]).status
                    == 403)
            // … nor a permission they lack to a role they may change, be it their own or everybody's.
            for role in ["writer", "desk", "public"] {
                for (action, scope) in [("read", "audit"), ("all", "role"), ("delete", "role")] {
                    let page = try await hedda.post(
                        "/administration/roles/\(role)/permissions", ["action": action, "scope": scope, "element": ""])
                    #expect(page.status == 403, "\(role) \(action)/\(scope)")
                }
            }
            // What they hold, they may.
            let held = try await hedda.post(
                "/administration/roles/writer/permissions", ["action": "delete", "scope": "person", "element": "mina"])
            #expect(held.status == 303)
            #expect(
                try await hedda.post("/administration/people/mina/roles", ["role": "writer", "back": ""]).status == 303)
            #expect(try await portal.roles(of: "hedda") == ["Desk"])
        }
    }

    @Test func `whoever may change people does not take over an administrator's account`() async throws {
        try await TestPortal.village { portal in
            try await portal.role("Desk", [Grant(.all, "person")], heldBy: "hedda")
            let hedda = try await portal.signedIn("hedda")
            let version = try #require(try await hedda.get("/administration/people/admin/edit").field("version"))
            let form = [
                "first_name": "Maëlle", "last_name": "Kerguelen", "email": "hedda2@village.example", "language": "",
                "version": version,
            ]
            #expect(try await hedda.post("/administration/people/admin", form).status == 403)
            #expect(try await hedda.post("/administration/people/admin/closure").status == 403)
            let name = form.merging(["email": "admin@portal.example", "last_name": "Adler"]) { $1 }
            #expect(try await hedda.post("/administration/people/admin", name).status == 303)
            let mina = try #require(try await hedda.get("/administration/people/mina/edit").field("version"))
            let other = [
                "first_name": "Mina", "last_name": "Member", "email": "m@village.example", "language": "",
                "version": mina,
            ]
            #expect(try await hedda.post("/administration/people/mina", other).status == 303)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `the last administrator cannot be removed, whichever way`(engine: TestEngine) async throws {
        try await TestPortal.village(on: engine) { portal in
            let browser = try await portal.signedIn("admin")
            #expect(
                try await browser.post("/administration/people/admin/roles/administrator/removal", ["back": ""]).status
                    == 409)
            #expect(try await browser.post("/administration/roles/administrator/deletion").status == 409)
            let id = try await portal.application.database.read { db in
                let role = try #require(try Roles.find(Role.administrator, db))
                return try #require(try Roles.permissions(of: role.id, db).first { $0.grant == Grant(.all, "role") }).id
            }
            #expect(
                try await browser.post("/administration/roles/administrator/permissions/\(id)/removal").status == 409)
            #expect(try await portal.roles(of: "admin") == ["Administrator"])
            // With a second one, the first may go.
            #expect(
                try await browser.post("/administration/people/hedda/roles", ["role": "administrator", "back": ""])
                    .status == 303)
            let hedda = try await portal.signedIn("hedda")
            #expect(try await hedda.post("/administration/people/admin/closure").status == 303)
            #expect(
                try await hedda.post("/administration/people/hedda/roles/administrator/removal", ["back": ""]).status
                    == 409)
        }
    }
}
