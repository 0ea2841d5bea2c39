import Foundation
import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import Administration

@Suite struct AdministrationApiTests {
    @Test(arguments: TestEngine.tested)
    func `a person is entered, found, changed, and never without a right`(engine: TestEngine) async throws {
        try await TestPortal.village(on: engine) { portal in
            let admin = try await portal.program("admin")
            let made = try await admin.send(
                .post, "/api/v1/people",
                #"{"first_name": "Zoé", "last_name": "Lefèvre", "email": "zoe@example.org", "account": true, "username": "zoe"}"#
            )
            #expect(made.status == 201 && made.location == "/api/v1/people/zoe")
            #expect(made.json["account"] as? Bool == true && made.json["language"] is NSNull)
            let changed = try await admin.change(.patch, "/api/v1/people/zoe", #"{"last_name": "Leroy"}"#)
            #expect(
                changed.json["last_name"] as? String == "Leroy" && changed.json["email"] as? String == "zoe@example.org"
            )
            #expect(try await admin.change(.patch, "/api/v1/people/zoe", #"{"username": "x"}"#).faults == ["username"])
            let found = try await admin.get("/api/v1/people?q=leroy")
            #expect(found.list.count == 1 && found.header("X-Total-Count") == "1")
            let plain = try await admin.send(
                .post, "/api/v1/people", #"{"first_name": "A", "last_name": "B", "account": false}"#)
            #expect((plain.json["person_id"] as? String)?.hasPrefix("~") == true)
            #expect(try await admin.get(plain.location ?? "").status == 200)
            let twice = try await admin.send(
                .post, "/api/v1/people", #"{"first_name": "A", "last_name": "B", "email": "ZOE@example.org"}"#)
            #expect(twice.status == 422 && twice.faults == ["email"])
            #expect(try await admin.send(.post, "/api/v1/people/zoe/archive", "{}").code == "reauth_required")
            let away = try await admin.confirmed(.post, "/api/v1/people/zoe/archive", "{}")
            #expect(away.status == 200 && away.json["archived_at"] is String, "\(away.body)")
            #expect(try await admin.get("/api/v1/people?view=archived").list.count == 1)
            let back = try await admin.confirmed(.post, "/api/v1/people/zoe/restoration", "{}")
            #expect(back.status == 200 && back.json["archived_at"] is NSNull)
            #expect(try await admin.confirmed(.post, "/api/v1/people/admin/archive", "{}").status == 422)
            let member = try await portal.program("member")
            for path in ["/api/v1/people", "/api/v1/people/zoe", "/api/v1/roles", "/api/v1/roles/public"] {
                #expect(try await member.get(path).status == 403, "\(path)")
            }
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a role is made, renamed and deleted, each with the password`(engine: TestEngine) async throws {
        try await TestPortal.village(on: engine) { portal in
            let admin = try await portal.program("admin")
            let new = #"{"name": "Photographes", "colour": "teal"}"#
            #expect(try await admin.send(.post, "/api/v1/roles", new).code == "reauth_required")
            let made = try await admin.confirmed(.post, "/api/v1/roles", new, [:])
            #expect(made.status == 201 && made.json["colour"] as? String == "teal")
            let twice = try await admin.confirmed(.post, "/api/v1/roles", new, [:])
            #expect(twice.status == 409 && twice.code == "duplicate_id")
            let path = "/api/v1/roles/photographes"
            #expect(
                try await admin.confirmed(.patch, path, #"{"name": "Photo"}"#).header("Content-Location")
                    == "/api/v1/roles/photo")
            #expect(try await admin.get("/api/v1/roles/photo/permissions").body == "[]")
            #expect(try await admin.confirmed(.delete, "/api/v1/roles/photo").status == 204)
            #expect(try await admin.get("/api/v1/roles/photo").status == 404)
            #expect(try await admin.confirmed(.delete, "/api/v1/roles/public").status == 409)
            #expect(
                try await admin.confirmed(.delete, "/api/v1/roles/administrator").status == 409,
                "the last who administers")
            #expect(try await admin.get("/api/v1/roles").list.first?["name"] as? String == "PUBLIC")
            let own = try await admin.get("/api/v1/roles/administrator/permissions").list
            #expect(own.contains { $0["scope"] as? String == "role" && $0["action"] as? String == "all" })
        }
    }
}
