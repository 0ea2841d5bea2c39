import Foundation
import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import Clients

@Suite struct ClientApiTests {
    @Test(arguments: TestEngine.tested)
    func `a client is entered, read, changed, replaced and deleted`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            try await portal.application.database.write { db in
                let role = try #require(try Roles.find("Management", db))
                try Roles.grant(Grant(.delete, "client"), to: role.id, in: Scopes(ClientsModule().scopes), db)
            }
            let camille = try await portal.program("commercial")
            let new =
                #"{"client_id": "CLI 123", "first_name": "Zoé", "last_name": "Été", "telephone": "06 12 34 56 78"}"#
            let made = try await camille.send(.post, "/api/v1/clients", new)
            #expect(made.status == 201 && made.location == "/api/v1/clients/CLI%20123")
            #expect(made.json["commercial"] as? String == "commercial", "who enters a client looks after it")
            #expect(made.json["telephone"] as? String == "+33612345678" && made.json["email"] is NSNull)
            let path = try #require(made.location)
            let read = try await camille.get(path)
            #expect(read.status == 200 && read.body == made.body && read.tag == made.tag && read.tag.hasPrefix("\"1-"))
            #expect(read.header("Content-Type") == "application/json")
            let changed = try await camille.send(
                .patch, path, #"{"email": "zoe@example.org"}"#, ["If-Match": read.tag])
            #expect(changed.status == 200 && changed.json["email"] as? String == "zoe@example.org")
            #expect(changed.json["telephone"] as? String == "+33612345678" && changed.json["version"] as? Int == 2)
            let whole = try await camille.send(
                .put, path, #"{"first_name": "Zoé", "last_name": "Hiver"}"#, ["If-Match": changed.tag])
            #expect(whole.status == 200 && whole.json["email"] is NSNull && whole.json["telephone"] is NSNull)
            #expect(
                whole.json["client_id"] as? String == "CLI 123" && whole.json["commercial"] as? String == "commercial")
            #expect(try await camille.confirmed(.delete, path).status == 403)
            let management = try await portal.program("management")
            #expect(try await management.confirmed(.delete, path).status == 204)
            #expect(try await management.get(path).status == 404)
            #expect(try await management.confirmed(.delete, path).status == 404)
            #expect(try await portal.tallies())
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a change through a program is told in the log as one of the pages is`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            let client = try await portal.enter("Zoé", "Lefèvre", of: "commercial", id: "A-1")
            let program = try await portal.program("commercial")
            _ = try await program.change(.patch, "/api/v1/clients/a-1", #"{"last_name": "Leroy"}"#)
            let history = try await portal.application.database.read {
                try Audit.history(entity: "client", id: client.id, $0)
            }
            let line = try #require(history.first)
            #expect(line.action == "update" && line.actor.name == "commercial")
            #expect(line.changes == [AuditChange(field: "last_name", before: "Lefèvre", after: "Leroy")])
        }
    }

    @Test func `everything that is wrong is told at once, and nothing is stored`() async throws {
        try await ClientsPortal.run { portal in
            let program = try await portal.program("commercial")
            let before = try await portal.count("SELECT COUNT(*) FROM client")
            let typed = try await program.send(
                .post, "/api/v1/clients",
                #"{"first_name": 1, "last_name": null, "civility": "SIR", "email": ["x"], "version": 3, "nonsense": {}}"#
            )
            #expect(typed.status == 422 && typed.code == "validation")
            #expect(typed.faults == ["first_name", "last_name", "civility", "email", "version", "nonsense"])
            let meant = try await program.send(
                .post, "/api/v1/clients",
                #"{"first_name": "Z", "last_name": "é", "email": "no", "telephone": "12", "company_id": "nobody", "client_id": "a/b"}"#
            )
            #expect(meant.faults == ["email", "telephone", "company_id", "client_id"])
            #expect(try await program.send(.post, "/api/v1/clients", "{}").faults == ["first_name", "last_name"])
            program.speak("fr")
            let french = try await program.send(
                .post, "/api/v1/clients", #"{"first_name": "Z", "last_name": "é", "email": "no"}"#)
            #expect(french.shows("adresse") && french.header("Content-Language") == "fr")
            #expect(try await portal.count("SELECT COUNT(*) FROM client") == before)
        }
    }

    @Test(arguments: [
        ("", 415), ("{", 400), ("[]", 422), ("3", 422), ("null", 422), ("{\"first_name\": \"\\u0000\"}", 400),
        ("{\"first_name\": \"\\ud800\"}", 400), ("{\"first_name\": \"a\", \"first_name\": \"b\"}", 422), ("{} {}", 400),
        (String(repeating: "[", count: 5000), 400), ("{\"a\":" + String(repeating: " ", count: 1 << 20) + "1}", 413),
    ])
    func `an absurd body is refused for what it is`(body: String, status: Int) async throws {
        try await ClientsPortal.run { portal in
            let page = try await portal.program("commercial").send(.post, "/api/v1/clients", body)
            #expect(page.status == status && page.code != nil && page.json["error"] != nil)
        }
    }

    @Test func `only JSON is read, and a body in another dress is 415`() async throws {
        try await ClientsPortal.run { portal in
            try await portal.enter("Zoé", "Lefèvre", of: "commercial", id: "A-1")
            let program = try await portal.program("commercial")
            for type in [
                "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
                "application/merge-patch+json",
            ] {
                let page = try await program.send(.post, "/api/v1/clients", "{}", ["Content-Type": type])
                #expect(page.status == 415 && page.code == "unsupported_type")
            }
            let merge = try await program.send(
                .patch, "/api/v1/clients/A-1", "{}",
                ["Content-Type": "application/merge-patch+json; charset=utf-8", "If-Match": "*"])
            #expect(merge.status == 200)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `an identifier that is taken is a conflict, at the entry and at the change`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            try await portal.enter("A", "A", of: "commercial", id: "A-1")
            try await portal.enter("B", "B", of: "commercial", id: "B-2")
            let program = try await portal.program("commercial")
            let twice = try await program.send(
                .post, "/api/v1/clients", #"{"client_id": "a-1", "first_name": "x", "last_name": "y"}"#)
            #expect(twice.status == 409 && twice.code == "duplicate_id" && twice.faults == ["client_id"])
            let change = try await program.change(.patch, "/api/v1/clients/B-2", #"{"client_id": "A-1"}"#)
            #expect(change.status == 409 && change.code == "duplicate_id")
            let renamed = try await program.change(.patch, "/api/v1/clients/B-2", #"{"client_id": "C-3"}"#)
            #expect(renamed.status == 200 && renamed.header("Content-Location") == "/api/v1/clients/C-3")
            #expect(try await program.get("/api/v1/clients/B-2").status == 404)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a state that was not seen is not changed, and one that was seen is not sent again`(engine: TestEngine)
        async throws
    {
        try await ClientsPortal.run(on: engine) { portal in
            try await portal.enter("Zoé", "Lefèvre", of: "commercial", id: "A-1")
            let program = try await portal.program("commercial")
            let path = "/api/v1/clients/A-1"
            let tag = try await program.get(path).tag
            let known = try await program.get(path, ["If-None-Match": "\"x\", \(tag)"])
            #expect(known.status == 304 && known.body.isEmpty && known.tag == tag)
            #expect(try await program.get(path, ["If-None-Match": "\"x\""]).status == 200)
            let blind = try await program.send(.patch, path, #"{"email": null}"#)
            #expect(blind.status == 428 && blind.code == "precondition_required")
            #expect(try await program.send(.patch, path, #"{"first_name": "Zélie"}"#, ["If-Match": tag]).status == 200)
            let stale = try await program.send(.patch, path, #"{"first_name": "Zora"}"#, ["If-Match": tag])
            #expect(stale.status == 412 && stale.code == "stale_version")
            #expect(
                try await program.send(.put, path, #"{"first_name": "a", "last_name": "b"}"#, ["If-Match": tag]).status
                    == 412)
            #expect(try await portal.client("A-1")?.facts.firstName == "Zélie")
            #expect(try await program.get(path, ["If-None-Match": tag]).status == 200)
            // The client is another one to its readers when somebody else looks after it.
            let now = try await program.get(path).tag
            #expect(try await program.get(path, ["If-None-Match": now]).status == 304)
            let manager = try await portal.signedIn("management")
            #expect(try await manager.post("/clients/A-1/commercial", ["commercial": "commercial2"]).status == 303)
            let reader = try await portal.program("support")
            #expect(try await reader.get(path, ["If-None-Match": now]).status == 200)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `the same key gives the same answer, and makes one client`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            let program = try await portal.program("commercial")
            let body = #"{"first_name": "Zoé", "last_name": "Lefèvre"}"#
            let key = ["Idempotency-Key": "order-44"]
            let before = try await portal.count("SELECT COUNT(*) FROM client")
            let pages = try await withThrowingTaskGroup(of: TestPage.self) { group in
                for _ in 0..<5 { group.addTask { try await program.send(.post, "/api/v1/clients", body, key) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(pages.map(\.body)).count == 1 && pages.allSatisfy { $0.status == 201 })
            #expect(Set(pages.map(\.tag)).count == 1 && Set(pages.map { $0.location ?? "" }).count == 1)
            #expect(try await portal.count("SELECT COUNT(*) FROM client") == before + 1)
            let other = try await program.send(.post, "/api/v1/clients", body + " ", key)
            #expect(other.status == 422 && other.code == "idempotency_key_reused")
            let others = try await portal.program("commercial2").send(.post, "/api/v1/clients", body, key)
            #expect(others.status == 201, "somebody else’s key is another one")
            #expect(try await program.send(.post, "/api/v1/clients", body, ["Idempotency-Key": "a b"]).status == 400)
            let wrong = ["Idempotency-Key": "wrong"]
            #expect(try await program.send(.post, "/api/v1/clients", "{}", wrong).status == 422)
            #expect(
                try await program.send(.post, "/api/v1/clients", body, wrong).status == 201, "what failed was not done")
        }
    }

    @Test func `a browser that has signed in may use it too, but not from another site`() async throws {
        try await ClientsPortal.run { portal in
            let browser = try await portal.signedIn("commercial")
            let body = #"{"first_name": "Zoé", "last_name": "Lefèvre"}"#
            let json = ["Content-Type": "application/json"]
            #expect(try await browser.get("/api/v1/clients").status == 200)
            #expect(try await browser.raw(.post, "/api/v1/clients", body: body, headers: json).status == 201)
            let foreign = try await browser.raw(
                .post, "/api/v1/clients", body: body, headers: json.merging(["Origin": "https://evil.example"]) { $1 })
            #expect(foreign.status == 403 && foreign.code == "foreign_origin")
        }
    }
}
