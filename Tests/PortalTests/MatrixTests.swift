import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import portal

/// Who may do what: every department of the demonstration, every kind of record, every operation, at both doors.
@Suite struct MatrixTests {
    /// `own`: of a client whom Camille (`commercial`) looks after, and of an event that Théo (`support`) runs.
    static let table = """
        entity     operation      commercial  management  support  member
        clients    list           yes         yes         yes      -
        clients    read           yes         yes         yes      -
        clients    create         yes         -           -        -
        clients    update-own     yes         yes         -        -
        clients    update-other   -           yes         -        -
        clients    delete         -           yes         -        -
        clients    assign         -           yes         -        -
        companies  list           yes         yes         yes      -
        companies  read           yes         yes         yes      -
        companies  create         yes         -           -        -
        companies  update         yes         -           -        -
        companies  delete         yes         -           -        -
        contracts  list           yes         yes         yes      -
        contracts  read           yes         yes         yes      -
        contracts  create         -           yes         -        -
        contracts  update-own     yes         yes         -        -
        contracts  update-other   -           yes         -        -
        contracts  delete         -           yes         -        -
        contracts  sign-own       yes         yes         -        -
        contracts  sign-other     -           yes         -        -
        events     list           yes         yes         yes      -
        events     read           yes         yes         yes      -
        events     create-own     yes         -           -        -
        events     create-other   -           -           -        -
        events     update-own     -           yes         yes      -
        events     update-other   -           yes         -        -
        events     delete         -           yes         -        -
        events     assign         -           yes         -        -
        """

    /// 28 operations of 4 departments: 112 cases at each door.
    @Test(arguments: Door.allCases, TestEngine.tested)
    func `112 cases, each allowed or refused as the table says`(door: Door, engine: TestEngine) async throws {
        try await TestPortal.run(Composition.modules, on: engine) { portal in
            let stage = try await Stage(portal)
            let lines = Self.table.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
            let departments = lines[0].dropFirst(2)
            var hands: [String: Hand] = [:]
            for name in departments { hands[name] = try await Hand(name, door, portal) }
            var tried = 0
            for line in lines.dropFirst() {
                for (department, cell) in zip(departments, line.dropFirst(2)) {
                    let hand = try #require(hands[department])
                    let record = try await stage.record(line[0], isOther: line[1].hasSuffix("other"))
                    let answer = try await stage.attempt(line[1], on: line[0], record, hand)
                    if cell == "yes" {
                        #expect(answer.isDone, "\(department) \(line[1]) \(line[0]): \(answer.told)")
                    } else {
                        #expect(
                            answer.isRefused(403, "forbidden"),
                            "\(department) \(line[1]) \(line[0]): \(answer.told)")
                    }
                    tried += 1
                }
            }
            #expect(tried == 112)
        }
    }
}

/// What the operations are tried on: each time a new record, since some of them go through.
private actor Stage {
    private let camille, paul, management: Hand
    private var number = 0

    /// A client of each commercial, each with a signed contract for events.
    init(_ portal: TestPortal) async throws {
        camille = try await Hand("commercial", .programs, portal)
        paul = try await Hand("commercial2", .programs, portal)
        management = try await Hand("management", .programs, portal)
        for (hand, whose) in [(camille, "OWN"), (paul, "OTHER")] {
            try demand(await hand.enter("clients", Self.client("K-\(whose)")))
            try demand(await management.enter("contracts", Self.contract("S-\(whose)", of: "K-\(whose)")))
            try demand(await management.move("contracts", "S-\(whose)", "send"))
            try demand(await management.sign("S-\(whose)"))
        }
    }

    /// A new record of this kind: a company, a client, a contract that was sent and may be signed, an event.
    func record(_ kind: String, isOther: Bool) async throws -> String {
        number += 1
        let id = "R\(number)"
        let whose = isOther ? "OTHER" : "OWN"
        let commercial = isOther ? paul : camille
        switch kind {
        case "clients": try demand(await commercial.enter(kind, Self.client(id)))
        case "companies": try demand(await commercial.enter(kind, Self.company(id)))
        case "contracts": try demand(await management.enter(kind, Self.contract(id, of: "K-\(whose)")))
        default:
            try demand(await commercial.enter(kind, Self.event(id, on: "S-\(whose)")))
            if !isOther { try demand(await management.assign(id, "support")) }
        }
        return id
    }

    func attempt(_ operation: String, on kind: String, _ record: String, _ hand: Hand) async throws -> Answer {
        switch operation.split(separator: "-")[0] {
        case "list": return try await hand.list(kind)
        case "read": return try await hand.read(kind, record)
        case "create": return try await hand.enter(kind, new(kind, isOther: operation.hasSuffix("other")))
        case "update":
            let name = kind == "companies" ? "company_name" : kind == "clients" ? "last_name" : "title"
            return try await hand.change(kind, record, [name: "Autrement"])
        case "delete": return try await hand.delete(kind, record)
        case "sign":
            try demand(await management.move(kind, record, "send"))
            return try await hand.sign(record)
        default:
            return try await kind == "clients" ? hand.hand(record, to: "commercial2") : hand.assign(record, "")
        }
    }

    private func new(_ kind: String, isOther: Bool) -> [String: String] {
        number += 1
        let id = "R\(number)"
        let whose = isOther ? "OTHER" : "OWN"
        return switch kind {
        case "clients": Self.client(id)
        case "companies": Self.company(id)
        case "contracts": Self.contract(id, of: "K-\(whose)")
        default: Self.event(id, on: "S-\(whose)")
        }
    }

    private static func client(_ id: String) -> [String: String] {
        ["client_id": id, "first_name": "Zoé", "last_name": "Lefèvre"]
    }

    private static func company(_ id: String) -> [String: String] { ["company_id": id, "company_name": "Halles"] }

    private static func contract(_ id: String, of client: String) -> [String: String] {
        ["contract_id": id, "client": client, "amount": "1000", "title": "Bal"]
    }

    private static func event(_ id: String, on contract: String) -> [String: String] {
        [
            "event_id": id, "contract": contract, "title": "Bal", "place": "Halle", "starts": "2027-03-01T14:00",
            "ends": "2027-03-01T18:30", "attendees": "12",
        ]
    }
}

/// Throws where the stage could not be set.
private func demand(_ answer: Answer) throws {
    guard answer.isDone else { throw Unset(told: answer.told + " " + answer.page.body) }
}

private struct Unset: Error {
    let told: String
}
