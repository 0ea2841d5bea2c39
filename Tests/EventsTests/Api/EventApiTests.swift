import Contracts
import Foundation
import HTTPTypes
import PortalDatabase
import PortalKit
import PortalTestSupport
import PortalValues
import Testing

@testable import Events

@Suite struct EventApiTests {
    /// What a program sends to plan an event.
    static func body(_ contract: String, _ more: String = "") -> String {
        """
        {"contract": "\(contract)", "title": "Bal masqué", "place": "Halle", "starts": "2027-03-01T13:00:00Z",
        "ends": "2027-03-01T18:30:00+01:00", "attendees": 120\(more)}
        """
    }

    @Test(arguments: TestEngine.tested)
    func `an event goes from the plan to the end`(engine: TestEngine) async throws {
        try await EventsPortal.run(on: engine) { portal in
            try await portal.agree("MINE")
            let camille = try await portal.program("commercial")
            let made = try await camille.send(
                .post, "/api/v1/events", Self.body("MINE", #", "event_id": "EVENT789""#))
            #expect(made.status == 201 && made.header("Location") == "/api/v1/events/EVENT789")
            #expect(made.json["contract"] as? String == "MINE" && made.json["commercial"] as? String == "commercial")
            #expect(made.json["support"] is NSNull && made.json["state"] as? String == "planned")
            #expect(made.json["starts"] as? String == "2027-03-01T13:00:00.000000Z")
            #expect(made.json["ends"] as? String == "2027-03-01T17:30:00.000000Z")
            #expect(made.json["notes"] is NSNull && made.json["attendees"] as? Int == 120)
            let path = "/api/v1/events/EVENT789"
            let gestion = try await portal.program("management")
            let assigned = try await gestion.send(.post, path + "/support", #"{"support": "support"}"#)
            #expect(assigned.json["support"] as? String == "support" && assigned.tag != made.tag)
            let theo = try await portal.program("support")
            let changed = try await theo.change(.patch, path, #"{"attendees": 750, "notes": "Deux salles"}"#)
            #expect(changed.status == 200 && changed.json["attendees"] as? Int == 750)
            #expect(changed.json["starts"] as? String == made.json["starts"] as? String)
            #expect(try await portal.event("EVENT789")?.facts.notes == "Deux salles")
            func move(_ name: String, _ program: TestProgram) async throws -> TestPage {
                try await program.send(.post, path + "/transitions", #"{"name": "\#(name)"}"#)
            }
            #expect(try await move("start", theo).code == "invalid_transition")
            for name in ["confirm", "start", "finish"] {
                let page = try await move(name, theo)
                #expect(page.status == 200, "\(name)")
            }
            let late = try await gestion.send(.post, path + "/support", #"{"support": null}"#)
            #expect(late.status == 409 && late.code == "invalid_transition")
            #expect(try await move("close", theo).code == "forbidden")
            #expect(try await move("close", gestion).json["state"] as? String == "closed")
            let locked = try await theo.change(.patch, path, #"{"title": "Autre"}"#)
            #expect(locked.status == 409 && locked.code == "event_locked")
            let kept = try await gestion.confirmed(.delete, path)
            #expect(kept.status == 409 && kept.code == "invalid_transition")
            let steps = try await portal.count(
                "SELECT COUNT(*) FROM event_step WHERE event_id = \(try await portal.event("EVENT789")?.id ?? 0)")
            #expect(steps == 4)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `an event needs an own, signed, living contract, and says which of these is wrong`(engine: TestEngine)
        async throws
    {
        try await EventsPortal.run(on: engine) { portal in
            let states: [(ContractState, String)] = [
                (.draft, "contract_unsigned"), (.sent, "contract_unsigned"), (.completed, "contract_locked"),
                (.closed, "contract_locked"), (.cancelled, "contract_locked"),
            ]
            let program = try await portal.program("commercial")
            for (state, code) in states {
                try await portal.agree("C-\(state.rawValue)", state)
                let page = try await program.send(.post, "/api/v1/events", Self.body("C-\(state.rawValue)"))
                #expect(page.status == 409 && page.code == code, "\(state)")
            }
            try await portal.agree("FOREIGN", .draft, of: "commercial2")
            let foreign = try await program.send(.post, "/api/v1/events", Self.body("FOREIGN"))
            #expect(foreign.status == 403 && foreign.code == "forbidden", "whose it is comes first")
            let nowhere = try await program.send(.post, "/api/v1/events", Self.body("NOWHERE"))
            #expect(nowhere.status == 422 && nowhere.faults == ["contract"])
            #expect(try await portal.count("SELECT COUNT(*) FROM event WHERE title = 'Bal masqué'") == 0)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `an identifier is taken once, a whole record goes back as it came, the contract stays`(engine: TestEngine)
        async throws
    {
        try await EventsPortal.run(on: engine) { portal in
            try await portal.agree("MINE")
            let planned = try await portal.plan("TAKEN", support: "support")
            let camille = try await portal.program("commercial")
            let double = try await camille.send(.post, "/api/v1/events", Self.body("MINE", #", "event_id": "taken""#))
            #expect(double.status == 409 && double.code == "duplicate_id" && double.faults == ["event_id"])
            let theo = try await portal.program("support")
            let path = "/api/v1/events/TAKEN"
            let read = try await theo.get(path)
            var record = read.json
            for name in ["event_id", "title", "contract", "starts", "ends", "attendees", "place"] {
                #expect(record[name] != nil, "\(name)")
            }
            let written = ApiNames.written
            record = record.filter { written.contains($0.key) }
            let json = String(decoding: try JSONSerialization.data(withJSONObject: record), as: UTF8.self)
            let put = try await theo.send(.put, path, json, ["If-Match": read.tag])
            #expect(put.status == 200)
            #expect(try await portal.event("TAKEN")?.facts == planned.facts)
            #expect(try await theo.send(.put, path, json, ["If-Match": "\"0\""]).code == "stale_version")
            let moved = try await theo.change(.patch, path, #"{"contract": "MINE"}"#)
            #expect(moved.status == 422 && moved.faults == ["contract"])
        }
    }

    @Test func `the hour that clocks show twice stays the one it was`() async throws {
        try await EventsPortal.run { portal in
            // 2027-10-31, 01:30 UTC is the second 02:30 of that night in France.
            let start = try #require(Instant(iso: "2027-10-31T01:30:00Z"))
            try await portal.plan("NIGHT", support: "support", at: start)
            let page = try await portal.program("support").change(
                .patch, "/api/v1/events/NIGHT", #"{"attendees": 3}"#)
            #expect(page.json["starts"] as? String == "2027-10-31T01:30:00.000000Z")
            #expect(try await portal.event("NIGHT")?.facts.starts == start)
        }
    }

    @Test(arguments: [
        (#"{"starts": "2027-03-01T14:00"}"#, "starts"), (#"{"starts": "2027-03-01T14:00:00"}"#, "starts"),
        (#"{"starts": "01/03/2027 14:00"}"#, "starts"), (#"{"starts": "1969-01-01T00:00:00Z"}"#, "starts"),
        (#"{"ends": "2020-01-01T00:00:00Z"}"#, "ends"), (#"{"ends": "2199-01-01T00:00:00Z"}"#, "ends"),
        (#"{"attendees": -1}"#, "attendees"), (#"{"attendees": "12"}"#, "attendees"),
        (#"{"attendees": 1000001}"#, "attendees"), (#"{"place": ""}"#, "place"), (#"{"title": null}"#, "title"),
        (#"{"support": "support"}"#, "support"), (#"{"state": "closed"}"#, "state"),
    ])
    func `what is not right changes nothing`(body: String, field: String) async throws {
        try await EventsPortal.run { portal in
            let event = try await portal.plan("A", support: "support")
            let page = try await portal.program("support").change(.patch, "/api/v1/events/A", body)
            #expect(page.status == 422 && page.code == "validation" && page.faults == [field])
            #expect(try await portal.event("A")?.version == event.version)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `support is chosen among those who run events, and let go`(engine: TestEngine) async throws {
        try await EventsPortal.run(on: engine) { portal in
            try await portal.plan("A")
            let program = try await portal.program("management")
            func assign(_ json: String) async throws -> TestPage {
                try await program.send(.post, "/api/v1/events/A/support", json)
            }
            for nobody in ["commercial", "member", "nobody-at-all"] {
                let page = try await assign(#"{"support": "\#(nobody)"}"#)
                #expect(page.status == 422 && page.faults == ["support"], "\(nobody)")
            }
            #expect(try await assign("{}").faults == ["support"])
            #expect(try await assign(#"{"support": "support2"}"#).json["support"] as? String == "support2")
            let again = try await assign(#"{"support": "support2"}"#)
            #expect(again.status == 200 && again.json["version"] as? Int == 2, "nothing changed")
            #expect(try await assign(#"{"support": null}"#).json["support"] is NSNull)
            #expect(try await portal.event("A")?.support == nil)
        }
    }

    @Test func `to cancel takes the password, and a reason once it is confirmed`() async throws {
        try await EventsPortal.run { portal in
            try await portal.plan("A", .confirmed)
            let program = try await portal.program("management")
            let path = "/api/v1/events/A/transitions"
            #expect(try await program.send(.post, path, #"{"name": "cancel"}"#).code == "reauth_required")
            let mute = try await program.confirmed(.post, path, #"{"name": "cancel"}"#, [:])
            #expect(mute.status == 422 && mute.faults == ["reason"])
            let said = try await program.confirmed(.post, path, #"{"name": "cancel", "reason": "Pluie"}"#, [:])
            #expect(said.json["state"] as? String == "cancelled")
            #expect(try await program.confirmed(.delete, "/api/v1/events/A").status == 204)
            #expect(try await portal.event("A") == nil)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a list holds events, narrowed as on its page`(engine: TestEngine) async throws {
        try await EventsPortal.run(on: engine) { portal in
            try await portal.plan("FREE")
            try await portal.plan("HELD", .confirmed, of: "commercial2", support: "support2")
            let lea = try await portal.program("support2")
            func ids(_ query: String) async throws -> [String] {
                try await lea.get("/api/v1/events?limit=500&" + query).list.compactMap { $0["event_id"] as? String }
            }
            #expect(try await ids("view=mine") == ["HELD"])
            let waiting = try await ids("view=unassigned")
            #expect(waiting.contains("FREE") && !waiting.contains("HELD"))
            #expect(try await ids("filter=" + Escape.query("support is none and event_id = free")) == ["FREE"])
            #expect(try await ids("filter=" + Escape.query("collaborator = support2")) == ["HELD"])
            #expect(try await ids("state=confirmed&period=past").contains("HELD") == false)
            let all = try await lea.get("/api/v1/events?limit=1&sort=title")
            let count = try await portal.count("SELECT COUNT(*) FROM event WHERE archived_at IS NULL")
            #expect(all.list.count == 1 && all.header("X-Total-Count") == String(count) && count > 2)
            #expect(all.header("Link")?.contains("rel=\"next\"") == true)
            #expect(try await lea.get("/api/v1/events?view=theirs").status == 400)
            #expect(try await lea.get("/api/v1/events?filter=" + Escape.query("colour = red")).code == "unknown-field")
        }
    }

    @Test func `an archived event stays archived once its contract is cancelled`() async throws {
        try await EventsPortal.run { portal in
            try await portal.plan("A")
            let program = try await portal.program("management")
            #expect(try await program.send(.post, "/api/v1/events/A/archive").json["archived_at"] is String)
            #expect(try await program.send(.post, "/api/v1/events/A/restoration").json["archived_at"] is NSNull)
            #expect(try await program.send(.post, "/api/v1/events/A/archive").status == 200)
            try await portal.application.database.write { db in
                try db.run("UPDATE contract SET state = 'cancelled' WHERE custom_id = 'C-A'")
            }
            let page = try await program.send(.post, "/api/v1/events/A/restoration")
            #expect(page.status == 409 && page.code == "contract_locked")
        }
    }
}

/// The members that programs write.
private enum ApiNames {
    static let written = Set(EventShapes.event.written.map(\.text))
}
