import PortalDatabase
import PortalFiles
import PortalKit
import PortalLanguage
import PortalValues

extension AdministrationModule {
    /// Roles as programs see them: known by name.
    private static let roleResource = ApiResource(
        "roles",
        ApiShape(
            "Role",
            [
                ApiField("role_id", tr("Identifier"), .text(most: 64)),
                ApiField("name", tr("Name"), .text(most: 64), .readWrite(needed: true)),
                ApiField(
                    "colour", tr("Colour"), .choice(RoleColour.allCases.map(\.rawValue)), .readWrite(needed: false)),
                ApiField("position", tr("Place"), .integer), ApiField("people", tr("People"), .integer),
                ApiField("version", tr("Version"), .integer), ApiField("creation_date", tr("Created"), .instant),
            ]),
        scope: .role, sorts: sorts.map(\.name), filters: [],
        one: { "SELECT \(sql: columns) FROM role WHERE role.id = \($0)" },
        key: { try $0.get("name", as: String.self).lowercased() }, write: write)

    private static let permission = ApiShape(
        "Permission",
        [
            ApiField("action", tr("Action"), .text(most: 40)), ApiField("scope", tr("Area"), .text(most: 40)),
            ApiField("element", tr("Element"), .text(most: 500), isOptional: true),
            ApiField("relation", tr("Relation"), .text(most: 40), isOptional: true),
        ])

    private static let sorts = [
        SortColumn("position", tr("Place"), by: ["role.position", "role.id"]),
        SortColumn("name", tr("Name"), by: ["role.name_key"]),
    ]

    private static let columns: SQL = """
        role.id, role.name, role.colour, role.position, role.version, role.created_at,
        (SELECT COUNT(*) FROM person_role AS held WHERE held.role_id = role.id) AS people
        """

    private static func write(_ row: Row, _ json: inout JSONWriter) throws {
        let name: String = try row.get("name")
        try json.object { json in
            json.field("role_id", name.lowercased())
            json.field("name", name)
            json.field("colour", RoleColour.shown(try row.get("colour")))
            json.field("position", try row.get("position", as: Int.self))
            json.field("people", try row.get("people", as: Int.self))
            json.field("version", try row.get("version", as: Int.self))
            json.field("creation_date", try row.get("created_at", as: Instant.self))
        }
    }

    var roleApi: [Route] {
        let resource = Self.roleResource
        return [
            resource.list(tr("The roles that you may see, in their order.")) { context, db in
                let query = try ListQuery(context, sorts: Self.sorts)
                let source: SQL = """
                     FROM role WHERE \(sql: query.matches("role.name_key")) AND \(sql: context.visible(.read, .role))
                    """
                return ApiList(
                    query, rows: "SELECT \(sql: Self.columns)\(sql: source)\(sql: query.slice)",
                    total: { try query.total(source, $0) })
            },
            resource.show(tr("One role.")),
            resource.create(.confirmed(.may(.create, .role)), tr("Makes a role without permissions.")) { context, db in
                try enter(try context.form() as RoleForm, context, db).id
            },
            resource.remove(resource.on(.delete), tr("Deletes a role; its holders lose it at once.")) {
                context, id, db in
                try delete(try found(id, db), context, db)
            },
            resource.part("permissions", Self.permission, tr("What a role allows.")) { context, id, db, json in
                for (_, grant) in try Roles.permissions(of: id, db) { try write(grant, context, db, &json) }
            },
        ]
            + resource.change(
                .confirmed(resource.on(.update)), tr("Renames or recolours a role."),
                tr("Replaces name and colour of a role."),
                form: { _, id, db in
                    let role = try found(id, db)
                    return Fields([
                        ("name", role.name), ("colour", RoleColour.shown(role.colour)),
                        ("version", String(role.version)),
                    ])
                }
            ) { context, id, db in
                _ = try save(try context.form() as RoleForm, over: try found(id, db), context, db)
            }
    }

    private func write(_ grant: Grant, _ context: RequestContext, _ db: any Connection, _ json: inout JSONWriter) throws
    {
        var element: String?
        var relation: String?
        switch grant.target {
        case .every: break
        case .element(let id):
            element = try context.application.scopes[grant.scope].flatMap { try db.label(id, of: $0) }
        case .relation(let name): relation = name
        }
        json.object { json in
            json.field("action", grant.action.name)
            json.field("scope", grant.scope)
            json.field("element", element)
            json.field("relation", relation)
        }
    }
}
