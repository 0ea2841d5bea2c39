public import PortalDatabase
import PortalKit
public import PortalLanguage
import PortalSecurity
public import PortalValues

/// People and accounts, for other modules and the command line.
public enum People {
    /// Enters a person. Throws ``FieldErrors`` for an address that somebody else has.
    public static func create(_ person: NewPerson, now: Instant, _ db: any Connection) throws -> Int64 {
        let search = "\(person.lastName) \(person.firstName)".folded
        do {
            return try db.savepoint {
                let row = try db.row(
                    """
                    INSERT INTO person (first_name, last_name, email, email_key, email_verified_at, search_name, language, created_at,
                        updated_at)
                    VALUES (\(person.firstName), \(person.lastName), \(person.email), \(person.email?.lowercased()),
                        \(person.emailVerified ? now : nil), \(search), \(person.language), \(now), \(now))
                    RETURNING id
                    """)
                guard let row else { throw DatabaseError.statement("INSERT without RETURNING") }
                return try row.get("id")
            }
        } catch DatabaseError.unique("person_email_key") {
            throw FieldErrors("email", tr("This e-mail address is already in use."))
        }
    }

    /// What is wrong with a user name that somebody chose; nil for a right one.
    public static func usernameFault(_ username: String) -> Message? {
        Username.isValid(username) ? nil : tr("2 to 64 letters, digits, dots, dashes or underscores.")
    }

    /// Gives a person an account; without a user name the rule makes one. Throws ``FieldErrors`` for a name that is taken.
    @discardableResult
    public static func openAccount(
        of person: Int64, username: String? = nil, except reserved: Set<String> = [], passwordHash: String?,
        now: Instant,
        _ db: any Connection
    ) throws -> String {
        let row = try db.row("SELECT first_name, last_name FROM person WHERE id = \(person)")
        guard let row else { throw Failure.notFound }
        let name: String
        if let username {
            if let fault = usernameFault(username) { throw FieldErrors("username", fault) }
            name = username
        } else {
            name = try Username.free(first: row.get("first_name"), last: row.get("last_name"), except: reserved, db)
        }
        do {
            try db.savepoint {
                try db.run(
                    """
                    INSERT INTO account (person_id, username, username_key, password_hash, created_at)
                    VALUES (\(person), \(name), \(name.lowercased()), \(passwordHash), \(now))
                    """)
            }
        } catch DatabaseError.unique("account_username_key") {
            throw FieldErrors("username", tr("This user name is already taken."))
        } catch DatabaseError.unique("account_person_key") {
            throw FieldErrors("username", tr("This person already has an account."))
        }
        return name
    }

    /// The person who signs in with this user name, regardless of case.
    public static func find(username: String, _ db: any Connection) throws -> Int64? {
        try db.value("SELECT person_id FROM account WHERE username_key = \(username.lowercased())", as: Int64.self)
    }

    /// Sets a password and ends the person's sessions, except one, and all the tokens of their programs.
    public static func setPassword(
        _ hash: String, of person: Int64, keeping session: Int64? = nil, _ db: any Connection
    ) throws {
        try db.run("UPDATE account SET password_hash = \(hash) WHERE person_id = \(person)")
        try db.run("UPDATE account_token SET used_at = created_at WHERE person_id = \(person) AND used_at IS NULL")
        try Sessions.endAll(of: person, except: session, db)
        try ApiTokens.revokeAll(of: person, now: .now(), db)
    }

    /// Closes an account, or opens it again; sessions end at once. Throws ``RoleError/lastAdministrator``.
    public static func disable(_ disabled: Bool, _ person: Int64, now: Instant, _ db: any Connection) throws {
        let before = try Roles.administrators(now: now, db)
        try db.run("UPDATE account SET disabled_at = \(disabled ? now : nil) WHERE person_id = \(person)")
        if disabled { try shutOut(person, now: now, db) }
        try Roles.keepAdministrator(before, now: now, db)
    }

    /// Puts a person away, or takes them back: their sessions end at once, and neither password nor token opens anything while they
    /// are away; what they did keeps their name, and account and roles wait for them. False where nothing changes. Throws
    /// ``RoleError/lastAdministrator``.
    public static func archive(_ archived: Bool, _ person: Int64, now: Instant, _ db: any Connection) throws -> Bool {
        let before = try Roles.administrators(now: now, db)
        let changed = try db.run(
            """
            UPDATE person SET archived_at = \(archived ? now : nil), version = version + 1, updated_at = \(now)
            WHERE id = \(person) AND (archived_at IS NULL) = \(archived)
            """)
        if archived { try shutOut(person, now: now, db) }
        try Roles.keepAdministrator(before, now: now, db)
        return changed > 0
    }

    private static func shutOut(_ person: Int64, now: Instant, _ db: any Connection) throws {
        try Sessions.endAll(of: person, db)
        try MailTokens.end(of: person, now: now, db)
    }

    /// A person with their account, as lists show them.
    public struct Listed: Sendable {
        /// Internal id.
        public let id: Int64
        /// First and last name.
        public let firstName, lastName: String
        /// Where they are written to.
        public let email: String?
        /// What they sign in with; nil without an account.
        public let username: String?
        /// Whether the account is closed.
        public let disabled: Bool
        /// When they last signed in.
        public let lastLoginAt: Instant?

        /// As decoded from columns of these names.
        public init(_ row: Row) throws {
            id = try row.get("id")
            firstName = try row.get("first_name")
            lastName = try row.get("last_name")
            email = try row.get("email")
            username = try row.get("username")
            disabled = try row.get("disabled_at", as: Instant?.self) != nil
            lastLoginAt = try row.get("last_login_at")
        }
    }

    /// Everybody with an account, by user name.
    public static func accounts(_ db: any Connection) throws -> [Listed] {
        try db.rows(
            """
            SELECT p.id, p.first_name, p.last_name, p.email, a.username, a.disabled_at, a.last_login_at FROM person AS p
            JOIN account AS a ON a.person_id = p.id ORDER BY a.username_key
            """
        ).map(Listed.init)
    }
}
