import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import Contracts
@testable import Events

/// The whole of states, steps and people, each combination tried.
@Suite struct TransitionTests {
    /// Written out by hand: the steps that exist.
    private static let steps: [EventState: [EventAction: EventState]] = [
        .planned: [.confirm: .confirmed, .cancel: .cancelled],
        .confirmed: [.start: .inProgress, .cancel: .cancelled],
        .inProgress: [.finish: .done, .cancel: .cancelled],
        .done: [.close: .closed],
        .closed: [:],
        .cancelled: [:],
    ]

    /// Who may take a step of an event that `support` runs.
    private static func allowed(_ name: EventAction) -> [String] {
        name == .close || name == .cancel ? ["management"] : ["management", "support"]
    }

    @Test(arguments: TestEngine.tested)
    func `every step out of every state, by everybody`(engine: TestEngine) async throws {
        try await EventsPortal.run(on: engine) { portal in
            let people = ["commercial", "commercial2", "management", "support", "support2", "member"]
            var browsers: [(String, TestBrowser)] = []
            for person in people { browsers.append((person, try await portal.signedIn(person))) }
            browsers.append(("visitor", portal.visitor))
            var tried = 0
            for state in EventState.allCases {
                for name in EventAction.allCases {
                    for (person, browser) in browsers {
                        let id = "T-\(state.rawValue)-\(name.rawValue)-\(person)"
                        try await portal.plan(id, state, support: "support")
                        let status = try await browser.post(
                            "/events/\(id)/transitions/\(name.rawValue)", ["reason": "Parce que"]
                        ).status
                        let goal = Self.steps[state]?[name]
                        let expected =
                            if person == "visitor" { 401 } else if !Self.allowed(name).contains(person) { 403 } else {
                                goal == nil ? 409 : 303
                            }
                        #expect(status == expected, "\(person) \(name) \(state): \(status)")
                        let now = try await portal.event(id)?.state
                        #expect(now == (expected == 303 ? goal : state), "\(person) \(name) \(state)")
                        tried += 1
                    }
                }
            }
            #expect(tried == 6 * 5 * 7)
        }
    }

    @Test func `a button is shown for exactly what can be done`() async throws {
        try await EventsPortal.run { portal in
            for state in EventState.allCases { try await portal.plan("B-\(state.rawValue)", state, support: "support") }
            for person in ["commercial", "management", "support", "support2"] {
                let browser = try await portal.signedIn(person)
                for state in EventState.allCases {
                    let page = try await browser.get("/events/B-\(state.rawValue)")
                    #expect(page.status == 200)
                    for name in EventAction.allCases {
                        let end = name == .cancel ? "cancellation\"" : "transitions/\(name.rawValue)\""
                        let may = Self.steps[state]?[name] != nil && Self.allowed(name).contains(person)
                        #expect(page.shows("/events/B-\(state.rawValue)/\(end)") == may, "\(person) \(name) \(state)")
                    }
                    let assigns = person == "management" && (state == .planned || state == .confirmed)
                    #expect(page.shows("/events/B-\(state.rawValue)/support\"") == assigns, "\(person) \(state)")
                }
            }
        }
    }

    @Test(arguments: TestEngine.tested)
    func `what is confirmed is cancelled only with a reason, which stays readable`(engine: TestEngine) async throws {
        try await EventsPortal.run(on: engine) { portal in
            try await portal.plan("A", .confirmed)
            let browser = try await portal.signedIn("management")
            #expect(try await browser.get("/events/A/cancellation").status == 200)
            let page = try await browser.post("/events/A/transitions/cancel", ["reason": " "])
            #expect(page.status == 422 && page.shows("Please fill this in."))
            #expect(try await portal.event("A")?.state == .confirmed)
            #expect(
                try await browser.post("/events/A/transitions/cancel", ["reason": "Crue de la Loire"]).status == 303)
            let shown = try await browser.get("/events/A")
            #expect(shown.shows("Crue de la Loire") && shown.shows("Noémie Garnier"))
            #expect(try await browser.get("/events/A/cancellation").status == 409)
        }
    }

    @Test func `a refused step says why, in words`() async throws {
        try await EventsPortal.run { portal in
            try await portal.plan("A", .done)
            let page = try await portal.signedIn("management").post("/events/A/transitions/confirm")
            #expect(page.status == 409)
            #expect(page.shows("Only a planned event can be confirmed. The state of this event: Done."))
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a contract with a live event is not cancelled, and says which`(engine: TestEngine) async throws {
        try await EventsPortal.run(on: engine) { portal in
            let browser = try await portal.signedIn("management")
            let cancel = { (id: String) in
                try await browser.post("/contracts/\(id)/transitions/cancel", ["reason": "Plus de budget"])
            }
            for state in EventState.allCases {
                let id = "H-\(state.rawValue)"
                try await portal.plan(id, state)
                let request = try await browser.get("/contracts/C-\(id)/cancellation")
                let page = try await cancel("C-\(id)")
                #expect(page.status == (state == .cancelled ? 303 : 409), "\(state)")
                #expect(request.status == (state == .cancelled ? 200 : 409), "\(state)")
                #expect(page.shows("The event “Essai” belongs to this contract.") == (state != .cancelled))
            }
            // Once the event is gone, or put away, nothing holds the contract.
            #expect(try await browser.post("/events/H-planned/delete").status == 303)
            #expect(try await cancel("C-H-planned").status == 303)
            #expect(try await browser.post("/events/H-confirmed/archive").status == 303)
            #expect(try await cancel("C-H-confirmed").status == 303)
            // What was put away does not come back behind the contract's back.
            #expect(try await browser.post("/events/H-confirmed/restoration").status == 409)
            #expect(try await portal.event("H-confirmed")?.isArchived == true)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a contract and its event do not end and begin at the same time`(engine: TestEngine) async throws {
        try await EventsPortal.run(on: engine) { portal in
            let management = try await portal.signedIn("management")
            let commercial = try await portal.signedIn("commercial")
            for number in 1...5 {
                try await portal.agree("R-\(number)")
                async let ended = management.post("/contracts/R-\(number)/transitions/cancel", ["reason": "Non"]).status
                async let begun = commercial.post("/events/new", EventsPortal.form("R-\(number)")).status
                #expect(try await [ended, begun].sorted() == [303, 409])
            }
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a contract that an event refers to is not deleted, whatever its state`(engine: TestEngine) async throws {
        try await EventsPortal.run(on: engine) { portal in
            try await portal.plan("A", .cancelled)
            // No step leads back to a draft; should a row say so all the same, the foreign key holds.
            try await portal.application.database.write { db in
                try db.run("UPDATE contract SET state = 'draft' WHERE custom_id_key = 'c-a'")
            }
            let browser = try await portal.signedIn("management")
            let page = try await browser.post("/contracts/C-A/delete")
            #expect(page.status == 409 && page.shows("an event, for example"))
            #expect(try await browser.post("/events/A/delete").status == 303)
            #expect(try await browser.post("/contracts/C-A/delete").status == 303)
        }
    }
}
