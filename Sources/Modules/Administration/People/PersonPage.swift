import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// One person: facts, account, roles, what they may do and why, and what happened.
struct PersonPage: Page {
    let name, email, username, languageName, back: String
    let state: Message
    let stateKind: String
    let verified: Bool
    let createdAt, lastLoginAt: Instant?
    let roles: [RoleView]
    let palette: [Choice]
    let permissions: [PermissionView]
    let history: [HistoryEntry]
    let editUrl, rolesUrl, accountUrl, invitationUrl, closureUrl, reopeningUrl, accessUrl, auditUrl, dataUrl: String
    let archiveUrl, restorationUrl: String

    static let template = "administration/person.html"
    static let fields: [Field<PersonPage>] = [
        .text("name") { $0.name }, .text("email") { $0.email }, .text("username") { $0.username },
        .text("languageName") { $0.languageName }, .text("back") { $0.back }, .message("state") { $0.state },
        .text("stateKind") { $0.stateKind }, .flag("verified") { $0.verified },
        .optionalInstant("createdAt") { $0.createdAt },
        .optionalInstant("lastLoginAt") { $0.lastLoginAt }, .list("roles") { $0.roles },
        .list("palette") { $0.palette },
        .list("permissions") { $0.permissions }, .list("history") { $0.history }, .text("editUrl") { $0.editUrl },
        .text("rolesUrl") { $0.rolesUrl }, .text("accountUrl") { $0.accountUrl },
        .text("invitationUrl") { $0.invitationUrl },
        .text("closureUrl") { $0.closureUrl }, .text("reopeningUrl") { $0.reopeningUrl },
        .text("accessUrl") { $0.accessUrl },
        .text("auditUrl") { $0.auditUrl }, .text("dataUrl") { $0.dataUrl },
        .text("archiveUrl") { $0.archiveUrl }, .text("restorationUrl") { $0.restorationUrl },
    ]
    static var sample: PersonPage {
        PersonPage(
            name: "Zoé Lefèvre", email: "zoe@example.org", username: "zlefevre", languageName: "Français",
            back: "/administration/people/zlefevre", state: trc("people", "Active"), stateKind: "good", verified: true,
            createdAt: Instant(seconds: 1_790_000_000), lastLoginAt: Instant(seconds: 1_795_000_000), roles: [.sample],
            palette: [Choice("support", named: "Support", selected: false)], permissions: [.sample],
            history: [
                .sample(trc("history", "Created"), by: "admin", at: Instant(seconds: 1_795_000_000))
            ],
            editUrl: "/administration/people/zlefevre/edit", rolesUrl: "/administration/people/zlefevre/roles",
            accountUrl: "",
            invitationUrl: "/administration/people/zlefevre/invitation",
            closureUrl: "/administration/people/zlefevre/closure",
            reopeningUrl: "", accessUrl: "/administration/access?person=zlefevre",
            auditUrl: "/administration/audit?q=zlefevre", dataUrl: "/administration/people/zlefevre/personal-data",
            archiveUrl: "/administration/people/zlefevre/archive", restorationUrl: "")
    }
}

extension AdministrationModule {
    func showPerson(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let id = try context.element("person")
        let person = try StoredPerson.find(id, db)
        let path = person.path
        let isErased = try Erasures.moment(.person, id, db) != nil
        let mayUpdate = try !isErased && context.may(.update, .person, on: id, db)
        let everyRole = try Roles.list(db)
        let held = try Roles.held(by: id, db)
        let desk = RoleDesk(context, everyRole, giving: "")
        let roles = try held.map { role in
            let mayTake = try mayUpdate && desk.mayHandle(role, db)
            return RoleView(
                role, removalUrl: mayTake ? context.url("\(path)/roles/\(Escape.query(role.key))/removal") : "", context
            )
        }
        let palette = try everyRole.filter { role in
            try mayUpdate && role.id != Role.publicID && !held.contains { $0.id == role.id } && desk.mayHandle(role, db)
        }
        let byID = Dictionary(everyRole.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let permissions = try Roles.held(of: id, db).map { one in
            try PermissionView(one.grant, role: byID[one.role].map { RoleView($0, context) }, context, db)
        }
        func offered(_ condition: Bool, _ path: String) -> String { condition ? context.url(path) : "" }
        let isAway = person.archivedAt != nil
        let isOpen = !isAway && person.username != nil && person.disabledAt == nil
        let mayExplain = context.may(.read, .role) && context.may(.read, .person)
        return .page(
            PersonPage(
                name: person.name, email: person.email ?? "", username: person.username ?? "",
                languageName: person.language.flatMap { context.application.assetStore.assets.languages[$0]?.name }
                    ?? "",
                back: path,
                state: isErased ? trc("people", "Personal data erased") : person.state, stateKind: isOpen ? "good" : "",
                verified: person.verifiedAt != nil,
                createdAt: person.createdAt,
                lastLoginAt: person.lastLoginAt, roles: roles,
                palette: palette.map { Choice($0.key, named: $0.name, selected: false) },
                permissions: permissions,
                history: try HistoryEntry.all(id, .person(context.application), db),
                editUrl: offered(mayUpdate, path + "/edit"), rolesUrl: context.url(path + "/roles"),
                accountUrl: offered(
                    mayUpdate && !isAway && person.username == nil && person.email != nil, path + "/account"),
                invitationUrl: offered(mayUpdate && isOpen && person.email != nil, path + "/invitation"),
                closureUrl: offered(mayUpdate && isOpen && id != context.actor.id, path + "/closure"),
                reopeningUrl: offered(mayUpdate && !isAway && person.disabledAt != nil, path + "/reopening"),
                accessUrl: offered(
                    mayExplain && person.username != nil,
                    "/administration/access?person=\(Escape.query(person.username ?? ""))"),
                auditUrl: offered(
                    context.may(.read, .audit) && person.username != nil,
                    "/administration/audit?q=\(Escape.query(person.username ?? ""))"),
                dataUrl: offered(mayUpdate, path + "/personal-data"),
                archiveUrl: offered(mayUpdate && !isAway && id != context.actor.id, path + "/archive"),
                restorationUrl: offered(mayUpdate && isAway, path + "/restoration")))
    }
}

extension StoredPerson {
    /// How the account stands, in a word.
    var state: Message {
        if archivedAt != nil { return trc("people", "Archived") }
        if username == nil { return trc("people", "Without account") }
        return disabledAt == nil ? trc("people", "Active") : trc("people", "Disabled")
    }
}
