import PortalDatabase
import PortalFiles
import PortalLanguage
import PortalValues

/// A kind of record as programs see it: the same selection, checks and ways of saving as on the pages.
extension RecordKind {
    private var resource: ApiResource {
        ApiResource(
            String(path.dropFirst()),
            ApiShape(
                shape,
                Facts.apiFields + [
                    ApiField("version", tr("Version"), .integer), ApiField("creation_date", tr("Since"), .instant),
                    ApiField("last_update_date", tr("Last changed"), .instant),
                    ApiField("archived_at", tr("Archived"), .instant, isOptional: true),
                ]), scope: scope, sorts: sorts.map(\.name),
            filters: [
                .init(ListFilter.parameter, tr("A condition in the language of filters.")),
                .init("state", tr("archived shows those put away."), choices: ["archived"]),
            ] + quickFilters.map { .init($0.name, $0.help) },
            one: { id in "\(sql: everything) WHERE \(sql: table).id = \(id)" }, key: { try $0.get("custom_id") }
        ) { row, json in
            try json.object { json in
                try Facts.write(row, &json)
                json.field("version", try row.get("version", as: Int.self))
                json.field("creation_date", try row.get("created_at", as: Instant.self))
                json.field("last_update_date", try row.get("updated_at", as: Instant.self))
                json.field("archived_at", try row.get("archived_at", as: Instant?.self))
            }
        }
    }

    func apiRoutes(create: Access, change: Access, delete: Access) -> [Route] {
        let resource = resource
        return [
            resource.list(tr("Those that you may see.")) { context, db in
                let selection = try RecordSelection(self, context, db)
                return ApiList(
                    selection.query, fault: selection.filter.fault, rows: selection.rows(), total: selection.total)
            },
            resource.show(tr("One of them.")),
            resource.create(create, tr("Enters one.")) { context, db in
                try enter(try context.form() as RecordForm<Facts>, context, db).id
            },
            resource.remove(delete, tr("Deletes one to which nothing refers.")) { context, id, db in
                try self.delete(try stored(id, db), context, db)
            },
            resource.act("archive" + shape, "archive", change, tr("Puts one away; nothing is lost.")) {
                context, id, db in try archive(true, try stored(id, db), context, db)
            },
            resource.act("restore" + shape, "restoration", change, tr("Takes one back.")) { context, id, db in
                try archive(false, try stored(id, db), context, db)
            },
        ]
            + resource.change(
                change, tr("Changes some of its fields."), tr("Replaces all of its fields."),
                form: { _, id, db in
                    try stored(id, db).form.fields
                }
            ) { context, id, db in
                _ = try save(try context.form() as RecordForm<Facts>, over: try stored(id, db), context, db)
            }
    }
}
