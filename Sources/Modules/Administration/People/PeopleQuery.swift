import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// What a visitor asks of the list of people: view, role, search, order and page, as the address says.
struct PeopleQuery {
    let view: PeopleView
    let role: Role?
    let list: ListQuery
    /// What was typed into the filter box.
    let filter: ListFilter
    private let visible: SQL

    static let sorts = [
        SortColumn("name", tr("Name"), by: ["person.search_name", "person.id"]),
        SortColumn("username", tr("User name"), by: ["COALESCE(a.username_key, '')", "person.id"]),
        SortColumn("email", tr("E-mail"), by: ["COALESCE(person.email_key, '')", "person.id"]),
        SortColumn(
            "seen", tr("Last sign-in"), by: ["(a.last_login_at IS NOT NULL)", "a.last_login_at", "person.id"],
            first: .descending),
    ]

    /// Reads the address. Throws 400 for a view or a role that does not exist.
    init(_ context: RequestContext, _ db: any Connection) throws {
        filter = try ListFilter(context, PeopleFilter.catalogue(context), id: "person.id", db)
        list = try ListQuery(context, sorts: Self.sorts).following(filter)
        let view = list.filter("view")
        guard let known = view.isEmpty ? .active : PeopleView(rawValue: view) else {
            throw Failure.badRequest(.parameter("view"))
        }
        self.view = known
        let role = list.filter("role")
        self.role = role.isEmpty ? nil : try Roles.find(role, db)
        if !role.isEmpty, self.role == nil { throw Failure.badRequest(.parameter("role")) }
        visible = context.visible(.read, .person)
    }

    /// `FROM … WHERE …`: only people whom the visitor may see.
    var source: SQL {
        let words: SQL =
            "(person.search_name || ' ' || COALESCE(a.username_key, '') || ' ' || COALESCE(person.email_key, ''))"
        var conditions: [SQL] = ["(\(sql: view.condition))", visible, list.matches(words)]
        if let role {
            conditions.append("person.id IN (SELECT person_id FROM person_role WHERE role_id = \(role.id))")
        }
        let tables: SQL = "person LEFT JOIN account AS a ON a.person_id = person.id"
        let condition =
            filter.narrow(tables, where: conditions.joined(separator: " AND "), table: "person", list).condition
        return " FROM \(sql: tables) WHERE \(sql: condition)"
    }

    static let columns: SQL = """
        person.id, person.first_name, person.last_name, person.email, a.username, a.disabled_at, a.last_login_at, person.archived_at
        """

    /// The roles of these people, each in the order of the roles.
    static func roles(of people: [Int64], _ db: any Connection) throws -> [Int64: [Role]] {
        guard !people.isEmpty else { return [:] }
        let byID = Dictionary(try Roles.list(db).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var held: [Int64: [Role]] = [:]
        let rows = try db.rows(
            """
            SELECT pr.person_id, pr.role_id FROM person_role AS pr JOIN role AS r ON r.id = pr.role_id
            WHERE pr.person_id IN \(in: people) ORDER BY r.position, r.name_key
            """)
        for row in rows {
            guard let role = byID[try row.get("role_id")] else { continue }
            held[try row.get("person_id"), default: []].append(role)
        }
        return held
    }
}
