import PortalLanguage

/// What a token may be used for: some actions on some scopes, whatever else its owner may do. Written `client:read contract:sign`.
public struct TokenReach: Sendable, Hashable {
    /// One action on one scope.
    public struct Part: Sendable, Hashable {
        let scope: String
        let action: Action

        /// As written: `client:read`.
        public var text: String { "\(scope):\(action.name)" }
    }

    let parts: [Part]

    /// Reads what a program asked for.
    ///
    /// - Throws: ``FieldErrors`` under `scopes` for what no module declares.
    public init(_ texts: [String], in catalogue: Scopes) throws(FieldErrors) {
        var parts: [Part] = []
        for text in texts {
            let halves = text.split(separator: ":", omittingEmptySubsequences: false)
            guard halves.count == 2, let scope = catalogue[String(halves[0])],
                scope.everyAction.contains(Action(String(halves[1])))
            else {
                throw FieldErrors(
                    "scopes", tr("There is no scope %(scope)s.", ["scope": .text(String(text.prefix(80)))]))
            }
            let part = Part(scope: scope.name, action: Action(String(halves[1])))
            if !parts.contains(part) { parts.append(part) }
        }
        self.parts = parts
    }

    /// As stored: one part after the other. What does not look like one reaches nothing.
    init(stored: String) {
        parts = stored.split(separator: " ").compactMap { text in
            let halves = text.split(separator: ":")
            guard halves.count == 2 else { return nil }
            return Part(scope: String(halves[0]), action: Action(String(halves[1])))
        }
    }

    /// Looking at everything, and nothing else.
    public static func reading(_ catalogue: Scopes) -> TokenReach {
        TokenReach(catalogue.all.map { Part(scope: $0.name, action: .read) })
    }

    private init(_ parts: [Part]) { self.parts = parts }

    var stored: String { parts.map(\.text).joined(separator: " ") }
    /// As programs read it.
    public var texts: [String] { parts.map(\.text) }

    /// Whether the action on this scope is within reach.
    func covers(_ action: Action, _ scope: String) -> Bool {
        if parts.contains(where: { $0.scope == scope && $0.action.covers(action) }) { return true }
        return action == .write && covers(.create, scope) && covers(.update, scope)
    }
}
