import Foundation
import PortalTestSupport
import Testing

@Suite struct RemoteSignInTests {
    @Test(arguments: TestEngine.tested)
    func `signing in keeps a token for nobody else’s eyes, signing out revokes it`(engine: TestEngine) async throws {
        try await RemoteTerminal.run(on: engine) { portal, terminal in
            let wrong = try await terminal.login("commercial", "perhaps this one")
            #expect(wrong.status == 1 && wrong.output.isEmpty && wrong.errors.hasPrefix("portal: "))
            #expect(!FileManager.default.fileExists(atPath: terminal.file))
            let right = try await terminal.login("commercial")
            #expect(right.status == 0 && right.output == "commercial is signed in at \(terminal.address).\n")
            let mode = try FileManager.default.attributesOfItem(atPath: terminal.file)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            let kept = try #require(
                JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: terminal.file)))
                    as? [String: Any])
            let token = try #require(kept["token"] as? String)
            #expect(!(right.output + right.errors).contains(token))
            let program = portal.stranger(token: token)
            #expect(try await program.get("/api/v1/me").json["username"] as? String == "commercial")
            #expect(try await terminal.portal("clients", "list").status == 0)
            let out = try await terminal.portal("logout")
            #expect(out.status == 0 && out.output == "commercial is signed out of \(terminal.address).\n")
            #expect(try await program.get("/api/v1/me").status == 401)
            #expect(!FileManager.default.fileExists(atPath: terminal.file))
            #expect(try await terminal.portal("logout").status == 3)
        }
    }

    @Test func `signing in again ends the token before`() async throws {
        try await RemoteTerminal.signedIn("commercial") { portal, terminal in
            let again = try await terminal.login("commercial")
            let tokens = try await portal.program("commercial").get("/api/v1/tokens").list
            #expect(again.status == 0 && tokens.count == 2, "this one, and the kept one")
        }
    }

    @Test func `who is not signed in, or not any more, gets 3`() async throws {
        try await RemoteTerminal.run { portal, terminal in
            let nobody = try await terminal.portal("contracts", "list")
            #expect(nobody.status == 3 && nobody.output.isEmpty)
            #expect(nobody.errors == "portal: nobody is signed in here; `portal login URL` signs in\n")
            _ = try await terminal.login("commercial")
            for token in try await portal.program("commercial").get("/api/v1/tokens").list {
                let id = try #require(token["id"] as? String)
                _ = try await portal.program("commercial").send(.delete, "/api/v1/tokens/\(id)")
            }
            let revoked = try await terminal.portal("contracts", "list")
            #expect(revoked.status == 3 && revoked.output.isEmpty)
            #expect(revoked.errors.contains("`portal login URL` signs in."))
            let out = try await terminal.portal("logout")
            #expect(out.status == 0, "what has ended needs no end")
        }
    }

    @Test func `the environment wins, and no token goes to another portal`() async throws {
        try await RemoteTerminal.signedIn("commercial") { portal, terminal in
            let other = terminal.with(["PORTAL_URL": "https://localhost:1"])
            #expect(try await other.portal("clients", "list").status == 3)
            let token = try #require(try await portal.program("support").token)
            let support = try await terminal.with(["PORTAL_TOKEN": token, "XDG_CONFIG_HOME": "/nowhere"])
                .with(["PORTAL_URL": terminal.address]).portal("clients", "delete", "x")
            #expect(support.status == 1, "asked about a client that is not there")
            let wrong = try await terminal.with(["PORTAL_TOKEN": "wrong"]).portal("clients", "list")
            #expect(wrong.status == 3 && !wrong.errors.contains("wrong"))
            let broken = try await terminal.with(["PORTAL_TOKEN": "secret\nsecret"]).portal("clients", "list")
            #expect(broken.status == 3 && !(broken.errors + broken.output).contains("secret"))
        }
    }

    @Test(arguments: [
        (["login", "http://portal.example.org", "--user", "u", "--password-stdin"], "without encryption"),
        (["login", "https://u:p@localhost", "--user", "u"], "no address of a portal"),
        (["login", "https://localhost:1"], "who signs in"),
        (["clients", "list", "--limit", "0"], "--limit is at least 1"),
        (["clients", "create"], "--field name=value"), (["contrats", "creer", "--field", "title"], "name=value"),
        (["contracts", "sign", "X"], "signatory"), (["clients", "list", "--format", "pdf"], "format"),
    ])
    func `a command line that makes no sense ends with 2`(arguments: [String], words: String) async throws {
        let folder = NSTemporaryDirectory() + "terminal-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let terminal = RemoteTerminal(address: "", folder: folder)
        let outcome = try await terminal.run(arguments)
        #expect(outcome.status == 2 && outcome.output.isEmpty)
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
    }

    @Test func `what is not there, or no portal, is said in a line`() async throws {
        let folder = NSTemporaryDirectory() + "terminal-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let nobody = RemoteTerminal(address: "http://127.0.0.1:1", folder: folder)
        let absent = try await nobody.login("zoe")
        #expect(absent.status == 1 && absent.errors == "portal: 127.0.0.1:1 cannot be reached\n")
        try await StandIn.run(.answers(status: 200, body: "<html>")) { other in
            let terminal = RemoteTerminal(address: other.address, folder: folder)
            let foreign = try await terminal.login("zoe")
            #expect(foreign.status == 1)
            #expect(foreign.errors == "portal: what answers there is not the interface of a portal\n")
            other.now(.answers(status: 502, body: "<html>"))
            #expect(try await terminal.login("zoe").errors.contains("the portal answered 502"))
            other.now(.answers(status: 302, body: ""))
            #expect(try await terminal.login("zoe").errors.contains("sends elsewhere"))
        }
    }
}
