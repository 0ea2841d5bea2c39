import Foundation
import HTTPTypes
import PortalDatabase
import PortalKit
import PortalTestSupport

/// The two ways into the portal: what one does through either must end alike.
enum Door: String, CaseIterable, Sendable {
    /// The forms that a browser sends.
    case pages
    /// JSON with a token.
    case programs
}

/// What came of a deed.
struct Answer {
    let page: TestPage
    let door: Door

    /// Whether it was done.
    var isDone: Bool { (200..<400).contains(page.status) && page.location?.hasPrefix("/login") != true }

    /// Whether it was refused like this; programs are told a stable code besides.
    func isRefused(_ status: Int, _ code: String) -> Bool {
        page.status == status && (door == .pages || page.code == code)
    }

    /// Whether an identifier was refused that something else has: with the form again, or as a conflict.
    var isDuplicate: Bool { isRefused(door == .pages ? 422 : 409, "duplicate_id") }

    /// For messages.
    var told: String { "\(door) \(page.status) \(page.code ?? "")" }
}

/// Somebody who does things at one of the doors.
struct Hand: Sendable {
    let door: Door
    let name: String
    private let browser: TestBrowser
    private let program: TestProgram

    /// Signs in, or gets a token by Basic.
    init(_ name: String, _ door: Door, _ portal: TestPortal) async throws {
        self.door = door
        self.name = name
        browser = door == .pages ? try await portal.signedIn(name) : portal.visitor
        program = door == .programs ? try await portal.program(name) : portal.stranger()
    }

    /// Enters a record: `kind` as in addresses, fields by the names of forms.
    func enter(_ kind: String, _ fields: [String: String]) async throws -> Answer {
        switch door {
        case .pages: answer(try await browser.post("/\(kind)/new", fields))
        case .programs: answer(try await program.send(.post, "/api/v1/\(kind)", try Self.json(fields)))
        }
    }

    /// Changes some fields; on a page, all others are sent as its form shows them.
    func change(_ kind: String, _ id: String, _ fields: [String: String]) async throws -> Answer {
        switch door {
        case .pages:
            let path = "/\(kind)/\(id)/edit"
            let page = try await browser.get(path)
            let shown = Self.inputs.compactMap { name in page.field(name).map { (name, $0) } }
            let all = Dictionary(uniqueKeysWithValues: shown).merging(fields) { _, typed in typed }
            return answer(try await browser.post(path, all))
        case .programs:
            return answer(try await program.change(.patch, "/api/v1/\(kind)/\(id)", try Self.json(fields)))
        }
    }

    /// Opens a list, narrowed by a filter.
    func list(_ kind: String, _ filter: String = "") async throws -> Answer {
        let query = filter.isEmpty ? "" : "?filter=" + Escape.query(filter)
        return try await open(kind + query)
    }

    /// Opens a record.
    func read(_ kind: String, _ id: String) async throws -> Answer { try await open("\(kind)/\(id)") }

    /// Which of these records a list shows.
    func finds(_ kind: String, _ filter: String, among ids: [String]) async throws -> [String] {
        let answer = try await list(kind, filter)
        let mark = kind.dropLast() + "_id"
        let listed = Set(answer.page.list.compactMap { $0[String(mark)] as? String })
        return ids.filter { door == .pages ? answer.page.shows("/\(kind)/\($0)\"") : listed.contains($0) }
    }

    /// Deletes, with the password.
    func delete(_ kind: String, _ id: String) async throws -> Answer {
        switch door {
        case .pages: answer(try await browser.post("/\(kind)/\(id)/delete"))
        case .programs: answer(try await program.confirmed(.delete, "/api/v1/\(kind)/\(id)"))
        }
    }

    /// Takes a contract or an event to another state.
    func move(_ kind: String, _ id: String, _ name: String, _ fields: [String: String] = [:]) async throws -> Answer {
        switch door {
        case .pages: return answer(try await browser.post("/\(kind)/\(id)/transitions/\(name)", fields))
        case .programs:
            let path = "/api/v1/\(kind)/\(id)/transitions"
            let json = try Self.json(fields.merging(["name": name]) { $1 })
            return answer(
                try await name == "cancel" ? program.confirmed(.post, path, json) : program.send(.post, path, json))
        }
    }

    /// Signs a contract, with the password.
    func sign(_ id: String) async throws -> Answer {
        let fields = ["signatory": "Zoé Lefèvre", "day": "2026-01-05"]
        switch door {
        case .pages:
            return try await answer(
                browser.post("/contracts/\(id)/signature", shown(fields, "/contracts/\(id)/signature")))
        case .programs:
            return answer(
                try await program.confirmed(.post, "/api/v1/contracts/\(id)/signature", try Self.json(fields)))
        }
    }

    /// Records what was paid for a contract.
    func settle(_ id: String, _ amount: String) async throws -> Answer {
        let fields = ["day": "2026-01-06", "amount": amount, "method": "transfer"]
        switch door {
        case .pages: return answer(try await browser.post("/contracts/\(id)/settlements", fields))
        case .programs:
            return answer(
                try await program.send(.post, "/api/v1/contracts/\(id)/settlements", try Self.json(fields)))
        }
    }

    /// Chooses who runs an event; nobody where the name is empty.
    func assign(_ event: String, _ support: String) async throws -> Answer {
        switch door {
        case .pages: answer(try await browser.post("/events/\(event)/support", ["support": support]))
        case .programs:
            answer(
                try await program.send(.post, "/api/v1/events/\(event)/support", try Self.json(["support": support])))
        }
    }

    /// Hands a client to another commercial; to nobody where the name is empty.
    func hand(_ client: String, to commercial: String) async throws -> Answer {
        switch door {
        case .pages: answer(try await browser.post("/clients/\(client)/commercial", ["commercial": commercial]))
        case .programs:
            answer(
                try await program.change(.patch, "/api/v1/clients/\(client)", try Self.json(["commercial": commercial]))
            )
        }
    }

    private func open(_ address: String) async throws -> Answer {
        answer(try await door == .pages ? browser.get("/" + address) : program.get("/api/v1/" + address))
    }

    private func shown(_ fields: [String: String], _ path: String) async throws -> [String: String] {
        guard let version = try await browser.get(path).field("version") else { return fields }
        return fields.merging(["version": version]) { $1 }
    }

    private func answer(_ page: TestPage) -> Answer { Answer(page: page, door: door) }

    /// What the forms of this test hold in inputs; choices and long texts are empty in it.
    private static let inputs = [
        "client_id", "first_name", "last_name", "employee_role", "email", "telephone", "company_id", "company_name",
        "town", "postal_code", "contract_id", "title", "amount", "client", "event_id", "place", "address", "starts",
        "ends", "attendees", "version",
    ]

    /// As a program says the same: numbers as numbers, nobody as null, times with their offset.
    private static func json(_ fields: [String: String]) throws -> String {
        var object: [String: Any] = [:]
        for (name, value) in fields {
            switch name {
            case "attendees": object[name] = Int(value) ?? value
            case "starts", "ends": object[name] = value + ":00+01:00"
            default: object[name] = value.isEmpty ? NSNull() : value
            }
        }
        return String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
    }
}

extension TestPortal {
    /// One text from the database.
    func stored(_ sql: SQL) async throws -> String? {
        try await application.database.read { try $0.value(sql, as: String.self) }
    }
}
