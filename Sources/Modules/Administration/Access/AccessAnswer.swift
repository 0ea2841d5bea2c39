import PortalDatabase
import PortalKit
import PortalLanguage

extension AdministrationModule {
    /// Why somebody may do something, or may not: which permission of which role answers.
    func explainAccess(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let fields = context.request.query
        guard !fields.pairs.isEmpty else { return .page(accessPage(fields, FieldErrors(), nil, context)) }
        // A link that names only a person begins a question; it is not a wrong one.
        if fields["action"].isEmpty, fields["scope"].isEmpty {
            return .page(accessPage(fields, FieldErrors(), nil, context))
        }
        do {
            let question = try AccessQuestion(fields, context.application.scopes, db)
            return .page(accessPage(fields, FieldErrors(), try answer(question, fields, context, db), context))
        } catch let errors as FieldErrors {
            return .page(accessPage(fields, errors, nil, context), status: 422)
        }
    }

    private func answer(
        _ question: AccessQuestion, _ fields: Fields, _ context: RequestContext, _ db: any Connection
    ) throws -> AccessPage.Answer {
        let scopes = context.application.scopes
        let held = try Roles.held(of: question.person, db)
        let allowed = try question.isAllowed(by: held, scopes, db)
        let chain = question.chain(scopes)
        let roles = Dictionary(try Roles.list(db).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var granting: [PermissionView] = []
        var others: [PermissionView] = []
        for one in held where chain.contains(one.grant.scope) {
            let view = try PermissionView(one.grant, role: roles[one.role].map { RoleView($0, context) }, context, db)
            if try question.isAllowed(by: [one], scopes, db) { granting.append(view) } else { others.append(view) }
        }
        let reason: Message =
            if allowed {
                granting.isEmpty
                    ? tr("Creating and changing come from two permissions; together they are both.")
                    : tr("Each of these permissions allows it by itself.")
            } else if others.isEmpty {
                tr("None of their roles, nor PUBLIC, has a permission in this area.")
            } else {
                tr("None of the permissions in this area goes that far.")
            }
        let target = fields["element"].isEmpty ? "" : "/" + Escape.query(fields["element"])
        let label = try question.element.flatMap { try db.label($0, of: question.scope) }
        return AccessPage.Answer(
            allowed: allowed,
            question: label.map {
                tr(
                    "%(who)s – %(action)s: %(scope)s, %(element)s",
                    words(question, fields).merging(["element": .text($0)]) { $1 })
            } ?? tr("%(who)s – %(action)s: %(scope)s", words(question, fields)),
            reasons: [reason], granting: granting, others: allowed ? [] : others,
            audienceUrl: context.url(
                "/administration/access/\(question.scope.name)\(target)?action=\(Escape.query(question.action.name))"))
    }

    private func words(_ question: AccessQuestion, _ fields: Fields) -> [String: Argument] {
        [
            "who": question.person == nil ? .message(tr("Visitors")) : .text(fields["person"]),
            "action": .message(question.action.words), "scope": .message(question.scope.title),
        ]
    }

    private func accessPage(
        _ fields: Fields, _ errors: FieldErrors, _ answer: AccessPage.Answer?, _ context: RequestContext
    ) -> AccessPage {
        let scopes = context.application.scopes.all
        return AccessPage(
            person: errors.view("person", fields["person"]), actions: Action.choices(scopes, fields["action"]),
            scopes: scopes.map { Choice($0.name, $0.title, selected: $0.name == fields["scope"]) },
            actionError: errors["action"],
            scopeError: errors["scope"], element: errors.view("element", fields["element"]),
            errors: errors.lines(AccessPage.labels),
            answer: answer)
    }
}

extension Action {
    /// Every action that some scope knows, to choose from.
    static func choices(_ scopes: [Scope], _ chosen: String) -> [Choice] {
        scopes.flatMap(\.everyAction).reduce(into: [Action]()) { if !$0.contains($1) { $0.append($1) } }
            .map { Choice($0.name, $0.words, selected: $0.name == chosen) }
    }
}
