public import PortalDatabase

/// One line of a module's route table: method, path, who may, and what it does.
public struct Route: Sendable {
    /// The method, in capitals.
    public enum Method: String, Sendable, CaseIterable {
        case get = "GET", post = "POST", put = "PUT", patch = "PATCH", delete = "DELETE"
    }

    /// What a route does, and in which unit of work. The session is read, the permission checked and the page rendered in that
    /// same unit, so that what was allowed is what is done.
    public enum Work: Sendable {
        /// Looks: one snapshot, nothing changes.
        case read(@Sendable (RequestContext, any Connection) throws -> HandlerResponse)
        /// Changes: one transaction; undone as a whole when the answer is 400 or above. Happens exactly once a form.
        case write(@Sendable (RequestContext, any Connection) throws -> HandlerResponse)
        /// Needs time outside a transaction (a password, an upload, the network) and opens its own units of work.
        case free(@Sendable (RequestContext) async throws -> HandlerResponse)
        /// Reads the body itself as it comes in (files), and opens its own units of work. The gate decides before any of it is read.
        case streaming(@Sendable (RequestContext, BodyStream) async throws -> HandlerResponse)
    }

    /// The method.
    public let method: Method
    /// The path below the portal's address, with `{name}` for what varies.
    public let path: String
    /// Who may use it.
    public let access: Access
    /// What it does.
    public let work: Work
    /// The largest body accepted, in bytes.
    public let bodyLimit: Int
    /// Whether it answers during maintenance to everybody (signing in, liveness).
    public let duringMaintenance: Bool
    /// How long it may take to look, where it only does that.
    public let pace: Pace
    /// What it does for programs, as `/api/openapi.json` describes it; nil for pages.
    public let operation: ApiOperation?

    /// Enough for a name, a password and a few words: 4 KiB.
    public static let smallBody = 4 << 10
    /// Enough for a record that a program writes: 256 KiB.
    static let recordBody = 256 << 10

    init(
        _ method: Method, _ path: String, _ access: Access, _ work: Work, bodyLimit: Int = 1 << 20,
        pace: Pace = .page, duringMaintenance: Bool = false, operation: ApiOperation? = nil
    ) {
        self.method = method
        self.path = path
        self.access = access
        self.work = work
        self.bodyLimit = bodyLimit
        self.pace = pace
        self.duringMaintenance = duringMaintenance
        self.operation = operation
    }

    /// A page; what goes through everything there is says `pace: .export`.
    public static func get(
        _ path: String, _ access: Access, pace: Pace = .page, duringMaintenance: Bool = false,
        _ handler: @escaping @Sendable (RequestContext, any Connection) throws -> HandlerResponse
    ) -> Route { Route(.get, path, access, .read(handler), pace: pace, duringMaintenance: duringMaintenance) }

    /// A change, done exactly once.
    public static func post(
        _ path: String, _ access: Access, bodyLimit: Int = 1 << 20, duringMaintenance: Bool = false,
        _ handler: @escaping @Sendable (RequestContext, any Connection) throws -> HandlerResponse
    ) -> Route {
        Route(.post, path, access, .write(handler), bodyLimit: bodyLimit, duringMaintenance: duringMaintenance)
    }

    /// A route that opens its own units of work.
    public static func free(
        _ method: Method, _ path: String, _ access: Access, bodyLimit: Int = 1 << 20, duringMaintenance: Bool = false,
        _ handler: @escaping @Sendable (RequestContext) async throws -> HandlerResponse
    ) -> Route {
        Route(method, path, access, .free(handler), bodyLimit: bodyLimit, duringMaintenance: duringMaintenance)
    }

    /// A route that reads its body as it comes in: for files, in bounded memory. Whoever may not is refused before a byte is read.
    /// ``RequestContext/once(_:_:)`` makes what it does happen exactly once.
    public static func streaming(
        _ method: Method, _ path: String, _ access: Access, bodyLimit: Int,
        _ handler: @escaping @Sendable (RequestContext, BodyStream) async throws -> HandlerResponse
    ) -> Route { Route(method, path, access, .streaming(handler), bodyLimit: bodyLimit) }

    /// The names of what varies in the path.
    var parameters: [String] {
        path.split(separator: "/").compactMap { piece in
            piece.hasPrefix("{") && piece.hasSuffix("}") ? String(piece.dropFirst().dropLast()) : nil
        }
    }
}
