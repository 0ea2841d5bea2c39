import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// One role: what it may do, and who holds it.
struct RolePage: Page {
    let role: RoleView
    let isPublic: Bool
    let permissions: [PermissionView]
    let holders: [HolderView]
    let holderCount: Message
    let holdersUrl, editUrl, deletionUrl, permissionsUrl: String
    let actions, scopes: [Choice]
    let element: FieldView
    let actionError, scopeError: Message?
    let relations: [Choice]
    let errors: [ErrorLine]
    let history: [HistoryEntry]

    static let template = "administration/role.html"
    static let fields: [Field<RolePage>] = [
        .model("role") { $0.role }, .flag("isPublic") { $0.isPublic }, .list("permissions") { $0.permissions },
        .list("holders") { $0.holders }, .message("holderCount") { $0.holderCount },
        .text("holdersUrl") { $0.holdersUrl },
        .text("editUrl") { $0.editUrl }, .text("deletionUrl") { $0.deletionUrl },
        .text("permissionsUrl") { $0.permissionsUrl },
        .list("actions") { $0.actions }, .list("scopes") { $0.scopes }, .model("element") { $0.element },
        .optionalMessage("actionError") { $0.actionError }, .optionalMessage("scopeError") { $0.scopeError },
        .list("relations") { $0.relations }, .list("errors") { $0.errors }, .list("history") { $0.history },
    ]
    static var sample: RolePage {
        RolePage(
            role: .sample, isPublic: false, permissions: [.sample],
            holders: [
                HolderView(
                    name: "Zoé Lefèvre", initials: "ZL", url: "/administration/people/zlefevre", note: "zlefevre")
            ],
            holderCount: PeoplePage.counted(1), holdersUrl: "/administration/people?role=commercial&view=all",
            editUrl: "/administration/roles/commercial/edit", deletionUrl: "/administration/roles/commercial/deletion",
            permissionsUrl: "/administration/roles/commercial/permissions",
            actions: [Choice("read", Action.read.words, selected: true)],
            scopes: [Choice("role", tr("Roles"), selected: true)],
            element: FieldView("nobody", error: RoleError.invalid("element").words), actionError: nil,
            scopeError: nil,
            relations: [Choice("own", .verbatim("own"), selected: false)],
            errors: FieldErrors("element", RoleError.invalid("element").words).lines(["element": tr("Item")]),
            history: [.sample(trc("history", "Created"), by: "admin", at: Instant(seconds: 1_795_000_000))])
    }

    static let labels: [String: Message] = ["action": tr("Action"), "scope": tr("Area"), "element": tr("Item")]
}

/// Somebody, in a short list.
struct HolderView: Model {
    let name, initials, url, note: String
    static let fields: [Field<HolderView>] = [
        .text("name") { $0.name }, .text("initials") { $0.initials }, .text("url") { $0.url },
        .text("note") { $0.note },
    ]
}

extension AdministrationModule {
    func showRole(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        .page(try rolePage(PermissionForm(Fields()), context, db))
    }

    /// The page as stored, with what was just typed into its form.
    func rolePage(
        _ form: PermissionForm, wrong errors: FieldErrors = FieldErrors(), _ context: RequestContext,
        _ db: any Connection
    ) throws -> RolePage {
        let role = try storedRole(context, db)
        let isPublic = role.id == Role.publicID
        let mayUpdate = try context.may(.update, .role, on: role.id, db)
        let mayDelete = try !isPublic && context.may(.delete, .role, on: role.id, db)
        let permissions = try Roles.permissions(of: role.id, db).map { id, grant in
            try PermissionView(
                grant, removalUrl: mayUpdate ? context.url("\(role.path)/permissions/\(id)/removal") : "", context, db)
        }
        let scopes = context.application.scopes.all
        let seesPeople = context.maySome(.read, .person)
        return RolePage(
            role: RoleView(role, context), isPublic: isPublic, permissions: permissions,
            holders: isPublic ? [] : try holders(role, context, db),
            holderCount: isPublic
                ? tr("everybody, visitors included")
                : PeoplePage.counted(
                    try db.value("SELECT COUNT(*) AS n FROM person_role WHERE role_id = \(role.id)", as: Int.self) ?? 0),
            holdersUrl: seesPeople && !isPublic
                ? context.url("/administration/people?role=\(Escape.query(role.key))&view=all") : "",
            editUrl: mayUpdate ? context.url(role.path + "/edit") : "",
            deletionUrl: mayDelete ? context.url(role.path + "/deletion") : "",
            permissionsUrl: mayUpdate ? context.url(role.path + "/permissions") : "",
            actions: Action.choices(scopes, form.action),
            scopes: scopes.map { Choice($0.name, $0.title, selected: $0.name == form.scope) },
            element: errors.view("element", form.element), actionError: errors["action"], scopeError: errors["scope"],
            relations: Self.relations(scopes),
            errors: errors.lines(RolePage.labels),
            history: try HistoryEntry.all(role.id, .role(context.application.scopes), db))
    }

    /// Every relation that some scope knows, by what each scope calls it.
    private static func relations(_ scopes: [Scope]) -> [Choice] {
        scopes.flatMap { scope in
            scope.relations.map { relation in
                Choice(
                    relation.name,
                    tr(
                        "%(scope)s: %(relation)s",
                        ["scope": .message(scope.title), "relation": .message(relation.title)]), selected: false)
            }
        }
    }

    /// The first holders that the visitor may see.
    private func holders(_ role: Role, _ context: RequestContext, _ db: any Connection) throws -> [HolderView] {
        guard context.maySome(.read, .person) else { return [] }
        return try db.rows(
            """
            SELECT person.id, person.first_name, person.last_name, a.username FROM person
            JOIN person_role AS pr ON pr.person_id = person.id AND pr.role_id = \(role.id)
            LEFT JOIN account AS a ON a.person_id = person.id
            WHERE \(sql: context.visible(.read, .person)) ORDER BY person.search_name, person.id LIMIT 20
            """
        ).map { row in
            let first: String = try row.get("first_name")
            let last: String = try row.get("last_name")
            let username: String? = try row.get("username")
            return HolderView(
                name: PersonName.whole(first, last), initials: PersonName.initials(first, last),
                url: context.url(PersonName.path(PersonName.key(username, try row.get("id")))), note: username ?? "")
        }
    }
}
