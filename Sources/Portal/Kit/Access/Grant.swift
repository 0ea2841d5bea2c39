/// One permission of a role: action, scope, and what it reaches.
public struct Grant: Hashable, Sendable {
    /// What a grant reaches inside its scope.
    public enum Target: Hashable, Sendable {
        /// Every element, and the scope itself.
        case every
        /// One element, by its internal id. Zero is an element like any other.
        case element(Int64)
        /// The elements that stand in this relation to whoever asks.
        case relation(String)
    }

    /// What may be done.
    public let action: Action
    /// The scope's plain name.
    public let scope: String
    /// On what.
    public let target: Target

    /// A permission.
    public init(_ action: Action, _ scope: String, _ target: Target = .every) {
        self.action = action
        self.scope = scope
        self.target = target
    }
}
