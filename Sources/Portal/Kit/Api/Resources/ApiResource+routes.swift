public import PortalDatabase
public import PortalFiles
public import PortalLanguage

/// The routes of a kind of record, each with who may use it.
extension ApiResource {
    /// `GET /api/v1/clients`: whoever may read some gets those.
    public func list(
        _ summary: Message, _ make: @escaping @Sendable (RequestContext, any Connection) throws -> ApiList
    ) -> Route {
        var operation = operation("list", summary, .many(shape), many: true)
        operation.parameters = filters
        operation.sorts = sorts
        return .api(.get, path, .maySome(.read, scope), operation) { context, db in
            try ApiList.check(context, knows: filters)
            return try make(context, db).reply(context, write, db)
        }
    }

    /// `GET /api/v1/clients/{client}`.
    public func show(_ summary: Message) -> Route {
        .api(.get, elementPath, on(.read), operation("read", summary, .one(shape))) { context, db in
            let element = try element(try context.element(scope.name), db)
            guard !ApiConditions.isKnown(element.tag, context) else {
                return HandlerResponse(status: 304, body: .empty).with("ETag", element.tag)
                    .with("Cache-Control", "no-store")
            }
            return element.reply()
        }
    }

    /// `POST /api/v1/clients`: `make` saves the form that the body was turned into, and tells the new record’s internal id.
    public func create(
        _ access: Access, _ summary: Message,
        _ make: @escaping @Sendable (RequestContext, any Connection) throws -> Int64
    ) -> Route {
        var operation = operation("create", summary, .made(shape))
        operation.body = ApiBody("New" + shape.name, shape.written)
        return .api(.post, path, access, operation) { context, db in
            let element = try element(try make(context, db), db)
            return element.reply(201).with("Location", element.path)
        }
    }

    /// `PATCH` and `PUT /api/v1/clients/{client}`. `form` is the form of the record as it stands; `save` saves the one that came of it.
    ///
    /// PATCH changes what it names. PUT says all: what it leaves out is empty, as a field that was emptied on the page.
    /// - Parameter except: members that only a new record takes.
    public func change(
        _ access: Access, _ summary: Message, _ replacing: Message, except: [String] = [],
        form: @escaping @Sendable (RequestContext, Int64, any Connection) throws -> Fields,
        _ save: @escaping @Sendable (RequestContext, Int64, any Connection) throws -> Void
    ) -> [Route] {
        let fields = shape.written.filter { !except.contains($0.text) }
        func route(_ method: Route.Method, _ verb: String, _ summary: Message, _ way: ApiBody.Way) -> Route {
            var operation = operation(verb, summary, .one(shape))
            operation.body = ApiBody((way == .merge ? "Changed" : "Whole") + shape.name, fields, way)
            operation.needsMatch = true
            return .api(method, elementPath, access, operation) { context, db in
                let id = try context.element(scope.name)
                let old = try element(id, db)
                try ApiConditions.check(old.tag, needed: true, context)
                var context = context
                let sent = context.request.form
                let kept = try form(context, id, db).pairs.filter { way == .merge || $0.name == "version" }
                context.request.form = Fields(
                    kept.filter { !sent.has($0.name) }.map { ($0.name, $0.value) }
                        + sent.pairs.map { ($0.name, $0.value) })
                do { try save(context, id, db) } catch is any AnyVersionConflict { throw Failure.api(.stale) }
                let new = try element(id, db)
                return new.path == old.path ? new.reply() : new.reply().with("Content-Location", context.url(new.path))
            }
        }
        return [route(.patch, "update", summary, .merge), route(.put, "replace", replacing, .whole)]
    }

    /// `DELETE /api/v1/clients/{client}`, with the password.
    public func remove(
        _ access: Access, _ summary: Message,
        _ delete: @escaping @Sendable (RequestContext, Int64, any Connection) throws -> Void
    ) -> Route {
        var operation = operation("delete", summary, .nothing)
        operation.needsMatch = true
        return .api(.delete, elementPath, .confirmed(access), operation) { context, db in
            let id = try context.element(scope.name)
            try ApiConditions.check(try element(id, db).tag, needed: true, context)
            try delete(context, id, db)
            return HandlerResponse(status: 204, body: .empty)
        }
    }

    /// `POST /api/v1/clients/{client}/archive`: what is done to a record, as a noun. The record comes back as it is then.
    /// - Parameter path: what follows the record’s own path; what varies in it stands in braces.
    public func act(
        _ id: String, _ path: String, _ access: Access, _ summary: Message, _ fields: [ApiField] = [],
        _ act: @escaping @Sendable (RequestContext, Int64, any Connection) throws -> Void
    ) -> Route {
        var operation = ApiOperation(id, in: name, summary, answer: .one(shape))
        operation.body = ApiBody(id.prefix(1).uppercased() + id.dropFirst(), fields)
        operation.needsMatch = false
        return .api(.post, "\(elementPath)/\(path)", access, operation) { context, db in
            let id = try context.element(scope.name)
            if context.request.header("if-match") != nil {
                try ApiConditions.check(try element(id, db).tag, needed: false, context)
            }
            try act(context, id, db)
            return try element(id, db).reply()
        }
    }

    /// `GET /api/v1/contracts/{contract}/settlements`: what belongs to a record, all of it.
    public func part(
        _ path: String, _ shape: ApiShape, _ summary: Message,
        _ write: @escaping @Sendable (RequestContext, Int64, any Connection, inout JSONWriter) throws -> Void
    ) -> Route {
        let operation = ApiOperation("list" + shape.name + "List", in: name, summary, answer: .many(shape))
        return .api(.get, "\(elementPath)/\(path)", on(.read), operation) { context, db in
            let id = try context.element(scope.name)
            var json = JSONWriter()
            try json.list { json in try write(context, id, db, &json) }
            return HandlerResponse.json(json)
        }
    }
}
