import Foundation
import HTTPTypes
import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import Clients

@Suite struct ApiListTests {
    private func ids(_ page: TestPage) -> [String] { page.list.compactMap { $0["client_id"] as? String } }

    @Test(arguments: TestEngine.tested)
    func `a list is searched, filtered, sorted and cut, and says how much there is`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            try await portal.few()
            let program = try await portal.program("support")
            func get(_ query: String) async throws -> TestPage { try await program.get("/api/v1/clients?" + query) }
            #expect(try await ids(get("")) == ["C-3", "A-1", "D-4", "B-2"])
            #expect(try await ids(get("sort=-name")) == ["B-2", "D-4", "A-1", "C-3"])
            #expect(try await ids(get("q=lef")) == ["A-1", "D-4"])
            #expect(try await ids(get("commercial=-")) == ["D-4"])
            let mine = try await get("filter=" + Escape.query("commercial = commercial sort by last_name desc"))
            #expect(ids(mine) == ["A-1", "C-3"] && mine.header("X-Total-Count") == "2")
            let second = try await get("limit=1&offset=1&q=")
            #expect(ids(second) == ["A-1"] && second.header("X-Total-Count") == "4")
            #expect(
                second.header("Link")
                    == "</api/v1/clients?limit=1>; rel=\"first\", </api/v1/clients?limit=1>; rel=\"prev\", "
                    + "</api/v1/clients?limit=1&offset=2>; rel=\"next\", </api/v1/clients?limit=1&offset=3>; rel=\"last\""
            )
            let beyond = try await get("offset=40")
            #expect(beyond.status == 200 && beyond.body == "[]" && beyond.header("X-Total-Count") == "4")
            try await portal.enter("Neuf", "Neuf")
            #expect(try await get("").header("X-Total-Count") == "5", "a change shows at once")
        }
    }

    @Test(arguments: [
        "limit=0", "limit=501", "limit=-1", "limit=x", "limit=", "offset=-1", "offset=1e3",
        "offset=99999999999999999999",
        "sort=secret", "sort=--name", "state=flying", "commercial=nobody-at-all", "filtre=x", "limit=1&limit=2",
        "q=%FF", "page=2",
    ])
    func `what a list does not know is refused, and never leads to everything`(query: String) async throws {
        try await ClientsPortal.run { portal in
            let page = try await portal.program("support").get("/api/v1/clients?" + query)
            #expect(page.status == 400 && page.code == "malformed", "\(query)")
        }
    }

    @Test(arguments: [
        ("last_name ~", "expected-value", 12), ("nope = 3", "unknown-field", 1),
        ("(last_name = x", "unbalanced-parenthesis", 1),
        ("last_name = 'x", "unterminated-string", 13), ("creation_date = 30/02/2026", "bad-date", 17),
    ])
    func `a wrong filter says what is wrong and where`(filter: String, code: String, position: Int) async throws {
        try await ClientsPortal.run { portal in
            let page = try await portal.program("support").get("/api/v1/clients?filter=" + Escape.query(filter))
            #expect(page.status == 422 && page.code == code && page.faults == ["filter"])
            #expect((page.json["error"] as? [String: Any])?["position"] as? Int == position)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `what somebody may not read is not there: not in the list, its number, or behind its address`(
        engine: TestEngine
    ) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            try await portal.few()
            try await portal.application.database.write { db in
                let role = try #require(try Roles.find("Commercial", db))
                try Roles.revoke(Grant(.read, "client"), from: role.id, now: .tested(), db)
                try Roles.grant(
                    Grant(.read, "client", .relation("own")), to: role.id, in: Scopes(ClientsModule().scopes), db)
            }
            let program = try await portal.program("commercial")
            let page = try await program.get("/api/v1/clients")
            #expect(ids(page) == ["C-3", "A-1"] && page.header("X-Total-Count") == "2")
            #expect(
                try await ids(program.get("/api/v1/clients?filter=" + Escape.query("last_name != x"))) == [
                    "C-3", "A-1",
                ])
            #expect(try await program.get("/api/v1/clients/B-2").status == 403)
            #expect(try await program.get("/api/v1/clients/A-1").status == 200)
        }
    }

    @Test func `every address below the interface errs in JSON`() async throws {
        try await ClientsPortal.run { portal in
            let program = try await portal.program("support")
            for (method, path, status, code) in [
                (.get, "/api/v1/nowhere", 404, "not_found"), (.get, "/api/nowhere?q=%ZZ", 404, "not_found"),
                (.delete, "/api/v1/clients", 405, "method_not_allowed"),
                (.get, "/api/v1/clients/nobody", 404, "not_found"),
                (.post, "/api/v1/clients", 403, "forbidden"), (.get, "/api/v1/clients/%FF", 400, "malformed"),
            ] as [(HTTPRequest.Method, String, Int, String)] {
                let page = try await program.send(method, path, method == .get ? "" : "{}")
                #expect(page.status == status && page.code == code, "\(path) \(page.status) \(page.code ?? "")")
                #expect(page.json["error"] != nil)
            }
            #expect(try await program.send(.delete, "/api/v1/clients").header("Allow") == "GET, HEAD, POST")
        }
    }
}
