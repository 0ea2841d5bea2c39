import PortalDatabase
import PortalLanguage
import PortalTemplates

/// The pages of a kind of record.
extension RecordKind {
    /// Every route of a kind: list, choice of columns, saved filters, selection, export, import, page, form, archive, delete, and the same
    /// for programs. Who may read is asked row by row.
    ///
    /// - Parameters:
    ///   - create: who may enter and import records.
    ///   - change: who may change, archive and take back the one that the path names.
    ///   - delete: who may delete it; they are asked for their password.
    ///   - imports: pages of the module's own that bring records in, where lines mean more than their fields say.
    public func routes(create: Access, change: Access, delete: Access, imports own: [Route]? = nil) -> [Route] {
        let read = Access.maySome(.read, scope)
        var routes = pageRoutes(create: create, change: change, delete: delete)
        routes.append(list().selection.route(read))
        routes += list().viewRoutes(read)
        routes += saved.routes
        routes += own ?? imports(create).routes
        if let subject {
            routes += PersonalDataController.routes(below: "\(path)/{\(scope.name)}", delete) {
                context throws(Failure) in
                PersonalDataController(
                    subject, try context.element(scope.name), listPath: path, listTitle: words.many)
            }
        }
        return routes + apiRoutes(create: create, change: change, delete: delete)
    }

    private func pageRoutes(create: Access, change: Access, delete: Access) -> [Route] {
        let element = "\(path)/{\(scope.name)}"
        let read = Access.maySome(.read, scope)
        return [
            .get(path, read) { try list($0, $1) },
            .get(path + "/export.csv", .confirmed(read), pace: .export) { try export($0, $1) },
            .get(path + "/new", create) { context, db in
                // Links may fill in what they know: `/clients/new?company_id=HALLES`.
                var form = RecordForm<Facts>(context.request.query)
                prefill(&form, context)
                return try reply(nil, form, FieldErrors(), context, db)
            },
            .post(path + "/new", create) { try enter($0, $1) },
            .get(element, on(.read)) { context, db in .page(try page(stored(context, db), context, db)) },
            .get(element + "/edit", change) { context, db in
                let record = try stored(context, db)
                return try reply(record, record.form, FieldErrors(), context, db)
            },
            .post(element + "/edit", change) { try save($0, $1) },
            .post(element + "/archive", change) { context, db in
                try archive(true, context, db).noticing(.good, words.archived)
            },
            .post(element + "/restoration", change) { context, db in
                try archive(false, context, db).noticing(.good, words.restored)
            },
            .get(element + "/delete", delete) { context, db in
                let record = try stored(context, db)
                return .page(deletePage(record, obstacle: try hindrance(record, context, db), context))
            },
            .post(element + "/delete", .confirmed(delete)) { try self.delete($0, $1) },
        ]
    }

    private func enter(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: RecordForm<Facts> = try context.form()
        do {
            let record = try enter(form, context, db)
            return HandlerResponse.seeOther(path(record.customID)).noticing(
                .good, tr("%(name)s is added.", ["name": .text(record.facts.name)]))
        } catch let errors as FieldErrors {
            return try reply(nil, form, errors, status: 422, context, db)
        }
    }

    private func save(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: RecordForm<Facts> = try context.form()
        let old = try stored(context, db)
        do {
            let new = try save(form, over: old, context, db)
            return HandlerResponse.seeOther(path(new.customID)).noticing(.good, tr("The changes are saved."))
        } catch let errors as FieldErrors {
            return try reply(old, form, errors, status: 422, context, db)
        } catch let outdated as VersionConflict<Stored> {
            // Sending the form again stores what it says now.
            var current = form
            current.version = String(old.version)
            let changes = Facts.changes(from: old.facts, to: outdated.wanted.facts)
            return try reply(
                old, current, FieldErrors(), conflict: HistoryChange.all(changes, history), status: 409, context, db)
        }
    }

    private func archive(_ isArchived: Bool, _ context: RequestContext, _ db: any Connection) throws -> HandlerResponse
    {
        let _: EmptyForm = try context.form()
        let record = try stored(context, db)
        try archive(isArchived, record, context, db)
        return .seeOther(path(record.customID))
    }

    private func delete(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let record = try stored(context, db)
        do { try delete(record, context, db) } catch Failure.conflict(let obstacle, .referenced) {
            return .page(deletePage(record, obstacle: obstacle, context), status: 409)
        }
        return HandlerResponse.seeOther(path).noticing(
            .good, tr("%(name)s is deleted.", ["name": .text(record.facts.name)]))
    }

    private func deletePage(_ record: Stored, obstacle: Message?, _ context: RequestContext) -> DeletePage {
        let url = context.url(path(record.customID))
        return DeletePage(
            heading: words.delete, name: record.facts.name, consequence: words.lost, obstacle: obstacle,
            action: url + "/delete", back: url, listUrl: context.url(path), listTitle: words.many)
    }

    private func page(_ record: Stored, _ context: RequestContext, _ db: any Connection) throws -> RecordPage {
        let erasedAt = try subject.flatMap { try Erasures.moment($0, record.id, db) }
        let isOpen = erasedAt == nil
        let mayDelete = try isOpen && context.may(.delete, scope, on: record.id, db)
        return RecordPage(
            name: record.facts.name, many: words.many, since: words.since, listUrl: context.url(path),
            url: context.url(path(record.customID)), facts: facts(record, try links(record, context, db)),
            createdAt: record.createdAt, updatedAt: record.updatedAt, archivedAt: record.archivedAt,
            erasedAt: erasedAt, mayEdit: try isOpen && context.may(.update, scope, on: record.id, db),
            mayDelete: mayDelete, hasPersonalData: subject != nil && mayDelete,
            choices: isOpen ? try choices(record, context, db) : [],
            cards: try cards(record, context, db) + context.related(to: record.id, of: scope, db),
            history: try HistoryEntry.of(record.id, createdAt: record.createdAt, words: history, db))
    }

    /// The form, as typed.
    public func state(
        _ record: Stored?, _ form: RecordForm<Facts>, _ errors: FieldErrors, conflict: [HistoryChange] = [],
        _ context: RequestContext
    ) -> RecordFormState<Facts> {
        let own = record.map { path($0.customID) }
        // The identifier, which nobody need fill in, comes last.
        let fields =
            Facts.fields.filter { $0.source != .derived && $0.key != identifier.field.description }
            + Facts.fields.filter { $0.key == identifier.field.description }
        return RecordFormState(
            record: record, form: form, errors: errors, conflict: conflict,
            action: context.url(own.map { $0 + "/edit" } ?? path + "/new"), back: context.url(own ?? path),
            listUrl: context.url(path), words: words,
            inputs: fields.map { FormInput($0, form, errors, context.language) })
    }

    private func reply(
        _ record: Stored?, _ form: RecordForm<Facts>, _ errors: FieldErrors, conflict: [HistoryChange] = [],
        status: Int = 200, _ context: RequestContext, _ db: any Connection
    ) throws -> HandlerResponse {
        let state = state(record, form, errors, conflict: conflict, context)
        let page: any Page = try formPage?(state, context, db) ?? RecordFormPage(state)
        return HandlerResponse(status: status, body: .page(page))
    }
}
