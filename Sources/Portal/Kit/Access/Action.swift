/// What somebody may do: `read`, `create`, `update`, `delete`, or a verb that a scope adds, such as `assign` or `sign`.
public struct Action: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The action's plain name, as the command line and the database write it.
    public let name: String

    /// An action by its plain name.
    public init(_ name: String) { self.name = name }
    public init(stringLiteral name: String) { self.name = name }

    /// To look at.
    public static let read: Action = "read"
    /// To make a new one.
    public static let create: Action = "create"
    /// To change.
    public static let update: Action = "update"
    /// To remove.
    public static let delete: Action = "delete"
    /// To hand over to somebody.
    public static let assign: Action = "assign"
    /// To create and to update.
    public static let write: Action = "write"
    /// Everything.
    public static let all: Action = "all"

    /// The actions every scope knows.
    public static let common: [Action] = [.read, .create, .update, .delete, .write, .all]

    /// Whether a grant of this action answers a question about `request`. `all` covers everything, `write` covers create and
    /// update; `read` is covered by nothing but itself and `all`: who may change a thing does not see it for that reason alone.
    public func covers(_ request: Action) -> Bool {
        self == request || self == .all || (self == .write && (request == .create || request == .update))
    }

    public var description: String { name }
}
