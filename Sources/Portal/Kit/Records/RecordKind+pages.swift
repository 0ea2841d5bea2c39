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
    public func routes(create: Access, change: Access, delete: Access) -> [Route] {
        let read = Access.maySome(.read, scope)
        var routes = pageRoutes(create: create, change: change, delete: delete)
        routes.append(list().selectionRoute(read))
        routes += list().viewRoutes(read)
        routes += saved.routes
        routes += imports(create).routes
        return routes + apiRoutes(create: create, change: change, delete: delete)
    }

    private func pageRoutes(create: Access, change: Access, delete: Access) -> [Route] {
        let element = "\(path)/{\(scope.name)}"
        let read = Access.maySome(.read, scope)
        return [
            .get(path, read) { try list($0, $1) },
            .get(path + "/export.csv", .confirmed(read), pace: .export) { try export($0, $1) },
            .get(path + "/new", create) { visit, _ in
                reply(nil, RecordForm(visit.asked.query), FieldErrors(), visit)
            },
            .post(path + "/new", create) { try enter($0, $1) },
            .get(element, on(.read)) { visit, db in .page(try page(stored(visit, db), visit, db)) },
            .get(element + "/edit", change) { visit, db in
                let record = try stored(visit, db)
                return reply(record, RecordForm(record.facts, version: record.version), FieldErrors(), visit)
            },
            .post(element + "/edit", change) { try save($0, $1) },
            .post(element + "/archive", change) { visit, db in
                try archive(true, visit, db).noticing(.good, words.archived)
            },
            .post(element + "/restoration", change) { visit, db in
                try archive(false, visit, db).noticing(.good, words.restored)
            },
            .get(element + "/delete", delete) { visit, db in
                let record = try stored(visit, db)
                return .page(deletePage(record, obstacle: try hindrance(record, visit, db), visit))
            },
            .post(element + "/delete", .confirmed(delete)) { try self.delete($0, $1) },
        ]
    }

    private func enter(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let form: RecordForm<Facts> = try visit.form()
        do {
            let record = try enter(form, visit, db)
            return Reply.seeOther(path(record.customID)).noticing(
                .good, tr("%(name)s is added.", ["name": .text(record.facts.name)]))
        } catch let errors as FieldErrors {
            return reply(nil, form, errors, status: 422, visit)
        }
    }

    private func save(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let form: RecordForm<Facts> = try visit.form()
        let old = try stored(visit, db)
        do {
            let new = try save(form, over: old, visit, db)
            return Reply.seeOther(path(new.customID)).noticing(.good, tr("The changes are saved."))
        } catch let errors as FieldErrors {
            return reply(old, form, errors, status: 422, visit)
        } catch let outdated as Outdated<Stored> {
            // Sending the form again stores what it says now.
            var current = form
            current.version = String(old.version)
            let changes = Facts.changes(from: old.facts, to: outdated.wanted.facts)
            return reply(
                old, current, FieldErrors(), conflict: HistoryChange.all(changes, history), status: 409, visit)
        }
    }

    private func archive(_ isArchived: Bool, _ visit: Visit, _ db: any Connection) throws -> Reply {
        let _: EmptyForm = try visit.form()
        let record = try stored(visit, db)
        try archive(isArchived, record, visit, db)
        return .seeOther(path(record.customID))
    }

    private func delete(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let record = try stored(visit, db)
        do { try delete(record, visit, db) } catch Failure.conflict(let obstacle, .referenced) {
            return .page(deletePage(record, obstacle: obstacle, visit), status: 409)
        }
        return Reply.seeOther(path).noticing(
            .good, tr("%(name)s is deleted.", ["name": .text(record.facts.name)]))
    }

    private func deletePage(_ record: Stored, obstacle: Message?, _ visit: Visit) -> DeletePage {
        let url = visit.url(path(record.customID))
        return DeletePage(
            heading: words.delete, name: record.facts.name, consequence: words.lost, obstacle: obstacle,
            action: url + "/delete", back: url, listUrl: visit.url(path), listTitle: words.many)
    }

    private func page(_ record: Stored, _ visit: Visit, _ db: any Connection) throws -> RecordPage {
        RecordPage(
            name: record.facts.name, many: words.many, listUrl: visit.url(path),
            url: visit.url(path(record.customID)), facts: facts(record), createdAt: record.createdAt,
            updatedAt: record.updatedAt, archivedAt: record.archivedAt,
            mayEdit: try visit.may(.update, scope, on: record.id, db),
            mayDelete: try visit.may(.delete, scope, on: record.id, db),
            cards: try cards(record, visit, db) + visit.related(to: record.id, of: scope, db),
            history: try HistoryEntry.of(record.id, createdAt: record.createdAt, words: history, db))
    }

    /// The form, as typed.
    public func state(
        _ record: Stored?, _ form: RecordForm<Facts>, _ errors: FieldErrors, conflict: [HistoryChange] = [],
        _ visit: Visit
    ) -> RecordFormState<Facts> {
        let own = record.map { path($0.customID) }
        // The identifier, which nobody need fill in, comes last.
        let fields =
            Facts.fields.filter { $0.key != identifier.field.description }
            + Facts.fields.filter { $0.key == identifier.field.description }
        return RecordFormState(
            record: record, form: form, errors: errors, conflict: conflict,
            action: visit.url(own.map { $0 + "/edit" } ?? path + "/new"), back: visit.url(own ?? path),
            listUrl: visit.url(path), words: words,
            inputs: fields.map { FormInput($0, form, errors, visit.language) })
    }

    private func reply(
        _ record: Stored?, _ form: RecordForm<Facts>, _ errors: FieldErrors, conflict: [HistoryChange] = [],
        status: Int = 200, _ visit: Visit
    ) -> Reply {
        let state = state(record, form, errors, conflict: conflict, visit)
        let page: any Page = formPage?(state, visit) ?? RecordFormPage(state)
        return Reply(status: status, body: .page(page))
    }
}
