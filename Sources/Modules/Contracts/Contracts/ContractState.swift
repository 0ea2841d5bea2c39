import PortalDatabase
public import PortalKit
public import PortalLanguage

/// Where a contract stands between the first draft and the end.
public enum ContractState: String, WorkflowState {
    case draft, sent, signed
    case inProgress = "in_progress"
    case completed, closed, cancelled

    /// The usual way, from the beginning to the end.
    public static let way: [ContractState] = [.draft, .sent, .signed, .inProgress, .completed, .closed]

    /// What people call it.
    public var title: Message {
        switch self {
        case .draft: trc("contract", "Draft")
        case .sent: trc("contract", "Sent")
        case .signed: trc("contract", "Signed")
        case .inProgress: trc("contract", "In progress")
        case .completed: trc("contract", "Completed")
        case .closed: trc("contract", "Closed")
        case .cancelled: trc("contract", "Cancelled")
        }
    }

    /// How its chip is coloured.
    public var kind: String {
        switch self {
        case .draft, .closed: ""
        case .sent: "warn"
        case .signed, .inProgress: "accent"
        case .completed: "good"
        case .cancelled: "bad"
        }
    }

    /// Whether nothing of the contract may change any more.
    var isLocked: Bool { self == .closed || self == .cancelled }

    /// Whether both sides are bound, so that the amount changes only with their signatures.
    var isFirm: Bool { self == .signed || self == .inProgress || self == .completed }
}
