import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import Contracts

/// The whole of states, steps and people, each combination tried.
@Suite struct TransitionTests {
    /// Who may take a step out of a state, as the contract's own commercial, as another one, and so on.
    private static func allowed(_ name: ContractAction, _ state: ContractState) -> [String] {
        switch (name, state) {
        case (.cancel, .signed), (.cancel, .inProgress): ["management"]
        default: ["commercial", "management"]
        }
    }

    /// Written out by hand: the steps that exist.
    private static let steps: [ContractState: [ContractAction: ContractState]] = [
        .draft: [.send: .sent, .cancel: .cancelled],
        .sent: [.revise: .draft, .sign: .signed, .cancel: .cancelled],
        .signed: [.start: .inProgress, .cancel: .cancelled],
        .inProgress: [.complete: .completed, .cancel: .cancelled],
        .completed: [.close: .closed],
        .closed: [:],
        .cancelled: [:],
    ]

    private static func take(_ name: ContractAction, _ id: String, _ browser: TestBrowser) async throws -> Int {
        if name == .sign {
            return try await browser.post(
                "/contracts/\(id)/signature", ["signatory": "Zoé Essai", "day": "2026-02-01"]
            ).status
        }
        return try await browser.post("/contracts/\(id)/transitions/\(name.rawValue)", ["reason": "Parce que"]).status
    }

    @Test(arguments: TestEngine.tested)
    func `every step out of every state, by everybody`(engine: TestEngine) async throws {
        try await ContractsPortal.run(on: engine) { portal in
            let people = ["commercial", "commercial2", "management", "support", "member"]
            var browsers: [(String, TestBrowser)] = []
            for person in people { browsers.append((person, try await portal.signedIn(person))) }
            browsers.append(("visitor", portal.visitor))
            var tried = 0
            for state in ContractState.allCases {
                for name in ContractAction.allCases {
                    for (person, browser) in browsers {
                        let id = "T-\(state.rawValue)-\(name.rawValue)-\(person)"
                        try await portal.enter(id, state)
                        let status = try await Self.take(name, id, browser)
                        let goal = Self.steps[state]?[name]
                        let expected =
                            switch person {
                            case "visitor": 401
                            case "commercial", "management":
                                goal == nil ? 409 : Self.allowed(name, state).contains(person) ? 303 : 403
                            default: 403
                            }
                        #expect(status == expected, "\(person) \(name) \(state): \(status)")
                        let now = try await portal.contract(id)?.state
                        #expect(now == (expected == 303 ? goal : state), "\(person) \(name) \(state)")
                        tried += 1
                    }
                }
            }
            #expect(tried == 7 * 7 * 6)
        }
    }

    @Test func `a button is shown for exactly what can be done`() async throws {
        try await ContractsPortal.run { portal in
            for state in ContractState.allCases {
                try await portal.enter("B-\(state.rawValue)", state)
                for person in ["commercial", "commercial2", "management", "support"] {
                    let page = try await portal.signedIn(person).get("/contracts/B-\(state.rawValue)")
                    #expect(page.status == 200)
                    for name in ContractAction.allCases {
                        let path =
                            switch name {
                            case .sign: "/contracts/B-\(state.rawValue)/signature\""
                            case .cancel: "/contracts/B-\(state.rawValue)/cancellation\""
                            default: "/contracts/B-\(state.rawValue)/transitions/\(name.rawValue)\""
                            }
                        let may = Self.steps[state]?[name] != nil && Self.allowed(name, state).contains(person)
                        #expect(page.shows(path) == may, "\(person) \(name) \(state)")
                    }
                }
            }
        }
    }

    @Test(arguments: TestEngine.tested)
    func `what is signed is cancelled only with a reason, which stays readable`(engine: TestEngine) async throws {
        try await ContractsPortal.run(on: engine) { portal in
            try await portal.enter("A", .signed)
            let browser = try await portal.signedIn("management")
            #expect(try await browser.get("/contracts/A/cancellation").status == 200)
            let page = try await browser.post("/contracts/A/transitions/cancel", ["reason": " "])
            #expect(page.status == 422 && page.shows("Please fill this in."))
            #expect(
                try await browser.post("/contracts/A/transitions/cancel", ["reason": "Salle fermée"]).status == 303)
            let shown = try await browser.get("/contracts/A")
            #expect(shown.shows("Salle fermée") && shown.shows("Cancelled"))
        }
    }

    @Test func `a refused step says why, in words`() async throws {
        try await ContractsPortal.run { portal in
            try await portal.enter("A", .completed)
            let page = try await portal.signedIn("management").post("/contracts/A/transitions/send")
            #expect(page.status == 409)
            #expect(page.shows("Only a draft can be sent. The state of this contract: Completed."))
            #expect(try await portal.signedIn("management").post("/contracts/A/transitions/fly").status == 404)
        }
    }

    @Test(arguments: [
        ("/contracts/A/signature", ["signatory": "Zoé", "day": "2026-02-01"]),
        ("/contracts/A/transitions/cancel", ["reason": "x"]), ("/contracts/D/delete", [:]),
    ])
    func `what is sensitive asks for the password again, and keeps what was typed`(path: String, form: [String: String])
        async throws
    {
        try await ContractsPortal.run { portal in
            try await portal.enter("A", .sent)
            try await portal.enter("D", .draft)
            let browser = try await portal.signedIn("management")
            portal.wait(seconds: 601)
            let page = try await browser.post(path, form)
            #expect(page.status == 401 && page.field("_password") != nil)
            #expect(try await portal.contract("A")?.state == .sent)
            #expect(try await portal.contract("D") != nil)
            for (name, value) in form { #expect(page.field(name) == value) }
            let wrong = form.merging(["_password": "not-it"]) { one, _ in one }
            #expect(try await browser.post(path, wrong).status == 401)
            let right = form.merging(["_password": TestPassword.text]) { one, _ in one }
            #expect(try await browser.post(path, right).status == 303)
        }
    }
}
