import PortalKit
import PortalLanguage

/// One way from a state to the next.
typealias ContractTransition = Transition<ContractAction>

/// What people do that brings a contract to another state.
enum ContractAction: String, WorkflowAction {
    case send, revise, sign, start, complete, close, cancel

    static let transitions: [Transition<ContractAction>] = [
        Transition(.send, from: [.draft], to: .sent),
        Transition(.sign, from: [.sent], to: .signed, .sign),
        Transition(.revise, from: [.sent], to: .draft),
        Transition(.start, from: [.signed], to: .inProgress),
        Transition(.complete, from: [.inProgress], to: .completed),
        Transition(.close, from: [.completed], to: .closed),
        Transition(.cancel, from: [.draft, .sent], to: .cancelled),
        // Breaking what is signed is for who may also delete, and is explained.
        Transition(.cancel, from: [.signed, .inProgress], to: .cancelled, .delete, needsReason: true),
    ]

    var isConfirmed: Bool { self == .sign || self == .cancel }

    var page: String? {
        switch self {
        case .sign: "signature"
        case .cancel: "cancellation"
        default: nil
        }
    }

    var look: String {
        switch self {
        case .cancel: "bad"
        case .revise: ""
        default: "main"
        }
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
