import HTTPTypes
import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import Clients

/// Who may do what to clients and companies through a program: every department and operation, allowed and refused.
@Suite struct ApiMatrixTests {
    /// Method, path, body, and who gets through.
    static let matrix: [(method: HTTPRequest.Method, path: String, body: String, allowed: [String])] = [
        (.get, "/clients", "", ["commercial", "management", "support"]),
        (.get, "/clients/OWN", "", ["commercial", "management", "support"]),
        (.get, "/clients/OTHER", "", ["commercial", "management", "support"]),
        (.post, "/clients", #"{"first_name": "a", "last_name": "b"}"#, ["commercial"]),
        (.patch, "/clients/OWN", #"{"email": null}"#, ["commercial", "management"]),
        (.patch, "/clients/OTHER", #"{"email": null}"#, ["management"]),
        (.put, "/clients/OTHER", #"{"first_name": "a", "last_name": "b"}"#, ["management"]),
        (.patch, "/clients/OWN", #"{"commercial": "commercial2"}"#, ["management"]),
        (.patch, "/clients/OTHER", #"{"commercial": "commercial"}"#, ["management"]),
        (.post, "/clients/OTHER/archive", "", ["management"]),
        (.post, "/clients/OTHER/restoration", "", ["management"]),
        (.delete, "/clients/OWN", "", ["management"]), (.delete, "/clients/OTHER", "", ["management"]),
        (.get, "/companies", "", ["commercial", "management", "support"]),
        (.get, "/companies/ENT", "", ["commercial", "management", "support"]),
        (.post, "/companies", #"{"company_name": "a"}"#, ["commercial"]),
        (.patch, "/companies/ENT", #"{"town": "Nantes"}"#, ["commercial"]),
        (.put, "/companies/ENT", #"{"company_name": "a"}"#, ["commercial"]),
        (.post, "/companies/ENT/archive", "", ["commercial"]),
        (.post, "/companies/ENT/restoration", "", ["commercial"]),
        (.delete, "/companies/ENT", "", ["commercial"]),
    ]

    @Test(arguments: TestEngine.tested)
    func `each department gets through where it may, and nowhere else`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            try await portal.application.database.write { db in
                var facts = CompanyFacts()
                facts.customID = try CustomID(typed: "ENT")
                facts.name = "Halles"
                _ = try ClientsModule.companies.insert(facts, now: .tested(), db)
            }
            for (number, line) in Self.matrix.enumerated() {
                for person in ["commercial", "management", "support", "member"] {
                    // New ones each time: some of these changes go through.
                    let own = "OWN-\(number)-\(person)"
                    let other = "OTHER-\(number)-\(person)"
                    try await portal.enter("A", "A", of: "commercial", id: own)
                    try await portal.enter("B", "B", of: "commercial2", id: other)
                    let path =
                        "/api/v1" + line.path.replacing("/OWN", with: "/\(own)").replacing("/OTHER", with: "/\(other)")
                    let program = try await portal.program(person)
                    let page =
                        line.method == .delete
                        ? try await program.confirmed(line.method, path)
                        : try await program.change(line.method, path, line.body)
                    #expect(
                        (page.status < 300) == line.allowed.contains(person),
                        "\(person) \(line.method) \(path) \(page.status)")
                    if !line.allowed.contains(person) { #expect(page.status == 403 && page.code == "forbidden") }
                }
                let nobody = try await portal.stranger().change(line.method, "/api/v1" + line.path, line.body)
                #expect(nobody.status == 401 && nobody.code == "unauthenticated", "\(line.path)")
                #expect(nobody.header("WWW-Authenticate")?.hasPrefix("Bearer") == true)
                let forged = try await portal.stranger(token: "a.b.c").change(
                    line.method, "/api/v1" + line.path, line.body)
                #expect(forged.status == 401 && forged.code == "invalid_token")
            }
        }
    }

    @Test func `a field that somebody may not change stops the others too`() async throws {
        try await ClientsPortal.run { portal in
            try await portal.enter("Zoé", "Lefèvre", of: "commercial", id: "A-1")
            let program = try await portal.program("commercial")
            let page = try await program.change(
                .patch, "/api/v1/clients/A-1", #"{"first_name": "Zora", "commercial": "commercial2"}"#)
            #expect(page.status == 403)
            #expect(try await portal.client("A-1")?.facts.firstName == "Zoé")
        }
    }

    @Test func `a token with fewer scopes does less than its owner, in lists and on single elements`() async throws {
        try await ClientsPortal.run { portal in
            try await portal.enter("Zoé", "Lefèvre", of: "commercial", id: "A-1")
            let reading = try await portal.program("commercial", scopes: ["client:read"])
            #expect(try await reading.get("/api/v1/clients").status == 200)
            #expect(try await reading.get("/api/v1/clients/A-1").status == 200)
            #expect(try await reading.change(.patch, "/api/v1/clients/A-1", "{}").status == 403)
            #expect(try await reading.send(.post, "/api/v1/clients", "{}").status == 403)
            #expect(try await reading.get("/api/v1/companies").status == 403)
            let me = try await reading.get("/api/v1/me")
            #expect(me.json["scopes"] as? [String] == ["client:read"])
            let writing = try await portal.program("support", scopes: ["client:update", "client:read"])
            #expect(
                try await writing.change(.patch, "/api/v1/clients/A-1", "{}").status == 403,
                "support may not, token or not")
            #expect(try await reading.send(.delete, "/api/v1/tokens/1").status == 204, "itself, it may end")
        }
    }

    @Test func `to delete takes the password, typed for this one request`() async throws {
        try await ClientsPortal.run { portal in
            try await portal.application.database.write { db in
                for name in ["ENT", "ENT2"] {
                    var facts = CompanyFacts()
                    facts.customID = try CustomID(typed: name)
                    facts.name = name
                    _ = try ClientsModule.companies.insert(facts, now: .tested(), db)
                }
            }
            let program = try await portal.program("commercial")
            let bare = try await program.change(.delete, "/api/v1/companies/ENT")
            #expect(bare.status == 403 && bare.code == "reauth_required")
            let odd = try await program.send(
                .delete, "/api/v1/companies/ENT", "", ["If-Match": "*", "Portal-Step-Up": "x"])
            #expect(odd.status == 403 && odd.code == "reauth_required")
            let proof = try await portal.visitor.raw(
                .post, "/api/v1/step-up", body: "{}",
                headers: [
                    "Authorization": TestProgram.basic("commercial"), "Content-Type": "application/json", "Origin": "",
                ])
            let text = try #require(proof.json["step_up"] as? String)
            let headers = ["If-Match": "*", "Portal-Step-Up": text]
            #expect(
                try await program.send(
                    .delete, "/api/v1/companies/ENT", "", headers.merging(["If-Match": "\"0\""]) { $1 }
                ).status == 412)
            #expect(
                try await program.send(.delete, "/api/v1/companies/ENT", "", headers).status == 204,
                "what failed did not use it up")
            #expect(try await program.send(.delete, "/api/v1/companies/ENT2", "", headers).status == 403, "once")
            let late = try await portal.visitor.raw(
                .post, "/api/v1/step-up", body: "",
                headers: ["Authorization": TestProgram.basic("commercial"), "Origin": ""])
            let old = try #require(late.json["step_up"] as? String)
            portal.wait(seconds: 301)
            let stale = ["If-Match": "*", "Portal-Step-Up": old]
            #expect(
                try await program.send(.delete, "/api/v1/companies/ENT2", "", stale).status == 403, "for five minutes")
        }
    }

    @Test(arguments: TestEngine.tested)
    func `what something refers to is not deleted`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            try await portal.application.database.write { db in
                var facts = CompanyFacts()
                facts.customID = try CustomID(typed: "ENT")
                facts.name = "Halles"
                _ = try ClientsModule.companies.insert(facts, now: .tested(), db)
            }
            try await portal.enter("Zoé", "Lefèvre", company: "ENT")
            let page = try await portal.program("commercial").confirmed(.delete, "/api/v1/companies/ENT")
            #expect(page.status == 409 && page.code == "referenced")
        }
    }
}
