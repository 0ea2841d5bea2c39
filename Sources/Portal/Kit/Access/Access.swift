/// Who may use a route. There is no default: a route cannot be written without it.
public indirect enum Access: Sendable {
    /// Everybody, visitors included.
    case everyone
    /// Whoever has signed in.
    case signedIn
    /// Who may do this on the scope as a whole.
    case may(Action, Scope)
    /// Who may do this on at least one element; the page then chooses its rows with ``RequestContext/visible``.
    case maySome(Action, Scope)
    /// Who may do this on the element that the path names; `path` is the parameter that holds its key, or several, joined by `/`, whose
    /// values make the key together.
    case mayOn(Action, Scope, path: String)
    /// Who passes one of these; refused like the last.
    case any([Access])
    /// Who passes all of these.
    case all([Access])
    /// Whom a module's own rule admits.
    case rule(AccessRule)
    /// The same, and the password was typed a moment ago.
    case confirmed(Access)
    /// Programs and monitors that are answered without looking at who asks: no session is read, no database touched.
    case machine
}

extension Access: CustomStringConvertible {
    /// As `portal routes` prints it.
    public var description: String {
        switch self {
        case .everyone: "everyone"
        case .signedIn: "signed in"
        case .may(let action, let scope): "\(action)/\(scope.name)"
        case .maySome(let action, let scope): "\(action)/\(scope.name)[some]"
        case .mayOn(let action, let scope, let path): "\(action)/\(scope.name)[{\(path)}]"
        case .any(let list): list.map(\.description).joined(separator: " or ")
        case .all(let list): list.map(\.description).joined(separator: " and ")
        case .rule(let rule): rule.name
        case .confirmed(let inner): "\(inner), password confirmed"
        case .machine: "everyone, without session"
        }
    }

    /// The scope and path parameter pairs that this access names.
    var elements: [(scope: Scope, path: String)] {
        switch self {
        case .mayOn(_, let scope, let path): [(scope, path)]
        case .any(let list), .all(let list): list.flatMap(\.elements)
        case .confirmed(let inner): inner.elements
        default: []
        }
    }

    /// Whether it asks for the password anywhere.
    var asksPassword: Bool {
        switch self {
        case .confirmed: true
        case .any(let list), .all(let list): list.contains(where: \.asksPassword)
        default: false
        }
    }

    /// The same without the question for the password: what can be asked before a body is read that may hold it.
    var withoutPassword: Access {
        switch self {
        case .confirmed(let inner): inner.withoutPassword
        case .any(let list): .any(list.map(\.withoutPassword))
        case .all(let list): .all(list.map(\.withoutPassword))
        default: self
        }
    }

    /// Every scope and action asked for.
    var questions: [(action: Action, scope: Scope)] {
        switch self {
        case .may(let action, let scope), .maySome(let action, let scope), .mayOn(let action, let scope, _):
            [(action, scope)]
        case .rule(let rule): rule.questions
        case .any(let list), .all(let list): list.flatMap(\.questions)
        case .confirmed(let inner): inner.questions
        default: []
        }
    }
}
