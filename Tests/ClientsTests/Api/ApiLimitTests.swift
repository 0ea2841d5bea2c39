import Foundation
import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

/// What an attacker sends: bodies that would cost more than they are worth, and too many of them.
@Suite struct ApiLimitTests {
    /// `{"0":0,"1":0,…}`
    private func members(_ count: Int) -> String {
        "{" + (0..<count).map { "\"\($0)\":0" }.joined(separator: ",") + "}"
    }

    @Test(arguments: TestEngine.tested)
    func `a body of thousands of members is refused while it is read, and told no more than twenty faults`(
        engine: TestEngine
    ) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            let program = try await portal.program("commercial")
            let start = ContinuousClock.now
            let many = try await program.send(.post, "/api/v1/clients", members(20_000))
            #expect(many.status == 400 && many.code == "malformed")
            let long = try await program.send(.post, "/api/v1/clients", members(60_000))
            #expect(long.status == 413)
            #expect(ContinuousClock.now - start < .seconds(5))
            let some = try await program.send(.post, "/api/v1/clients", members(150))
            #expect(some.status == 422)
            let error = try #require(some.json["error"] as? [String: Any])
            #expect((error["fields"] as? [String: Any])?.count == 20)
            let text = try await program.send(
                .post, "/api/v1/clients", "{\"last_name\":\"\(String(repeating: "x", count: 70_000))\"}")
            #expect(text.status == 400)
            let deep = String(repeating: "{\"a\":", count: 10_000)
            #expect(try await program.send(.post, "/api/v1/clients", deep).status == 400)
        }
    }

    @Test func `nobody is told apart before a byte of the body is read`() async throws {
        try await ClientsPortal.run { portal in
            let nobody = portal.stranger(token: nil)
            #expect(try await nobody.send(.post, "/api/v1/clients", members(60_000)).status == 401)
            let exchange = try await portal.visitor.raw(
                .post, "/api/v1/step-up", body: members(60_000),
                headers: ["Content-Type": "application/json", "Origin": ""])
            #expect(exchange.status == 401)
            let known = try await portal.visitor.raw(
                .post, "/api/v1/step-up", body: members(600),
                headers: [
                    "Content-Type": "application/json", "Origin": "",
                    "Authorization": TestProgram.basic("commercial", TestPassword.text),
                ])
            #expect(known.status == 413)
            let support = try await portal.program("support")
            #expect(try await support.send(.post, "/api/v1/clients", members(60_000)).status == 403)
            let browser = try await portal.signedIn("support")
            let form = String(repeating: "x", count: 2 << 20)
            #expect(
                try await browser.raw(
                    .post, "/clients/new", body: form, headers: ["Content-Type": "application/x-www-form-urlencoded"]
                ).status == 403)
        }
    }

    @Test func `a program that calls too often waits, is told how long, and nobody else waits with it`() async throws {
        try await ClientsPortal.run(configure: { $0.apiRate = 6 }) { portal in
            let program = try await portal.program("commercial")
            let first = try await program.get("/api/v1/clients?limit=1")
            #expect(first.status == 200)
            #expect(first.header("RateLimit-Policy") == "\"api\";q=6;w=60")
            #expect(first.header("RateLimit")?.hasPrefix("\"api\";r=5;t=") == true)
            for _ in 0..<5 { _ = try await program.get("/api/v1/clients?limit=1") }
            let refused = try await program.get("/api/v1/clients?limit=1")
            #expect(refused.status == 429 && refused.code == "throttled")
            #expect((1...10).contains(Int(refused.header("Retry-After") ?? "") ?? 0))
            #expect(refused.header("RateLimit")?.contains("r=0") == true)
            let other = try await portal.program("management")
            #expect(try await other.get("/api/v1/clients?limit=1").status == 200)
            portal.wait(seconds: 11)
            #expect(try await program.get("/api/v1/clients?limit=1").status == 200)
        }
    }
}
