import Foundation
import PortalConfiguration
import PortalDatabase
import PortalKit
import PortalMail
import PortalTestSupport
import PortalValues
import Testing

@testable import Clients
@testable import portal

/// What `docs/security` says of data, logs, files and what may be entered.
@Suite struct DataDocumentTests {
    private static let sources = SourceRules.sources

    @Test(arguments: TestEngine.tested)
    func `every table has its place among the classes of data`(engine: TestEngine) async throws {
        let rows = try SecurityPage.read("data").rows("# Data, and how each class is protected").prefix(4)
        #expect(rows.map { $0[0] } == ["secret", "delicate", "internal", "plain"])
        let documented = rows.flatMap { SecurityPage.words($0[2]) }
        #expect(Set(documented).count == documented.count)
        try await TestPortal.run(Composition.modules, on: engine, demonstration: false) { portal in
            let stored = try await portal.application.database.read { try DeclarationTests.tables($0) }
            #expect(Set(documented) == Set(stored), "\(Set(documented).symmetricDifference(stored).sorted())")
            // What opens something is stored as a digest or a slow hash: no column holds it as it is.
            for table in SecurityPage.words(rows[0][2]) {
                let columns = try await portal.application.database.read {
                    try $0.rows("SELECT * FROM \(identifier: table) LIMIT 1").first?.columns ?? []
                }
                #expect(!columns.contains { ["password", "token", "secret"].contains($0) }, "\(table)")
            }
        }
    }

    @Test func `everything that is logged is documented`() throws {
        let page = try SecurityPage.read("data")
        let events = page.rows("## What is logged").flatMap { SecurityPage.words($0[0]) }
        #expect(events == SecurityKind.allCases.map(\.rawValue))
        let months = page.rows("## What is logged").first { $0[0] == "security" }?.last
        #expect(months == "\(SecurityLog.months.standard) months")
        // Lines are written in one place, and nothing prints besides the command line itself.
        for file in Self.sources where !file.path.hasPrefix("Sources/Portal/Command/") {
            #expect(!file.text.contains(#/\bprint\(|FileHandle\.standard|LoggingSystem\.|syslog\(/#), "\(file.path)")
        }
    }

    @Test func `everybody that the portal speaks with is documented`() throws {
        let rows = try SecurityPage.read("data").rows("## Whom the portal speaks with")
        let files = Set(rows.flatMap { SecurityPage.words($0.last ?? "") })
        let speaking = Set(
            Self.sources.filter {
                $0.text.contains(#/HTTPClient\(|PQconnect|curl_easy_init|URLSession|ClientBootstrap|NIOTSConnection/#)
                    && !$0.path.hasPrefix("Sources/Portal/Command/Doctor/")
            }.map(\.path))
        #expect(files == speaking, "\(files.symmetricDifference(speaking).sorted())")
        let known = Set(try Configuration.load(environment: [:], file: nil).lines.map(\.name)).union(["PORTAL_URL"])
        let keys = rows.flatMap { SecurityPage.words($0[1]) }
        for key in keys { #expect(known.contains(key), "\(key)") }
        for key in known where key.hasSuffix("_URL") && key != "PORTAL_BASE_URL" {
            #expect(keys.contains(key), "\(key)")
        }
    }

    @Test func `the uploads of the documentation are the routes that take files`() throws {
        let documented = try SecurityPage.read("input").rows("## Files").map {
            "\(SecurityPage.words($0[0]).first ?? "") \($0[2])"
        }
        let routes = RouteTable.all(Composition.modules).map(\.route).filter {
            if case .streaming = $0.work { true } else { false }
        }.map { "\($0.method.rawValue) \($0.path) \($0.bodyLimit >> 20)" }
        #expect(routes.count >= 5)
        #expect(documented.sorted() == routes.sorted())
    }

    @Test func `the formats of the documentation are those that are checked`() throws {
        let readers: [String: (String) -> Bool] = [
            "e-mail address": { MailAddress(parsing: $0) != nil },
            "telephone number": { (try? PhoneNumber(typed: $0)) != nil },
            "SIRET or SIREN": { (try? Siret(typed: $0)) != nil }, "amount": { Money(typed: $0) != nil },
            "day": { Day(typed: $0) != nil }, "identifier": { (try? CustomID(typed: $0)) != nil },
        ]
        let rows = try SecurityPage.read("input").rows("## Formats")
        #expect(Set(rows.map { $0[0] }) == Set(readers.keys))
        for row in rows {
            let reads = try #require(readers[row[0]])
            for word in SecurityPage.words(row[1]) { #expect(reads(word), "\(row[0]): \(word)") }
            for word in SecurityPage.words(row[2]) { #expect(!reads(word), "\(row[0]): \(word)") }
        }
    }

    @Test func `what the documentation promises names the tests that show it`() throws {
        let sections = [
            ("input", "## What must fit together"), ("input", "## Limits of the business"),
            ("input", "## Single fields"),
            ("input", "## What costs much, and what bounds it"), ("data", "## What holds for each class"),
        ]
        for (name, heading) in sections {
            let promises = try SecurityPage.read(name).section(heading).split(separator: "\n").filter {
                $0.hasPrefix("- ")
            }
            #expect(promises.count > 4, "\(heading)")
            for promise in promises { #expect(!SecurityPage.tests(promise).isEmpty, "\(promise)") }
        }
        for name in ["authentication", "cryptography", "data", "input", "libraries"] {
            for test in SecurityPage.tests(try SecurityPage.read(name).text) {
                if let fault = NamedTests.fault(test) { Issue.record("\(name).md: \(fault)") }
            }
        }
    }
}
