public import PortalDatabase
public import PortalFiles
public import PortalLanguage

/// Routes for programs that are not about a kind of record of their own.
extension Route {
    /// What a password is exchanged for: `POST /api/v1/tokens`. Opens its own units of work, since hashing takes its time on purpose.
    public static func apiExchange(
        _ path: String, _ id: String, in group: String, _ summary: Message, body: ApiBody, answer: ApiShape,
        _ handler: @escaping @Sendable (RequestContext) async throws -> JSONWriter
    ) -> Route {
        var operation = ApiOperation(id, in: group, summary, answer: .madePlain(answer))
        operation.body = body
        operation.proof = .password
        return Route(
            .post, path, .everyone,
            .free { context in HandlerResponse.json(try await handler(context), status: 201).with("Pragma", "no-cache")
            },
            bodyLimit: Route.smallBody, duringMaintenance: true, operation: operation)
    }

    /// A short list, whole: one's own tokens.
    public static func apiAll(
        _ path: String, _ access: Access, _ id: String, in group: String, _ summary: Message, _ shape: ApiShape,
        _ write: @escaping @Sendable (RequestContext, any Connection, inout JSONWriter) throws -> Void
    ) -> Route {
        .api(.get, path, access, ApiOperation(id, in: group, summary, answer: .many(shape))) { context, db in
            var json = JSONWriter()
            try json.list { json in try write(context, db, &json) }
            return HandlerResponse.json(json)
        }
    }

    /// One thing that has no version: who asks.
    public static func apiOne(
        _ path: String, _ access: Access, _ id: String, in group: String, _ summary: Message, _ shape: ApiShape,
        _ write: @escaping @Sendable (RequestContext, any Connection, inout JSONWriter) throws -> Void
    ) -> Route {
        .api(.get, path, access, ApiOperation(id, in: group, summary, answer: .plain(shape))) { context, db in
            var json = JSONWriter()
            try write(context, db, &json)
            return HandlerResponse.json(json)
        }
    }

    /// A removal without versions: a token.
    public static func apiRemoval(
        _ path: String, _ access: Access, _ id: String, in group: String, _ summary: Message,
        _ remove: @escaping @Sendable (RequestContext, any Connection) throws -> Void
    ) -> Route {
        .api(.delete, path, access, ApiOperation(id, in: group, summary, answer: .nothing)) { context, db in
            try remove(context, db)
            return HandlerResponse(status: 204, body: .empty)
        }
    }

    /// The description of all of them.
    public static func apiDocument(_ path: String, _ summary: Message) -> Route {
        var operation = ApiOperation("describe", in: "interface", summary, answer: .document)
        operation.proof = .nobody
        return .api(.get, path, .everyone, operation) { context, _ in HandlerResponse.json(OpenAPI(context).document())
        }
    }
}
