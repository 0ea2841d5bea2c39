import Accounts
import PortalDatabase
public import PortalKit
import PortalLanguage

/// People as subjects: their data are given out and erased by whoever may change them.
extension AdministrationModule {
    /// People, with or without an account.
    public var subjects: [SubjectKind] {
        [
            SubjectKind(
                .person, title: trc("personal data", "Person"), scope: .person, action: .update,
                rules: [
                    RetentionRule(AccountsModule.endedYears, reason: tr("Closed, archived or without account since")) {
                        """
                        SELECT person.id AS id, COALESCE(person.archived_at, a.disabled_at, person.updated_at) AS since
                        FROM person LEFT JOIN account AS a ON a.person_id = person.id
                        WHERE (person.archived_at IS NOT NULL OR a.disabled_at IS NOT NULL OR a.id IS NULL)
                            AND COALESCE(person.archived_at, a.disabled_at, person.updated_at) < \($0)
                        """
                    },
                    RetentionRule(AccountsModule.idleYears, reason: tr("Not signed in since")) {
                        """
                        SELECT person.id AS id, COALESCE(a.last_login_at, a.created_at) AS since
                        FROM person JOIN account AS a ON a.person_id = person.id AND a.disabled_at IS NULL
                        WHERE person.archived_at IS NULL AND COALESCE(a.last_login_at, a.created_at) < \($0)
                        """
                    },
                ], find: Self.subject, obstacles: Self.obstacles)
        ]
    }

    @Sendable private static func subject(_ id: Int64, _ db: any Connection) throws -> DataSubject? {
        let row = try db.row(
            """
            SELECT p.first_name, p.last_name, p.email, a.username FROM person AS p
            LEFT JOIN account AS a ON a.person_id = p.id WHERE p.id = \(id)
            """)
        guard let row else { return nil }
        let (first, last): (String, String) = (try row.get("first_name"), try row.get("last_name"))
        let username: String? = try row.get("username")
        var words = PersonalWords()
        words.add(first: first, last: last)
        words.add(email: try row.get("email", as: String?.self) ?? "")
        words.add(username: username ?? "")
        return DataSubject(
            .person, id: id, name: PersonName.whole(first, last),
            path: PersonName.path(PersonName.key(username, id)), words: words)
    }

    /// Nobody erases themself, whoever may do more than the visitor, or the last one who can administer the portal.
    @Sendable private static func obstacles(_ subject: DataSubject, _ context: RequestContext, _ db: any Connection)
        throws
        -> [ErasureObstacle]
    {
        if subject.id == context.actor.id { return [ErasureObstacle(tr("You cannot erase yourself."))] }
        do { try RoleGift.demandRank(over: subject.id, context, db) } catch Failure.forbidden(let missing) {
            return [
                ErasureObstacle(
                    tr(
                        "This person may do things that you may not: %(permission)s. Somebody with these rights has to do it.",
                        ["permission": .text(missing)]))
            ]
        }
        // Counted, not tried: this is asked while only looking, too.
        guard try Roles.isAdministrator(subject.id, db), try Roles.administrators(now: context.now, db) == 1 else {
            return []
        }
        return [ErasureObstacle(RoleError.lastAdministrator.words, path: "/administration/roles")]
    }
}
