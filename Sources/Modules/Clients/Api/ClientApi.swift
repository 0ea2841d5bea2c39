import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

extension ClientsModule {
    /// Clients as programs see them.
    private static let clientResource = ApiResource(
        "clients",
        ApiShape(
            "Client",
            ClientFacts.apiFields + [
                ApiField(
                    "company_id", tr("Company identifier"), .identifier, .readWrite(needed: false), isOptional: true),
                ApiField("company_name", tr("Company name"), .text(most: 130), isOptional: true),
                ApiField("commercial", tr("Commercial"), .text(most: 64), .readWrite(needed: false), isOptional: true),
                ApiField("version", tr("Version"), .integer), ApiField("creation_date", tr("Since"), .instant),
                ApiField("last_update_date", tr("Last changed"), .instant),
                ApiField("archived_at", tr("Archived"), .instant, isOptional: true),
            ]),
        scope: client, sorts: ClientList.sorts.map(\.name),
        filters: [
            .init(ListFilter.parameter, tr("A condition in the language of filters.")),
            .init("state", tr("archived shows those put away."), choices: ["archived"]),
            .init("commercial", tr("The user name of who looks after them; - for nobody.")),
            .init("company", tr("The identifier of their company.")),
        ],
        one: { "SELECT \(sql: Client.columns) FROM client\(sql: Client.joins) WHERE client.id = \($0)" },
        key: { try $0.get("custom_id") }, write: write)

    private static func write(_ row: Row, _ json: inout JSONWriter) throws {
        try json.object { json in
            try ClientFacts.write(row, &json)
            json.field("company_id", try row.get("company_custom_id", as: StoredText?.self))
            json.field("company_name", try row.get("company_name", as: StoredText?.self))
            json.field("commercial", try row.get("commercial_username", as: StoredText?.self))
            json.field("version", try row.get("version", as: Int.self))
            json.field("creation_date", try row.get("created_at", as: Instant.self))
            json.field("last_update_date", try row.get("updated_at", as: Instant.self))
            json.field("archived_at", try row.get("archived_at", as: Instant?.self))
        }
    }

    var clientApi: [Route] {
        let resource = Self.clientResource
        return [
            resource.list(tr("The clients that you may see.")) { context, db in
                let list = try ClientList(context, db)
                return ApiList(
                    list.query, fault: list.filter.fault,
                    rows: """
                        SELECT \(sql: Client.columns)
                        FROM (SELECT client.id FROM \(sql: list.tables) WHERE \(sql: list.condition)\(sql: list.query.slice)) AS page
                        CROSS JOIN client\(sql: Client.joins) WHERE client.id = page.id\(sql: list.query.order)
                        """, total: list.total)
            },
            resource.show(tr("One client.")),
            resource.create(.may(.create, Self.client), tr("Enters a client.")) { context, db in
                try enter(try context.form() as ClientForm, context, db).id
            },
            resource.remove(resource.on(.delete), tr("Deletes a client that nothing refers to.")) { context, id, db in
                try delete(try stored(id, db), context, db)
            },
            resource.act(
                "archiveClient", "archive", resource.on(.update), tr("Puts a client away; nothing is lost.")
            ) { context, id, db in try archive(true, try stored(id, db), context, db) },
            resource.act("restoreClient", "restoration", resource.on(.update), tr("Takes a client back.")) {
                context, id, db in try archive(false, try stored(id, db), context, db)
            },
        ]
            + resource.change(
                resource.on(.update), tr("Changes some of a client’s fields."),
                tr("Replaces all of a client’s fields."),
                form: { _, id, db in try stored(id, db).form.fields }
            ) { context, id, db in _ = try save(try context.form() as ClientForm, over: try stored(id, db), context, db)
            }
    }

    private func stored(_ id: Int64, _ db: any Connection) throws -> Client {
        guard let client = try Clients.find(id, db) else { throw Failure.notFound }
        return client
    }
}
