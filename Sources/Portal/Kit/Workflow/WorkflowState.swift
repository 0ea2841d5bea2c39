public import PortalDatabase
public import PortalLanguage
public import PortalTemplates

/// Where a record stands between its beginning and its end, stored by its code.
public protocol WorkflowState: SQLValue, CaseIterable, Hashable, RawRepresentable<String> {
    /// The usual way, from the beginning to the end; what leaves it, such as a cancellation, is not on it.
    static var way: [Self] { get }
    /// What people call it.
    var title: Message { get }
    /// How its chip is coloured: `good`, `warn`, `bad`, `accent`, or empty.
    var kind: String { get }
}

/// Something people do that brings a record from one state to another, named as addresses, the interface and the log name it.
public protocol WorkflowAction: CaseIterable, Hashable, RawRepresentable<String>, Sendable {
    /// The states it leads from and to.
    associatedtype State: WorkflowState
    /// Every way from a state to the next. What is not in it does not happen.
    static var transitions: [Transition<Self>] { get }
    /// Whether a page asks before, and the password is asked again.
    var isConfirmed: Bool { get }
    /// Where its page is, below the page of the record; nil where a button does it at once.
    var page: String? { get }
    /// How its button looks: `main`, `bad`, or empty for what leads back.
    var look: String { get }
    /// What its button says.
    var button: Message { get }
    /// What the next page says.
    var done: Message { get }
    /// Why it cannot be done in this state.
    func refusal(_ state: State) -> Message
}

/// One way from some states to another.
public struct Transition<Action: WorkflowAction>: Sendable {
    /// What takes it.
    public typealias Name = Action

    /// What is done.
    public let name: Action
    /// Where it begins and where it leads.
    public let from: [Action.State], to: Action.State
    /// What whoever does it must be allowed on the record.
    public let permission: PortalKit.Action
    /// Whether it must be explained.
    public let needsReason: Bool

    /// A way.
    public init(
        _ name: Action, from: [Action.State], to: Action.State, _ permission: PortalKit.Action = .update,
        needsReason: Bool = false
    ) {
        self.name = name
        self.from = from
        self.to = to
        self.permission = permission
        self.needsReason = needsReason
    }

    /// The ways out of a state.
    public static func from(_ state: Action.State) -> [Transition] {
        Action.transitions.filter { $0.from.contains(state) }
    }
}

extension WorkflowAction {
    /// Its way out of a state.
    ///
    /// - Throws: 409 with the reason where there is none.
    public func transition(from state: State) throws(Failure) -> Transition<Self> {
        guard let found = Transition.from(state).first(where: { $0.name == self }) else {
            throw .conflict(refusal(state), code: .invalidTransition)
        }
        return found
    }

    /// Who may come to the door; the state then decides which of these rights it takes.
    public func access(_ scope: Scope) -> Access {
        var permissions: [Action] = []
        for transition in Self.transitions where transition.name == self && !permissions.contains(transition.permission)
        {
            permissions.insert(transition.permission, at: 0)
        }
        let doors = permissions.map { Access.mayOn($0, scope, path: scope.name) }
        let access = doors.count == 1 ? doors[0] : Access.any(doors)
        return isConfirmed ? .confirmed(access) : access
    }
}

/// One state in the line from the beginning to the end.
public struct WorkflowStop: Model {
    let title: Message
    let isDone, isCurrent: Bool

    /// What the template may name.
    public static let fields: [Field<WorkflowStop>] = [
        .message("title") { $0.title }, .flag("done") { $0.isDone }, .flag("current") { $0.isCurrent },
    ]

    /// The way of a record; empty for one that left it.
    public static func line<State: WorkflowState>(_ state: State) -> [WorkflowStop] {
        let way = State.way
        guard let here = way.firstIndex(of: state) else { return [] }
        return way.enumerated().map { index, stop in
            WorkflowStop(title: stop.title, isDone: index < here, isCurrent: index == here)
        }
    }
}

/// A button that takes a step.
public struct WorkflowButton: Model {
    let label: Message
    /// Where it is posted to; or, where a page asks first, where that is.
    let url: String
    let asksFirst: Bool
    let look: String

    /// What the template may name.
    public static let fields: [Field<WorkflowButton>] = [
        .message("label") { $0.label }, .text("url") { $0.url }, .flag("asksFirst") { $0.asksFirst },
        .text("look") { $0.look },
    ]

    /// The button of an action on the record whose page is at `path`.
    public init<Action: WorkflowAction>(_ action: Action, path: String) {
        label = action.button
        asksFirst = action.page != nil
        url = path + "/" + (action.page ?? "transitions/" + action.rawValue)
        look = action.look
    }
}
