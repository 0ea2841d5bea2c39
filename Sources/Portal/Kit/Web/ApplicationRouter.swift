import HTTPTypes
public import Hummingbird
import PortalConfiguration
import PortalDatabase
import PortalValues

extension PortalApplication {
    /// Those that an address answers, if only with 405: the usual ones, and QUERY.
    private static let methods: [HTTPRequest.Method] =
        [.get, .head, .post, .put, .patch, .delete, .options, .trace] + [HTTPRequest.Method("QUERY")].compactMap(\.self)

    /// The router of the whole portal: every module's routes, below the sub-path and, for proxies that strip it, without it too.
    public func router() -> RouterResponder<ServerContext> {
        let router = Router(context: ServerContext.self)
        router.add(middleware: RootMiddleware(application: self))
        let bases = configuration.basePath.isEmpty ? [""] : [configuration.basePath, ""]
        let byPath = Dictionary(grouping: modules.flatMap { module in module.routes.map { (module, $0) } }) {
            $0.1.path
        }
        // In one order, whatever the dictionary's: where a route stands in the router decides how soon it is found.
        for (path, entries) in byPath.sorted(by: { $0.key < $1.key }) {
            var endpoints: [HTTPRequest.Method: Endpoint] = [:]
            for (module, route) in entries {
                let endpoint = Endpoint(application: self, module: module, route: route)
                if let method = HTTPRequest.Method(route.method.rawValue) { endpoints[method] = endpoint }
            }
            if let get = endpoints[.get] { endpoints[.head] = get }
            let allowed = endpoints.keys.map(\.rawValue).sorted()
            for base in bases {
                for method in Self.methods {
                    let endpoint = endpoints[method]
                    router.on(RouterPath(base + path), method: method) { httpRequest, server in
                        guard let endpoint else { throw Failure.methodNotAllowed(allowed) }
                        return try await self.serve(endpoint, httpRequest, server)
                    }
                }
            }
        }
        return router.buildResponder()
    }

    private func serve(_ endpoint: Endpoint, _ httpRequest: Request, _ server: ServerContext) async throws -> Response {
        let request = try RequestReader.bodiless(httpRequest, server, self, endpoint.route)
        let calls = try await countCall(request, endpoint.route)
        if let calls, let wait = calls.wait {
            // Whoever calls too often costs no unit of work.
            let answer = try self.answer(Failure.tooMany(retryAfter: wait), for: blindVisit(request))
            return answer.telling(calls).response(httpRequest)
        }
        guard endpoint.route.method != .get else {
            return try await finish(try await endpoint.respond(request, nil).telling(calls), httpRequest)
        }
        let body = BodySource(httpRequest, limit: endpoint.route.bodyLimit)
        let response: Response
        do {
            response = try await finish(try await endpoint.respond(request, body).telling(calls), httpRequest)
        } catch {
            // Here and not at the front: the page of a failure waits for no body either.
            response = try await RootMiddleware(application: self).explain(error, httpRequest, server)
        }
        return Lingering.behind(response, body)
    }

    /// Counts a call of a program: by its token where it has one, else by its address. Where a password is exchanged, tries are counted
    /// with the account instead: a right one is not refused because strangers call from the same address.
    private func countCall(_ request: PortalRequest, _ route: Route) async throws -> ApiCalls.Standing? {
        guard let operation = route.operation, operation.proof != .password else { return nil }
        let now = clock()
        let token = request.authorization("Bearer").flatMap { knownToken($0, now: now) }
        return try await apiCalls.count(token.map { "token \($0.id)" } ?? "address \(request.addressKey)", now: now)
    }

    private func finish(_ answer: RenderedResponse, _ httpRequest: Request) async throws -> Response {
        if let refused = answer.refused { await refused.context.noteFailure(.refused, detail: refused.missing) }
        if let touch = answer.touch {
            let now = clock()
            // Only a time in a list: when it cannot be written now, the next request writes it.
            try? await database.write { db in
                switch touch {
                case .session(let session): try Sessions.touch(session, now: now, db)
                case .token(let token): try ApiTokens.touch(token, now: now, db)
                }
            }
        }
        return try await answer.stream(httpRequest, configuration)
    }
}

extension RenderedResponse {
    /// The same with what the program may still do.
    fileprivate func telling(_ calls: ApiCalls.Standing?) -> RenderedResponse {
        guard let calls else { return self }
        var answer = self
        answer.headers += calls.headers
        return answer
    }
}
