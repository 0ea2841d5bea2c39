import PortalKit
import PortalLanguage

/// One way from a state to the next.
typealias EventTransition = Transition<EventAction>

/// What people do that brings an event to another state.
enum EventAction: String, WorkflowAction {
    case confirm, start, finish, close, cancel

    static let transitions: [Transition<EventAction>] = [
        Transition(.confirm, from: [.planned], to: .confirmed),
        Transition(.start, from: [.confirmed], to: .inProgress),
        Transition(.finish, from: [.inProgress], to: .done),
        // The end, the good one and the other, is for who may also delete.
        Transition(.close, from: [.done], to: .closed, .delete),
        Transition(.cancel, from: [.planned], to: .cancelled, .delete),
        Transition(.cancel, from: [.confirmed, .inProgress], to: .cancelled, .delete, needsReason: true),
    ]

    var isConfirmed: Bool { self == .cancel }

    var page: String? {
        self == .cancel ? "cancellation" : nil
    }

    var look: String {
        self == .cancel ? "bad" : "main"
    }

    /// What its button says.
    var button: Message {
        switch self {
        case .confirm: tr("Confirm the event")
        case .start: tr("Start the event")
        case .finish: tr("Mark as done")
        case .close: tr("Close the event")
        case .cancel: tr("Cancel the event")
        }
    }

    /// What the next page says.
    var done: Message {
        switch self {
        case .confirm: tr("The event is confirmed.")
        case .start: tr("The event has begun.")
        case .finish: tr("The event is done.")
        case .close: tr("The event is closed.")
        case .cancel: tr("The event is cancelled.")
        }
    }

    /// Why it cannot be done in this state.
    func refusal(_ state: EventState) -> Message {
        let now: [String: Argument] = ["state": .message(state.title)]
        return switch self {
        case .confirm: tr("Only a planned event can be confirmed. The state of this event: %(state)s.", now)
        case .start: tr("Only a confirmed event can begin. The state of this event: %(state)s.", now)
        case .finish: tr("Only an event in progress can be done. The state of this event: %(state)s.", now)
        case .close: tr("Only an event that is done can be closed. The state of this event: %(state)s.", now)
        case .cancel: tr("An event that is done, closed or cancelled cannot be cancelled. Its state: %(state)s.", now)
        }
    }
}
