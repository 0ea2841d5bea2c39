import Foundation
import PortalTestSupport
import Testing

@Suite struct RemoteWritingTests {
    @Test(arguments: TestEngine.tested)
    func `a company is created, changed, shown and deleted with the password`(engine: TestEngine) async throws {
        try await RemoteTerminal.signedIn("commercial", on: engine) { portal, terminal in
            let made = try await terminal.portal(
                "entreprises", "creer", "--field", "company_id=ÉTÉ 1", "--field", "company_name=L’Été", "--field",
                "town=")
            #expect(made.status == 0, "\(made.errors)")
            let id = made.output.trimmingCharacters(in: .newlines)
            let changed = try await terminal.portal(
                "companies", "modifier", id, "--field", "address=a=b", "--format", "json")
            #expect(changed.status == 0 && changed.output.contains(#""address":"a=b""#), "\(changed.errors)")
            let wrong = try await terminal.portal("companies", "delete", id, "--password-stdin", input: "perhaps\n")
            #expect(wrong.status == 1 && !wrong.errors.isEmpty)
            #expect(try await terminal.portal("companies", "show", id).status == 0, "it is still there")
            let unasked = try await terminal.portal("companies", "delete", id)
            #expect(unasked.status == 2, "there is no terminal to ask on")
            let gone = try await terminal.portal(
                "companies", "supprimer", id, "--password-stdin", input: TestPassword.text + "\n")
            #expect(gone.status == 0 && gone.output == "\(id) is deleted.\n")
            let shown = try await terminal.portal("companies", "show", id)
            #expect(shown.status == 1 && shown.output.isEmpty && shown.errors.hasPrefix("portal: "))
        }
    }

    @Test func `every wrong field gets a line of its own`() async throws {
        try await RemoteTerminal.signedIn("commercial") { _, terminal in
            let outcome = try await terminal.portal(
                "clients", "create", "--field", "first_name=", "--field", "email=x", "--field", "colour=red")
            #expect(outcome.status == 1 && outcome.output.isEmpty)
            let names = outcome.errors.split(separator: "\n").dropFirst().map {
                $0.drop { $0 == " " }.prefix { $0 != ":" }
            }
            #expect(Set(names) == ["colour", "last_name"], "\(outcome.errors)")
        }
    }

    @Test func `who was slower is told so, unless they insist`() async throws {
        try await RemoteTerminal.signedIn("commercial") { portal, terminal in
            let program = try await portal.program("commercial")
            _ = try await program.send(
                .post, "/api/v1/companies", #"{"company_id": "SLOW", "company_name": "Zoé"}"#)
            let pipe = terminal.folder + "/pipe"
            #expect(mkfifo(pipe, 0o600) == 0)
            async let slow = terminal.portal("companies", "update", "SLOW", "--json", pipe)
            // It opens the pipe when it has read the record.
            let handle = try await Self.openWhenRead(pipe)
            _ = try await program.change(.patch, "/api/v1/companies/SLOW", #"{"company_name": "Anne"}"#)
            try handle.write(contentsOf: Data(#"{"company_name": "Chloé"}"#.utf8))
            try handle.close()
            let outcome = try await slow
            #expect(outcome.status == 1 && outcome.output.isEmpty && !outcome.errors.isEmpty)
            #expect(try await program.get("/api/v1/companies/SLOW").json["company_name"] as? String == "Anne")
            let forced = try await terminal.portal(
                "companies", "update", "SLOW", "--force", "--json", "-", input: #"{"company_name": "Chloé"}"#)
            #expect(forced.status == 0 && forced.output == "SLOW\n")
            #expect(try await program.get("/api/v1/companies/SLOW").json["company_name"] as? String == "Chloé")
        }
    }

    private static func openWhenRead(_ pipe: String) async throws -> FileHandle {
        for _ in 0..<3_000 {
            let descriptor = open(pipe, O_WRONLY | O_NONBLOCK)
            if descriptor >= 0 { return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true) }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw CocoaError(.fileReadUnknown)
    }

    @Test func `a contract goes its whole way`() async throws {
        try await RemoteTerminal.signedIn("management") { portal, terminal in
            let clients = try await portal.program("management").get("/api/v1/clients?limit=1").list
            let client = try #require(clients.first?["client_id"] as? String)
            let word = TestPassword.text + "\n"
            func contract(_ arguments: String..., input: String = "") async throws -> String {
                let outcome = try await terminal.run(["contracts"] + arguments, input: input)
                return outcome.status == 0 ? outcome.output : "\(outcome.status) \(outcome.errors)"
            }
            #expect(
                try await contract(
                    "create", "--field", "contract_id=GALA", "--field", "title=Gala", "--field", "client=\(client)",
                    "--field", "amount=1275.45") == "GALA  draft\n")
            #expect(try await contract("send", "GALA") == "GALA  sent\n")
            #expect(try await contract("revise", "GALA", "--reason", "Prix") == "GALA  draft\n")
            #expect(try await contract("envoyer", "GALA") == "GALA  sent\n")
            #expect(
                try await contract(
                    "sign", "GALA", "--signatory", "Zoé", "--signed-on", "2026-01-05", "--password-stdin", input: word)
                    == "GALA  signed\n")
            let settled = try await contract(
                "settle", "GALA", "--amount", "275.45", "--method", "card", "--day", "2026-01-06", "--format", "json")
            #expect(settled.contains(#""remaining":"1000.00""#))
            #expect(try await contract("send", "GALA").hasPrefix("1 portal: "))
            #expect(try await contract("start", "GALA") == "GALA  in_progress\n")
            #expect(
                try await contract("cancel", "GALA", "--password-stdin", input: word).hasPrefix("1 portal: "), "why?")
            #expect(
                try await contract("cancel", "GALA", "--reason", "Pluie", "--password-stdin", input: word)
                    == "GALA  cancelled\n")
        }
    }
}
