import Foundation
import PortalDatabase
import PortalKit
import PortalTestSupport
import PortalValues
import Testing

@testable import Contracts
@testable import Events

/// Events from a file: looked at first, then stored as a whole.
@Suite struct EventImportTests {
    private static let head = "event_id,title,contract,starts,ends,place,attendees,state,support,notes\n"

    /// Lets management plan events too, as somebody who brings the old ones in.
    private static func entrust(_ portal: TestPortal) async throws -> TestBrowser {
        try await portal.application.database.write { db in
            guard let role = try Roles.find("Management", db) else { throw Failure.notFound }
            try Roles.grant(Grant(.create, "event"), to: role.id, in: Scopes(EventsModule().scopes), db)
        }
        return try await portal.signedIn("management")
    }

    @Test(arguments: TestEngine.tested)
    func `events come with their state and whoever runs them, on the organisation's clock`(engine: TestEngine)
        async throws
    {
        try await EventsPortal.run(on: engine) { portal in
            try await portal.agree("S")
            try await portal.agree("DONE", .completed)
            let browser = try await Self.entrust(portal)
            let text = """
                Identifiant;Titre;Contrat;Début;Fin;Lieu;Participants;État;Support;Notes
                E-1;Bal;s;01/03/2027 14h30;2027-03-01 18:00:30;Halle;1 200;;SUPPORT2;"Deux
                lignes"
                E-2;Gala;DONE;2026-01-05T20:00;2026-01-06T02:00;Halle;80;Clos;;
                ;Fête;S;2027-03-02 14:00;2027-03-02 18:00;Halle;0;confirmed;support;
                """
            let preview = try await browser.preview("/events", text)
            #expect(preview.counts == [3, 0, 0, 0])
            #expect(try await browser.accept(preview).status == 303)
            let one = try #require(try await portal.event("E-1"))
            #expect(one.facts.starts.description.hasPrefix("2027-03-01T13:30:00"))
            #expect(one.facts.ends.description.hasPrefix("2027-03-01T17:00:30"))
            #expect(one.facts.attendees == 1200 && one.facts.notes == "Deux\nlignes")
            #expect(one.support?.username == "support2" && one.state == .planned)
            #expect(try await portal.event("E-2")?.state == .closed)
            #expect(try await portal.event("2027-FETE")?.state == .confirmed)
            #expect(try await browser.get("/events/E-2").shows("Carried over by an import"))
            #expect(try await portal.application.database.read { try Audit.verify($0) }.isIntact)
        }
    }

    @Test(arguments: [
        ("A,Bal,NOWHERE,2027-03-01 14:00,2027-03-01 15:00,Halle,1,,,", "contract", "There is no such contract."),
        ("A,Bal,DRAFT,2027-03-01 14:00,2027-03-01 15:00,Halle,1,,,", "contract", "needs a signed contract"),
        ("A,Bal,DONE,2027-03-01 14:00,2027-03-01 15:00,Halle,1,planned,,", "contract", "completed"),
        ("A,Bal,DONE,2027-03-01 14:00,2027-03-01 15:00,Halle,1,confirmed,,", "contract", "completed"),
        ("A,Bal,S,2027-03-01 15:00,2027-03-01 14:00,Halle,1,,,", "ends", "after the start"),
        ("A,Bal,S,2027-03-28 02:30,2027-03-28 14:00,Halle,1,,,", "starts", "the clocks go forward"),
        ("A,Bal,S,2027-02-30 02:30,2027-03-28 14:00,Halle,1,,,", "starts", "does not exist"),
        ("A,Bal,S,2027-03-01 14:00,2027-03-01 15:00,Halle,99999999999,,,", "attendees", "whole number"),
        ("A,Bal,S,2027-03-01 14:00,2027-03-01 15:00,Halle,1,,member,", "support", "cannot run events"),
        ("A,Bal,S,2027-03-01 14:00,2027-03-01 15:00,Halle,1,lost,,", "state", "no such state"),
        ("filters,Bal,S,2027-03-01 14:00,2027-03-01 15:00,Halle,1,,,", "event_id", "reserved"),
        ("A,,S,2027-03-01 14:00,2027-03-01 15:00,Halle,1,,,", "title", "Please fill this in."),
    ])
    func `a refused line names its column and the reason`(line: String, column: String, reason: String) async throws {
        try await EventsPortal.run { portal in
            try await portal.agree("S")
            try await portal.agree("DRAFT", .draft)
            try await portal.agree("DONE", .completed)
            let browser = try await Self.entrust(portal)
            let preview = try await browser.preview("/events", Self.head + line + "\n")
            #expect(preview.counts == [0, 0, 0, 1], "\(line)")
            #expect(preview.shows(">\(column)</span>"), "\(line)")
            #expect(preview.shows(reason), "\(line)")
            #expect(preview.importPlace == nil)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a commercial brings in what they may plan, and nothing else`(engine: TestEngine) async throws {
        try await EventsPortal.run(on: engine) { portal in
            try await portal.agree("MINE")
            try await portal.agree("THEIRS", of: "commercial2")
            let browser = try await portal.signedIn("commercial")
            func counts(_ line: String) async throws -> [Int] {
                try await browser.preview("/events", Self.head + line + "\n").counts
            }
            let times = "2027-03-01 14:00,2027-03-01 15:00,Halle,1"
            #expect(try await counts("A,Bal,MINE,\(times),,,") == [1, 0, 0, 0])
            #expect(try await counts("A,Bal,THEIRS,\(times),,,") == [0, 0, 0, 1])
            #expect(try await counts("A,Bal,MINE,\(times),confirmed,,") == [0, 0, 0, 1])
            #expect(try await counts("A,Bal,MINE,\(times),,support,") == [0, 0, 0, 1])
            for person in ["management", "support", "member"] {
                #expect(try await portal.signedIn(person).get("/events/import").status == 403)
            }
            // What is here changes only for who may change it.
            #expect(
                try await browser.accept(browser.preview("/events", Self.head + "A,Bal,MINE,\(times),,,\n")).status
                    == 303)
            #expect(try await counts("A,Bal,MINE,\(times),,,") == [0, 0, 1, 0])
            #expect(try await counts("A,Gala,MINE,\(times),,,") == [0, 0, 0, 1])
            let manager = try await Self.entrust(portal)
            let changed = try await manager.preview("/events", Self.head + "A,Gala,MINE,\(times),,,\n")
            #expect(changed.counts == [0, 1, 0, 0])
            #expect(changed.shows("Title"))
            #expect(try await manager.accept(changed).status == 303)
            #expect(try await portal.event("A")?.title == "Gala")
            let moved = try await manager.preview("/events", Self.head + "A,Gala,THEIRS,\(times),done,,\n")
            #expect(moved.shows("An event stays with its contract.") && moved.shows("the file says something else"))
        }
    }
}
