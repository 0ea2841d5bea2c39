import ArgumentParser
import Foundation
import PortalKit
import PortalLanguage
import Testing

@testable import portal

@Suite struct CommandTests {
    @Test(arguments: [
        "serve --hostname 0.0.0.0 --port 8081", "db upgrade", "db upgrade --to 3", "db downgrade", "db current",
        "db history", "db check",
        "db new members", "translate update", "translate compile", "translate check", "translate init de",
        "sass compile", "routes", "check",
        "config", "doctor", "maintenance on", "maintenance off", "maintenance status", "audit verify", "demo",
        "user create --username u --email e@x.fr --first-name F --last-name L --role A --role B --password-stdin",
        "user list",
        "user password u --password-stdin", "user roles u --add A --remove B", "user disable u", "role list",
        "role create N", "role delete N",
        "role grant N read client", "role grant N read client CLI1", "role revoke N update client own",
        "access explain u read client",
        "access explain PUBLIC read client CLI1", "clients import f.csv --dry-run",
        "clients import f.csv --skip-invalid", "login https://x.org --user u --name N --password-stdin", "logout",
        "clients list", "clients list f --sort -name --limit 5 --offset 3 --format csv", "companies list",
        "contracts liste", "events list", "clients show X --format json", "evenements voir X",
        "companies create --field company_name=N --field town=", "contracts creer --json -",
        "clients update X --field a=b --force", "entreprises modifier X --json f", "events delete X --password-stdin",
        "clients supprimer X --force", "contracts send X", "contracts revise X --reason r", "contracts start X",
        "contracts sign X --signatory S --signed-on 2026-01-05", "contracts complete X", "contracts close X",
        "contracts cancel X --reason r --password-stdin", "contracts envoyer X --format json --insecure-http",
        "contracts settle X --amount 1.50 --method card --day 2026-01-05",
    ])
    func `the commands have the names that others rely on`(line: String) throws {
        _ = try Portal.parseAsRoot(line.split(separator: " ").map(String.init))
    }

    @Test(arguments: [
        "nonsense", "serve --port 70000", "serve --port x", "maintenance perhaps", "role grant N", "clients import",
        "demo --scale 0",
    ])
    func `what makes no sense ends with 64`(line: String) {
        do {
            _ = try Portal.parseAsRoot(line.split(separator: " ").map(String.init))
            Issue.record("this was understood")
        } catch {
            #expect(Portal.exitCode(for: error).rawValue == 64)
        }
    }

    @Test func `every kind of translation fault has a number of its own`() {
        let numbers = TranslationError.Kind.allCases.map {
            CheckError(TranslationError($0, file: "f", reason: "r")).kind.rawValue
        }
        #expect(Set(numbers).count == numbers.count)
    }

    @Test func `columns are as wide as their widest cell`() {
        #expect(Terminal.table([["a", "bb"], ["ccc", "d", "e"], []]) == ["a    bb", "ccc  d   e", ""])
    }

    @Test func `a guessable secret is a fault, a random one is not`() {
        #expect(Secrets.strength(String(repeating: "ab", count: 40)).state == .bad)
        #expect(Secrets.strength("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08").state == .good)
    }
}
