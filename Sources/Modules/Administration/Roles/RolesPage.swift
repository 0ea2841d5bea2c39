import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates

/// The roles, in their order.
struct RolesPage: Page {
    let rows: [RoleRow]
    let count: Message
    let mayCreate, mayMove, mayExplain: Bool

    static let template = "administration/roles.html"
    static let fields: [Field<RolesPage>] = [
        .list("rows") { $0.rows }, .message("count") { $0.count }, .flag("mayCreate") { $0.mayCreate },
        .flag("mayMove") { $0.mayMove }, .flag("mayExplain") { $0.mayExplain },
    ]
    static var sample: RolesPage {
        RolesPage(rows: [.sample], count: counted(1), mayCreate: true, mayMove: true, mayExplain: true)
    }

    static func counted(_ count: Int) -> Message { trn("%(count)s role", "%(count)s roles", count) }
}

/// One role in the list.
struct RoleRow: Model {
    let role: RoleView
    let isPublic: Bool
    let permissions, holders: Message
    let holdersUrl: String
    /// Where its move is posted to; empty at the end it cannot pass, and for PUBLIC.
    let upUrl, downUrl: String

    static let fields: [Field<RoleRow>] = [
        .model("role") { $0.role }, .flag("isPublic") { $0.isPublic }, .message("permissions") { $0.permissions },
        .message("holders") { $0.holders }, .text("holdersUrl") { $0.holdersUrl }, .text("upUrl") { $0.upUrl },
        .text("downUrl") { $0.downUrl },
    ]
    static var sample: RoleRow {
        RoleRow(
            role: .sample, isPublic: false, permissions: trn("%(count)s permission", "%(count)s permissions", 7),
            holders: PeoplePage.counted(12), holdersUrl: "/administration/people?role=commercial&view=all",
            upUrl: "/administration/roles/commercial/place", downUrl: "/administration/roles/commercial/place")
    }
}

/// Which way a role moves in the order.
struct PlaceForm: Form {
    let way: String
    static let names = ["way"]
    init(_ fields: Fields) { way = fields["way"] }
}

extension AdministrationModule {
    func showRoles(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let seen = Set(
            try db.values("SELECT role.id FROM role WHERE \(sql: context.visible(.read, .role))", as: Int64.self))
        let all = try Roles.list(db)
        let movable = all.filter { $0.id != Role.publicID }
        let permissions = try counts("SELECT role_id, COUNT(*) AS n FROM permission GROUP BY role_id", db)
        let holders = try counts("SELECT role_id, COUNT(*) AS n FROM person_role GROUP BY role_id", db)
        let mayMove = context.may(.update, .role)
        let rows = all.filter { seen.contains($0.id) }.map { role in
            RoleRow(
                role: RoleView(role, context), isPublic: role.id == Role.publicID,
                permissions: trn("%(count)s permission", "%(count)s permissions", permissions[role.id] ?? 0),
                holders: role.id == Role.publicID
                    ? tr("everybody, visitors included") : PeoplePage.counted(holders[role.id] ?? 0),
                holdersUrl: role.id != Role.publicID && context.maySome(.read, .person)
                    ? context.url("/administration/people?role=\(Escape.query(role.key))&view=all") : "",
                upUrl: mayMove && role.id != Role.publicID && role.id != movable.first?.id
                    ? context.url(role.path + "/place") : "",
                downUrl: mayMove && role.id != Role.publicID && role.id != movable.last?.id
                    ? context.url(role.path + "/place") : "")
        }
        return .page(
            RolesPage(
                rows: rows, count: RolesPage.counted(rows.count), mayCreate: context.may(.create, .role),
                mayMove: mayMove,
                mayExplain: context.may(.read, .role) && context.may(.read, .person)))
    }

    /// Moves a role one place up or down, and numbers all of them anew, so that no two stand in the same place.
    func moveRole(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: PlaceForm = try context.form()
        guard let moved = try Roles.find(context.parameter("role"), db), moved.id != Role.publicID else {
            throw Failure.notFound
        }
        var order = try Roles.list(db).filter { $0.id != Role.publicID }
        guard let from = order.firstIndex(where: { $0.id == moved.id }) else { throw Failure.notFound }
        let to: Int
        switch form.way {
        case "up": to = from - 1
        case "down": to = from + 1
        default: throw Failure.badRequest(.parameter("way"))
        }
        guard order.indices.contains(to) else { return .seeOther("/administration/roles") }
        order.swapAt(from, to)
        for (index, role) in order.enumerated() where role.position != (index + 1) * 10 {
            try refusing {
                try Roles.update(
                    role.id, name: role.name, position: (index + 1) * 10, colour: role.colour, version: role.version, db
                )
            }
        }
        try context.record(
            "update", "role", id: moved.id, label: moved.name,
            changes: [AuditChange(field: "place", before: String(from + 1), after: String(to + 1))], db)
        return .seeOther("/administration/roles")
    }

    private func counts(_ sql: SQL, _ db: any Connection) throws -> [Int64: Int] {
        var counts: [Int64: Int] = [:]
        for row in try db.rows(sql) { counts[try row.get("role_id")] = try row.get("n") }
        return counts
    }
}
