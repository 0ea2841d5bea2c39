public import PortalLanguage

/// The interface for programs as people read it: every operation, by what it belongs to.
public struct ApiGuide: Sendable {
    /// Operations that belong together.
    public struct Group: Sendable {
        /// `clients`.
        public let name: String
        /// In the order of the routes.
        public let operations: [Operation]
    }

    /// One operation.
    public struct Operation: Sendable {
        /// `GET`, and the path with what varies in braces.
        public let method, path: String
        /// What it does, in a sentence.
        public let summary: Message
        /// Who may.
        public let access: String
        /// What can be asked for in the query, each with its meaning.
        public let parameters: [(name: String, title: Message)]
        /// What is sent, each with its name, its meaning, and whether it must be there.
        public let fields: [(name: String, title: Message, isNeeded: Bool)]
        /// Statuses, in their order.
        public let statuses: [Int]
    }

    /// What belongs together.
    public let groups: [Group]

    /// The operations that this portal has now.
    public init(_ context: RequestContext) {
        let routes = OpenAPI(context)
        groups = routes.groups.map { name in
            Group(name: name, operations: routes.routes.filter { $0.operation.group == name }.map(Operation.init))
        }
    }
}

extension ApiGuide.Operation {
    fileprivate init(_ route: Route, _ operation: ApiOperation) {
        method = route.method.rawValue
        path = route.path
        summary = operation.summary
        access = route.access.description
        var parameters = operation.parameters.map { ($0.name, $0.title) }
        if !operation.sorts.isEmpty {
            parameters.append(
                (
                    "sort",
                    tr(
                        "One of %(words)s; a minus in front turns it round.",
                        ["words": .text(operation.sorts.joined(separator: ", "))])
                ))
        }
        self.parameters = parameters
        fields = (operation.body?.fields ?? []).map {
            ($0.text, $0.title, $0.isNeeded && operation.body?.way == .whole)
        }
        statuses = route.statuses
    }
}
