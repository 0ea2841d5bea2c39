import Accounts
import PortalDatabase
import PortalFiles
import PortalKit
import PortalLanguage
import PortalValues

extension AdministrationModule {
    /// People as programs see them: known by user name; whoever has no account by `~` and their number.
    private static let personResource = ApiResource(
        "people",
        ApiShape(
            "Person",
            [
                ApiField("person_id", tr("Identifier"), .identifier),
                ApiField("first_name", tr("First name"), .text(most: 64), .readWrite(needed: true)),
                ApiField("last_name", tr("Last name"), .text(most: 64), .readWrite(needed: true)),
                ApiField("email", tr("E-mail"), .email, .readWrite(needed: false), isOptional: true),
                ApiField("language", tr("Language"), .text(most: 10), .readWrite(needed: false), isOptional: true),
                ApiField("username", tr("User name"), .text(most: 64), .readWrite(needed: false), isOptional: true),
                ApiField("account", tr("Whether they sign in here"), .flag, .readWrite(needed: false)),
                ApiField("disabled", tr("Whether their account is closed"), .flag),
                ApiField("last_login_at", tr("Last sign-in"), .instant, isOptional: true),
                ApiField("version", tr("Version"), .integer), ApiField("creation_date", tr("Since"), .instant),
                ApiField("last_update_date", tr("Last changed"), .instant),
                ApiField("archived_at", tr("Archived"), .instant, isOptional: true),
            ]),
        scope: .person, sorts: PeopleQuery.sorts.map(\.name),
        filters: [
            .init(ListFilter.parameter, tr("A condition in the language of filters.")),
            .init(
                "view", tr("Those who sign in, or others."), choices: PeopleView.allCases.map(\.rawValue)),
            .init("role", tr("The name of a role that they have.")),
        ],
        one: { id in
            """
            SELECT \(sql: columns) FROM person LEFT JOIN account AS a ON a.person_id = person.id WHERE person.id = \(id)
            """
        }, key: { PersonName.key(try $0.get("username"), try $0.get("id")) }, write: write)

    private static let columns: SQL = """
        \(sql: PeopleQuery.columns), person.language, person.version, person.created_at, person.updated_at
        """

    private static func write(_ row: Row, _ json: inout JSONWriter) throws {
        let username = try row.get("username", as: String?.self)
        try json.object { json in
            json.field("person_id", PersonName.key(username, try row.get("id")))
            json.field("first_name", try row.get("first_name", as: StoredText.self))
            json.field("last_name", try row.get("last_name", as: StoredText.self))
            json.field("email", try row.get("email", as: StoredText?.self))
            json.field("language", try row.get("language", as: StoredText?.self))
            json.field("username", username)
            json.field("account", username != nil)
            json.field("disabled", try row.get("disabled_at", as: Instant?.self) != nil)
            json.field("last_login_at", try row.get("last_login_at", as: Instant?.self))
            json.field("version", try row.get("version", as: Int.self))
            json.field("creation_date", try row.get("created_at", as: Instant.self))
            json.field("last_update_date", try row.get("updated_at", as: Instant.self))
            json.field("archived_at", try row.get("archived_at", as: Instant?.self))
        }
    }

    var personApi: [Route] {
        let resource = Self.personResource
        return [
            resource.list(tr("The people whom you may see.")) { context, db in
                let query = try PeopleQuery(context, db)
                return ApiList(
                    query.list, fault: query.filter.fault,
                    rows: "SELECT \(sql: Self.columns)\(sql: query.source)\(sql: query.list.slice)",
                    total: { try query.list.total(query.source, $0) })
            },
            resource.show(tr("One person.")),
            resource.create(
                .may(.create, .person), tr("Enters a person; with an account, who gets a link to choose a password.")
            ) { context, db in try enter(try context.form() as PersonForm, context, db) },
            resource.act(
                "archivePerson", "archive", .confirmed(resource.on(.update)),
                tr("Puts a person away: out at once, and nothing of what they did is lost.")
            ) { context, id, db in try archive(true, id, context, db) },
            resource.act(
                "restorePerson", "restoration", .confirmed(resource.on(.update)),
                tr("Takes a person back, with their account and roles.")
            ) { context, id, db in try archive(false, id, context, db) },
        ]
            + resource.change(
                resource.on(.update), tr("Changes some of a person’s fields."),
                tr("Replaces all of a person’s fields."), except: ["username", "account"],
                form: { _, id, db in try StoredPerson.find(id, db).fields }
            ) { context, id, db in
                try save(try context.form() as PersonForm, over: try StoredPerson.find(id, db), context, db)
            }
    }
}

extension StoredPerson {
    /// As the page of the form sends it.
    fileprivate var fields: Fields {
        Fields([
            ("first_name", firstName), ("last_name", lastName), ("email", email ?? ""), ("language", language ?? ""),
            ("version", String(version)),
        ])
    }
}
