import Accounts
import PortalDatabase
import PortalFiles
import PortalKit
import PortalLanguage
import PortalValues

extension AdministrationModule {
    func showPeople(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        if let reply = try savedPeople.opening(context, db) { return reply }
        return try page(PeopleQuery(context, db), context, db)
    }

    /// The page of the list. Where its filter is wrong it says so, and shows nobody.
    private func page(_ query: PeopleQuery, _ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let list = query.list
        let filter = query.filter
        let total = try list.total(query.source, db)
        let people = try db.rows("SELECT \(sql: PeopleQuery.columns)\(sql: query.source)\(sql: list.slice)")
        let everyRole = try Roles.list(db).filter { $0.id != Role.publicID }
        let desk = RoleDesk(context, everyRole, giving: list.filter("give"))
        let ids = try people.map { try $0.get("id", as: Int64.self) }
        let held = try PeopleQuery.roles(of: ids, db)
        let rows = try people.map { row in
            try PersonRow(row, held[try row.get("id")] ?? [], desk, context, db)
        }
        let choices =
            [Choice("", tr("All roles"), selected: query.role == nil)]
            + everyRole.map { Choice($0.key, named: $0.name, selected: $0.id == query.role?.id) }
        let saved = try savedPeople.view(filter, context, db)
        return .page(
            PeoplePage(
                tabs: PeopleView.allCases.map {
                    ListTab(
                        $0.words, url: list.url([("view", $0 == .active ? "" : $0.rawValue), ("give", "")]),
                        isCurrent: $0 == query.view)
                },
                view: query.view == .active ? "" : query.view.rawValue, query: list.q,
                clearUrl: saved.clear(list.clearUrl(filters: ["role", ListFilter.parameter])),
                chosen: list.chosen(filters: ["role"]) + (filter.isActive ? 1 : 0),
                exportUrl: list.url(path: context.url("/administration/people.csv")), back: desk.back, roles: choices,
                heads: list.heads,
                rows: rows,
                filter: try FilterView(
                    filter, "/administration/people", examples: PeopleFilter.examples, saved: saved, context),
                bulk: rows.isEmpty ? nil : try peopleSelection.bar(context, db), count: total.words(PeoplePage.counted),
                pager: try list.pager(total, PeoplePage.counted),
                mayCreate: context.may(.create, .person),
                filtered: list.isSearch || query.role != nil || filter.isActive), status: filter.status)
    }

    /// Everybody whom the list holds, whatever its page.
    func exportPeople(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let query = try PeopleQuery(context, db)
        guard query.filter.fault == nil else { return try page(query, context, db) }
        let names: SQL =
            switch db.dialect {
            case .sqlite:
                """
                (SELECT group_concat(h.name, ', ') FROM (SELECT r.name FROM person_role AS pr JOIN role AS r ON r.id = pr.role_id
                    WHERE pr.person_id = person.id ORDER BY r.position, r.name_key) AS h)
                """
            case .postgresql:
                """
                (SELECT string_agg(r.name, ', ' ORDER BY r.position, r.name_key) FROM person_role AS pr
                    JOIN role AS r ON r.id = pr.role_id WHERE pr.person_id = person.id)
                """
            }
        return .file(
            try CSVFile.export(
                "SELECT \(sql: PeopleQuery.columns), \(sql: names) AS role_names\(sql: query.source)\(sql: query.list.order)",
                name: context.language.text(trc("file", "people")),
                titles: [
                    tr("Last name"), tr("First name"), tr("E-mail"), tr("User name"), tr("Account disabled on"),
                    tr("Last sign-in"),
                    tr("Roles"),
                ], in: context.application.temporaryDirectory, language: context.language, db
            ) { row in
                [
                    .text(try row.get("last_name")), .text(try row.get("first_name")),
                    .optional(try row.get("email", as: String?.self)),
                    .optional(try row.get("username", as: String?.self)),
                    .optional(try row.get("disabled_at", as: Instant?.self)),
                    .optional(try row.get("last_login_at", as: Instant?.self)),
                    .optional(try row.get("role_names", as: String?.self)),
                ]
            })
    }
}

/// What a page of people needs to know to offer the giving and taking of roles.
struct RoleDesk {
    let everyRole: [Role]
    /// The person whose palette is open, by key.
    let giving: String
    /// This page without an open palette, to come back to.
    let back: String
    private let context: RequestContext

    init(_ context: RequestContext, _ everyRole: [Role], giving: String) {
        self.context = context
        self.everyRole = everyRole
        self.giving = giving
        back = Self.address(context, giving: nil)
    }

    /// This page with the palette of one person open.
    func open(_ key: String) -> String { context.url(Self.address(context, giving: key)) }

    /// Which of these roles the visitor may give, or take away.
    func mayHandle(_ role: Role, _ db: any Connection) throws -> Bool {
        try context.may(.update, .role, on: role.id, db)
    }

    private static func address(_ context: RequestContext, giving: String?) -> String {
        var pairs = context.request.query.pairs.filter { $0.name != "give" && !$0.value.isEmpty }.map {
            ($0.name, $0.value)
        }
        if let giving { pairs.append(("give", giving)) }
        let query = pairs.map { Escape.query($0.0) + "=" + Escape.query($0.1) }.joined(separator: "&")
        return query.isEmpty ? context.request.path : context.request.path + "?" + query
    }
}

extension PersonRow {
    init(_ row: Row, _ held: [Role], _ desk: RoleDesk, _ context: RequestContext, _ db: any Connection) throws {
        let person = try People.Listed(row)
        key = PersonName.key(person.username, person.id)
        let path = PersonName.path(key)
        let mayUpdate = try context.may(.update, .person, on: person.id, db) && context.maySome(.update, .role)
        id = Int(person.id)
        name = PersonName.whole(person.firstName, person.lastName)
        initials = PersonName.initials(person.firstName, person.lastName)
        url = context.url(path)
        email = person.email ?? ""
        username = person.username ?? ""
        let archived = try row.get("archived_at", as: Instant?.self) != nil
        state =
            archived
            ? trc("people", "Archived")
            : person.username == nil
                ? trc("people", "Without account") : person.disabled ? trc("people", "Disabled") : nil
        seenAt = person.lastLoginAt
        roles = try held.map { role in
            let mayTake = try mayUpdate && desk.mayHandle(role, db)
            return RoleView(
                role, removalUrl: mayTake ? context.url("\(path)/roles/\(Escape.query(role.key))/removal") : "", context
            )
        }
        let isOpen = mayUpdate && desk.giving == key
        palette =
            isOpen
            ? try desk.everyRole.filter { role in !held.contains { $0.id == role.id } }.filter {
                try desk.mayHandle($0, db)
            }
            .map { Choice($0.key, named: $0.name, selected: false) } : []
        giveUrl = mayUpdate && !isOpen ? desk.open(key) : ""
        rolesUrl = context.url(path + "/roles")
    }
}
