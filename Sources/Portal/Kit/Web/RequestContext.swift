import PortalConfiguration
public import PortalDatabase
public import PortalLanguage
public import PortalValues

/// One request by one person, and everything a handler may know about it. It lives no longer than the request.
public struct RequestContext: Sendable {
    /// The portal.
    public let application: PortalApplication
    /// The request.
    public internal(set) var request: PortalRequest
    /// Who asks.
    public internal(set) var actor: Actor
    /// The language of the answer.
    public let language: Language
    /// When the request came in: one moment for all it does.
    public let now: Instant
    /// What holds at this moment, as the settings say.
    public let settings: SettingValues
    /// The elements that the route's access resolved, by path parameter.
    public var elements: [String: Int64] = [:]
    /// Asks the route's gate again, for this request with another form: in a later unit of work than the first.
    var admission: @Sendable (PortalRequest, any Connection) throws -> RequestContext = { _, _ in throw Failure.notFound
    }

    /// The form, or 400 for fields it does not have.
    public func form<F: Form>(_ type: F.Type = F.self) throws(Failure) -> F { try F.read(request.form) }

    /// What the path holds in this place.
    public func parameter(_ name: String) -> String { request.parameters[name] ?? "" }

    /// The element that the route's access found under this path parameter.
    public func element(_ path: String) throws(Failure) -> Int64 {
        guard let id = elements[path] else { throw .notFound }
        return id
    }

    /// Whether the visitor may do this on the scope as a whole.
    public func may(_ action: Action, _ scope: Scope) -> Bool { actor.grants.allows(action, scope) }

    /// Whether a program asks with a token that reaches less far than its owner.
    public var isBounded: Bool { actor.grants.reach != nil }

    /// What the visitor may do on some element at least, as tokens write it: `client:read`.
    public var effectiveScopes: [String] {
        application.scopes.all.flatMap { scope in
            scope.everyAction.filter { $0 != .write && $0 != .all && maySome($0, scope) }.map { "\(scope.name):\($0)" }
        }
    }

    /// Whether the visitor may do this on at least one element.
    public func maySome(_ action: Action, _ scope: Scope) -> Bool {
        actor.grants.allowsSome(action, scope, in: application.scopes)
    }

    /// Whether the visitor may do this on this element, as it is stored now.
    public func may(_ action: Action, _ scope: Scope, on element: Int64, _ db: any Connection) throws -> Bool {
        try actor.grants.allows(action, scope, element: element, in: application.scopes, world: StoredElements(db: db))
    }

    /// Refuses what is not allowed on this element: for rights that depend on what a form asks for.
    public func demand(_ action: Action, _ scope: Scope, on element: Int64, _ db: any Connection) throws {
        guard try may(action, scope, on: element, db) else { throw refusal("\(action)/\(scope.name)") }
    }

    /// The condition that chooses the rows this visitor may see (or change) in a list of this scope.
    public func visible(_ action: Action, _ scope: Scope) -> SQL {
        actor.grants.visible(action, scope, in: application.scopes)
    }

    /// A path of this portal as a link: with the sub-path it is served under.
    public func url(_ path: String) -> String { application.configuration.basePath + path }

    /// The same as a whole address, for mails.
    public func absolute(_ path: String) -> String { application.configuration.baseURL.text + path }

    /// What a refused visitor meets: the login page, or 403 once signed in.
    public func refusal(_ missing: String) -> Failure { actor.isVisitor ? .signIn : .forbidden(missing: missing) }
}
