import PortalKit
import PortalLanguage

/// One way from a state to the next. What is not in ``all`` does not happen.
struct ContractTransition: Sendable {
    /// What it is called in addresses and in the log.
    enum Name: String, Sendable, CaseIterable {
        case send, revise, sign, start, complete, close, cancel
    }

    let name: Name
    let from: [ContractState]
    let to: ContractState
    /// What whoever does it must be allowed on the contract.
    let permission: Action
    let needsReason: Bool

    init(
        _ name: Name, from: [ContractState], to: ContractState, _ permission: Action = .update,
        needsReason: Bool = false
    ) {
        self.name = name
        self.from = from
        self.to = to
        self.permission = permission
        self.needsReason = needsReason
    }

    static let all: [ContractTransition] = [
        ContractTransition(.send, from: [.draft], to: .sent),
        ContractTransition(.sign, from: [.sent], to: .signed, .sign),
        ContractTransition(.revise, from: [.sent], to: .draft),
        ContractTransition(.start, from: [.signed], to: .inProgress),
        ContractTransition(.complete, from: [.inProgress], to: .completed),
        ContractTransition(.close, from: [.completed], to: .closed),
        ContractTransition(.cancel, from: [.draft, .sent], to: .cancelled),
        // Breaking what is signed is for who may also delete, and is explained.
        ContractTransition(.cancel, from: [.signed, .inProgress], to: .cancelled, .delete, needsReason: true),
    ]

    /// The ways out of a state.
    static func from(_ state: ContractState) -> [ContractTransition] { all.filter { $0.from.contains(state) } }

    /// The way of this name out of the contract's state. Throws 409 with the reason where there is none.
    static func find(_ name: Name, for contract: Contract) throws(Failure) -> ContractTransition {
        guard let found = from(contract.state).first(where: { $0.name == name }) else {
            throw .conflict(name.refusal(contract.state), code: .invalidTransition)
        }
        return found
    }
}

extension ContractTransition.Name {
    /// Whether the password is asked again.
    var isConfirmed: Bool { self == .sign || self == .cancel }

    /// Who may come to the door; the state then decides which of these rights it takes.
    var access: Access {
        let permissions = ContractTransition.all.filter { $0.name == self }.map(\.permission).reversed()
        let doors = permissions.map { Access.mayOn($0, ContractsModule.contract, path: "contract") }
        let access = doors.count == 1 ? doors[0] : Access.any(doors)
        return isConfirmed ? .confirmed(access) : access
    }

    /// What its button says.
    var button: Message {
        switch self {
        case .send: tr("Mark as sent")
        case .revise: tr("Take back to draft")
        case .sign: tr("Sign the contract")
        case .start: tr("Start the work")
        case .complete: tr("Mark as completed")
        case .close: tr("Close the contract")
        case .cancel: tr("Cancel the contract")
        }
    }

    /// What the next page says.
    var done: Message {
        switch self {
        case .send: tr("The contract is sent.")
        case .revise: tr("The contract is a draft again.")
        case .sign: tr("The contract is signed.")
        case .start: tr("The work has begun.")
        case .complete: tr("The work is completed.")
        case .close: tr("The contract is closed.")
        case .cancel: tr("The contract is cancelled.")
        }
    }

    /// Why it cannot be done in this state.
    func refusal(_ state: ContractState) -> Message {
        let now: [String: Argument] = ["state": .message(state.title)]
        return switch self {
        case .send: tr("Only a draft can be sent. The state of this contract: %(state)s.", now)
        case .revise: tr("Only a sent contract becomes a draft again. The state of this contract: %(state)s.", now)
        case .sign: tr("Only a sent contract can be signed. The state of this contract: %(state)s.", now)
        case .start: tr("Work begins on a signed contract. The state of this contract: %(state)s.", now)
        case .complete:
            tr("Only a contract in progress can be completed. The state of this contract: %(state)s.", now)
        case .close: tr("Only a completed contract can be closed. The state of this contract: %(state)s.", now)
        case .cancel:
            tr("A contract that is completed, closed or cancelled cannot be cancelled. Its state: %(state)s.", now)
        }
    }
}
