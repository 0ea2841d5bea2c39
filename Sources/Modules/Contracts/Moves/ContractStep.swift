import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// A step that was taken: who, when, why.
struct ContractStep: Model {
    let from, to: ContractState
    let who, reason: String
    let when: Instant

    static let fields: [Field<ContractStep>] = [
        .message("from") { $0.from.title }, .message("to") { $0.to.title }, .text("who") { $0.who },
        .text("reason") { $0.reason }, .instant("when") { $0.when },
    ]

    /// Notes the one step of a contract that went its way elsewhere.
    static func carry(
        _ contract: Int64, to state: ContractState, reason: String, by who: ActorRef, now: Instant, _ db: any Connection
    ) throws {
        try db.run(
            """
            INSERT INTO contract_step (contract_id, name, from_state, to_state, reason, person_id, person_name, created_at)
            VALUES (\(contract), 'import', \(ContractState.draft), \(state), \(reason), \(who.id), \(who.name), \(now))
            """)
    }

    /// The steps of a contract, newest first.
    static func of(_ contract: Int64, _ db: any Connection) throws -> [ContractStep] {
        try db.rows(
            """
            SELECT from_state, to_state, reason, person_name, created_at FROM contract_step WHERE contract_id = \(contract)
            ORDER BY id DESC LIMIT 200
            """
        ).map { row in
            ContractStep(
                from: try row.get("from_state"), to: try row.get("to_state"), who: try row.get("person_name"),
                reason: try row.get("reason"), when: try row.get("created_at"))
        }
    }
}

/// One state in the line from the beginning to the end.
struct StateStop: Model {
    let state: ContractState
    let isDone, isCurrent: Bool

    static let fields: [Field<StateStop>] = [
        .message("title") { $0.state.title }, .flag("done") { $0.isDone }, .flag("current") { $0.isCurrent },
    ]

    /// The way of a contract; empty for a cancelled one, which left it.
    static func line(_ state: ContractState) -> [StateStop] {
        guard let here = ContractState.way.firstIndex(of: state) else { return [] }
        return ContractState.way.enumerated().map { index, stop in
            StateStop(state: stop, isDone: index < here, isCurrent: index == here)
        }
    }
}

/// A button that takes a step.
struct StepButton: Model {
    let label: Message
    /// Where it is posted to; or, where a page asks first, where that is.
    let url: String
    let asksFirst: Bool
    let isMain, isBad: Bool

    static let fields: [Field<StepButton>] = [
        .message("label") { $0.label }, .text("url") { $0.url }, .flag("asksFirst") { $0.asksFirst },
        .flag("main") { $0.isMain }, .flag("bad") { $0.isBad },
    ]

    init(_ name: ContractTransition.Name, path: String) {
        label = name.button
        switch name {
        case .sign: url = path + "/signature"
        case .cancel: url = path + "/cancellation"
        default: url = path + "/transitions/" + name.rawValue
        }
        asksFirst = name.isConfirmed
        isMain = name != .cancel && name != .revise
        isBad = name == .cancel
    }
}
