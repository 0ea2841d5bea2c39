import PortalKit
import PortalLanguage

/// One way from a state to the next. What is not in ``all`` does not happen.
struct EventTransition: Sendable {
    /// What it is called in addresses and in the log.
    enum Name: String, Sendable, CaseIterable {
        case confirm, start, finish, close, cancel
    }

    let name: Name
    let from: [EventState]
    let to: EventState
    /// What whoever does it must be allowed on the event.
    let permission: Action
    let needsReason: Bool

    init(
        _ name: Name, from: [EventState], to: EventState, _ permission: Action = .update, needsReason: Bool = false
    ) {
        self.name = name
        self.from = from
        self.to = to
        self.permission = permission
        self.needsReason = needsReason
    }

    static let all: [EventTransition] = [
        EventTransition(.confirm, from: [.planned], to: .confirmed),
        EventTransition(.start, from: [.confirmed], to: .inProgress),
        EventTransition(.finish, from: [.inProgress], to: .done),
        // The end, the good one and the other, is for who may also delete.
        EventTransition(.close, from: [.done], to: .closed, .delete),
        EventTransition(.cancel, from: [.planned], to: .cancelled, .delete),
        EventTransition(.cancel, from: [.confirmed, .inProgress], to: .cancelled, .delete, needsReason: true),
    ]

    /// The ways out of a state.
    static func from(_ state: EventState) -> [EventTransition] { all.filter { $0.from.contains(state) } }

    /// The way of this name out of the event's state. Throws 409 with the reason where there is none.
    static func find(_ name: Name, for event: Event) throws(Failure) -> EventTransition {
        guard let found = from(event.state).first(where: { $0.name == name }) else {
            throw .conflict(name.refusal(event.state), code: .invalidTransition)
        }
        return found
    }
}

extension EventTransition.Name {
    /// Whether a page asks before, and the password is asked again.
    var isConfirmed: Bool { self == .cancel }

    /// Who may come to the door.
    var access: Access {
        let permission = EventTransition.all.first { $0.name == self }?.permission ?? .delete
        let access = Access.mayOn(permission, EventsModule.event, path: "event")
        return isConfirmed ? .confirmed(access) : access
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
