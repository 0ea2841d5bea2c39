import PortalDatabase
import PortalKit
import PortalLanguage

/// Where an event stands between the plan and the end.
enum EventState: String, WorkflowState {
    case planned, confirmed
    case inProgress = "in_progress"
    case done, closed, cancelled

    /// The usual way, from the beginning to the end.
    static let way: [EventState] = [.planned, .confirmed, .inProgress, .done, .closed]

    /// What people call it.
    var title: Message {
        switch self {
        case .planned: trc("event", "Planned")
        case .confirmed: trc("event", "Confirmed")
        case .inProgress: trc("event", "In progress")
        case .done: trc("event", "Done")
        case .closed: trc("event", "Closed")
        case .cancelled: trc("event", "Cancelled")
        }
    }

    /// How its chip is coloured.
    var kind: String {
        switch self {
        case .planned: "warn"
        case .confirmed, .inProgress: "accent"
        case .done: "good"
        case .closed: ""
        case .cancelled: "bad"
        }
    }

    /// Whether somebody can still be chosen to run it.
    var isAssignable: Bool { self == .planned || self == .confirmed }

    /// Whether it is still to come, or goes on.
    var isAhead: Bool { isAssignable || self == .inProgress }

    /// Whether it can be deleted: what took place stays readable.
    var isDeletable: Bool { self == .planned || self == .cancelled }

    /// As calendar programs know it (RFC 5545, 3.8.1.11).
    var calendarStatus: String {
        switch self {
        case .planned: "TENTATIVE"
        case .confirmed, .inProgress, .done, .closed: "CONFIRMED"
        case .cancelled: "CANCELLED"
        }
    }
}
