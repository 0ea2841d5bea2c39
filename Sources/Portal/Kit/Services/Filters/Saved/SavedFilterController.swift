public import PortalDatabase
public import PortalLanguage
import PortalValues

/// The filters that are kept beside one list: shown as links, saved, shared, renamed, removed; and the one with which the list opens.
public struct SavedFilterController: Sendable {
    let path: String
    let title: Message
    let scope: Scope
    let id: SQL
    let catalogue: @Sendable (RequestContext) -> FilterCatalogue
    private let access: Access

    /// The list at `path`, whose rows are of this scope, told apart by `id`, and filtered by the catalogue.
    public init(
        _ path: String, _ title: Message, _ scope: Scope, id: SQL,
        _ catalogue: @escaping @Sendable (RequestContext) -> FilterCatalogue
    ) {
        self.path = path
        self.title = title
        self.scope = scope
        self.id = id
        self.catalogue = catalogue
        access = .all([.signedIn, .maySome(.read, scope)])
    }

    /// For whoever has signed in and may see the list.
    public var routes: [Route] {
        [
            .get(path + "/filters", access) { context, db in
                var form = SavedFilterForm(Fields())
                form.text = context.request.query[ListFilter.parameter]
                return .page(try page(form, FieldErrors(), context, db))
            },
            .post(path + "/filters", access, save),
            .get(path + "/filters/{saved}", access) { context, db in
                let filter = try changeable(context, db)
                return .page(try page(filter, SavedFilterForm(filter), FieldErrors(), context, db))
            },
            .post(path + "/filters/{saved}", access, change),
            .post(path + "/filters/{saved}/removal", access, remove),
            .post(path + "/filters/{saved}/default", access, choose),
        ]
    }

    /// Where the list opens with one of them: a list that somebody asks for without saying anything. Nil for no such filter.
    public func opening(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse? {
        guard context.request.rawQuery.isEmpty, let person = context.actor.id,
            let filter = try SavedFilter.opening(person, list: scope.name, db)
        else { return nil }
        return .seeOther(address(filter.text))
    }

    /// What stands beside the list's filter box.
    public func view(_ filter: ListFilter, _ context: RequestContext, _ db: any Connection) throws -> SavedFiltersView {
        guard let person = context.actor.id else { return SavedFiltersView() }
        let saved = try SavedFilter.of(person, list: scope.name, db)
        let text = filter.text.tidied
        let isNew = filter.isActive && filter.fault == nil && !saved.contains { $0.text == text }
        return SavedFiltersView(
            chips: saved.map {
                SavedFilterChip(
                    name: $0.name, role: $0.role?.name ?? "", url: context.url(address($0.text)),
                    isCurrent: $0.text == text, isDefault: $0.isDefault)
            },
            saveUrl: isNew ? context.url("\(path)/filters?filter=\(Escape.query(filter.text))") : "",
            manageUrl: saved.isEmpty ? "" : context.url(path + "/filters"))
    }

    func address(_ text: String) -> String { "\(path)?filter=\(Escape.query(text))" }

    private func save(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: SavedFilterForm = try context.form()
        guard let person = context.actor.id else { throw Failure.signIn }
        var errors = FieldErrors()
        if let facts = try facts(form, over: nil, &errors, context, db) {
            do {
                let id = try db.savepoint {
                    try SavedFilter.insert(facts, list: scope.name, by: person, now: context.now, db)
                }
                try tell("create", id, nil, form, context, db)
                return HandlerResponse.seeOther(address(facts.text)).noticing(
                    .good, tr("The filter “%(name)s” is saved.", ["name": .text(facts.name)]))
            } catch DatabaseError.unique { errors["name"] = Self.taken }
        }
        return .page(try page(form, errors, context, db), status: 422)
    }

    private func change(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: SavedFilterForm = try context.form()
        let old = try changeable(context, db)
        var errors = FieldErrors()
        if let facts = try facts(form, over: old, &errors, context, db) {
            guard form.version == String(old.version) else {
                return .page(try page(old, form, FieldErrors(), isOutdated: true, context, db), status: 409)
            }
            do {
                guard try db.savepoint({ try old.update(facts, db) }) else { throw Failure.notFound }
                try tell("update", old.id, old, form, context, db)
                return HandlerResponse.seeOther(path + "/filters").noticing(.good, tr("The changes are saved."))
            } catch DatabaseError.unique { errors["name"] = Self.taken }
        }
        return .page(try page(old, form, errors, context, db), status: 422)
    }

    private func remove(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let _: EmptyForm = try context.form()
        let old = try changeable(context, db)
        try old.delete(db)
        try tell("delete", old.id, old, nil, context, db)
        return HandlerResponse.seeOther(path + "/filters").noticing(
            .good, tr("%(name)s is deleted.", ["name": .text(old.name)]))
    }

    private func choose(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: SavedFilterDefaultForm = try context.form()
        guard let person = context.actor.id, let id = Int64(context.parameter("saved")),
            let filter = try SavedFilter.of(person, list: scope.name, db).first(where: { $0.id == id })
        else { throw Failure.notFound }
        try filter.choose(form.isDefault, for: person, list: scope.name, db)
        return HandlerResponse.seeOther(path + "/filters").noticing(
            .good,
            form.isDefault
                ? tr("The list opens with “%(name)s”.", ["name": .text(filter.name)])
                : tr("The list opens without a filter."))
    }

    /// The filter that the path names, as far as the visitor may change it. What they cannot see is not there.
    private func changeable(_ context: RequestContext, _ db: any Connection) throws -> SavedFilter {
        guard let person = context.actor.id, let id = Int64(context.parameter("saved")),
            let filter = try SavedFilter.find(id, list: scope.name, for: person, db)
        else { throw Failure.notFound }
        guard try mayChange(filter, context, db) else {
            let isSeen = try SavedFilter.of(person, list: scope.name, db).contains { $0.id == id }
            throw isSeen ? Failure.forbidden(missing: "update/role[\(filter.role?.name ?? "")]") : Failure.notFound
        }
        return filter
    }

    /// Tells the log what others see of it: nothing of what somebody keeps for themselves.
    private func tell(
        _ action: String, _ id: Int64, _ old: SavedFilter?, _ new: SavedFilterForm?, _ context: RequestContext,
        _ db: any Connection
    ) throws {
        guard old?.role != nil || !(new?.role ?? "").isEmpty else { return }
        let before = old.map(SavedFilterForm.init)
        let changes = [
            AuditChange(field: "name", before: before?.name, after: new?.name),
            AuditChange(field: "filter", before: before?.text, after: new?.text),
            AuditChange(
                field: "role", before: before.flatMap { $0.role.isEmpty ? nil : $0.role },
                after: new.flatMap { $0.role.isEmpty ? nil : $0.role }),
        ]
        try context.record(
            action, "filter", id: id, label: new?.name ?? before?.name ?? "",
            changes: changes.filter { $0.before != $0.after }, db)
    }

    private static var taken: Message { tr("Another filter of this list has this name.") }
}
