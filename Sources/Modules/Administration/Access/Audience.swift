import PortalDatabase
import PortalKit
import PortalLanguage

/// Who may do something, found from the roles: each grant is asked once, and only relations (“their own”) are asked person by person.
struct Audience {
    /// Whether PUBLIC allows it.
    let everybody: Bool
    /// The permissions that reach, each with its role; a relation reaches only some of the role's holders.
    let reaching: [PermissionView]
    let people: [AudiencePage.Entitled]
    /// Whether there are more people than are shown.
    let isCut: Bool

    /// How many people are looked at and shown.
    static let most = 500

    init(_ question: AccessQuestion, _ context: RequestContext, _ db: any Connection) throws {
        let scopes = context.application.scopes
        let chain = question.chain(scopes)
        let roles = try Roles.list(db)
        var held: [Int64: [HeldGrant]] = [:]
        var views: [PermissionView] = []
        for role in roles {
            let grants = try Roles.permissions(of: role.id, db).map(\.grant).filter { grant in
                chain.contains(grant.scope) && Self.concerns(grant.action, question.action)
            }
            held[role.id] = grants.map { HeldGrant(role: role.id, roleName: role.name, grant: $0) }
            for grant in grants {
                let one = HeldGrant(role: role.id, roleName: role.name, grant: grant)
                if try Self.isRelation(grant) || question.isAllowed(by: [one], scopes, db) {
                    views.append(try PermissionView(grant, role: RoleView(role, context), context, db))
                }
            }
        }
        let open = held[Role.publicID] ?? []
        everybody = try question.isAllowed(by: open, scopes, db)
        reaching = views
        guard !everybody else {
            people = []
            isCut = false
            return
        }
        let candidates = try Self.candidates(held.filter { !$0.value.isEmpty }.keys.map { $0 }, context, db)
        let byID = Dictionary(roles.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        people = try candidates.prefix(Self.most).compactMap { candidate in
            let request = AccessQuestion(
                person: candidate.id, action: question.action, scope: question.scope, element: question.element)
            let grants = open + candidate.roles.flatMap { held[$0] ?? [] }
            guard try request.isAllowed(by: grants, scopes, db) else { return nil }
            let giving = try candidate.roles.filter { role in
                try request.isAllowed(by: held[role] ?? [], scopes, db)
            }
            return AudiencePage.Entitled(
                person: candidate.view, roles: giving.compactMap { byID[$0] }.map { RoleView($0, context) })
        }
        isCut = candidates.count > Self.most
    }

    private struct Candidate {
        let id: Int64
        let view: HolderView
        var roles: [Int64]
    }

    /// Everybody with an open account who holds one of these roles, by name.
    private static func candidates(_ roles: [Int64], _ context: RequestContext, _ db: any Connection) throws
        -> [Candidate]
    {
        let rows = try db.rows(
            """
            SELECT person.id, person.first_name, person.last_name, a.username, pr.role_id FROM person
            JOIN account AS a ON a.person_id = person.id AND a.disabled_at IS NULL
            JOIN person_role AS pr ON pr.person_id = person.id
            WHERE pr.role_id IN \(in: roles) AND person.archived_at IS NULL AND person.id IN (
                SELECT p.id FROM person AS p JOIN account AS b ON b.person_id = p.id AND b.disabled_at IS NULL
                JOIN person_role AS q ON q.person_id = p.id
                WHERE q.role_id IN \(in: roles) AND p.archived_at IS NULL
                GROUP BY p.id, p.search_name ORDER BY p.search_name, p.id LIMIT \(most + 1))
            ORDER BY person.search_name, person.id, pr.role_id
            """)
        var candidates: [Candidate] = []
        for row in rows {
            let id: Int64 = try row.get("id")
            let role: Int64 = try row.get("role_id")
            if candidates.last?.id == id {
                candidates[candidates.count - 1].roles.append(role)
            } else {
                let first: String = try row.get("first_name")
                let last: String = try row.get("last_name")
                let username: String = try row.get("username")
                let view = HolderView(
                    name: PersonName.whole(first, last), initials: PersonName.initials(first, last),
                    url: context.url(PersonName.path(PersonName.key(username, id))), note: username)
                candidates.append(Candidate(id: id, view: view, roles: [role]))
            }
        }
        return candidates
    }

    private static func isRelation(_ grant: Grant) -> Bool {
        if case .relation = grant.target { return true }
        return false
    }

    /// Whether a grant of this action can have part in the answer; create and update together are write.
    private static func concerns(_ held: Action, _ request: Action) -> Bool {
        held.covers(request) || (request == .write && (held.covers(.create) || held.covers(.update)))
    }
}
