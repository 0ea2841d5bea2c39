import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

/// Who may be given clients: everybody whose roles let them change clients in some way and who can sign in.
enum Commercials {
    private static let columns: SQL = "p.id, p.first_name, p.last_name, p.search_name, a.username"
    private static let tables: SQL = """
        permission AS perm JOIN person_role AS pr ON pr.role_id = perm.role_id
        JOIN account AS a ON a.person_id = pr.person_id AND a.disabled_at IS NULL
        JOIN person AS p ON p.id = pr.person_id AND p.archived_at IS NULL
        WHERE perm.scope = 'client' AND perm.action IN ('update', 'write', 'all')
        """

    /// A condition over `account`: those who may be given clients, and those who have or had some.
    static let known: SQL = """
        account.person_id IN (SELECT p.id FROM \(sql: tables))
        OR account.person_id IN (SELECT tally.commercial_id FROM client_tally AS tally)
        """

    /// By name.
    static func all(_ db: any Connection) throws -> [Commercial] {
        try db.rows("SELECT DISTINCT \(sql: columns) FROM \(sql: tables) ORDER BY p.search_name, p.id").map(read)
    }

    /// The commercial who signs in with this name; nil for somebody who is none.
    static func find(_ username: String, _ db: any Connection) throws -> Commercial? {
        let key = username.tidied.lowercased()
        return try db.row("SELECT DISTINCT \(sql: columns) FROM \(sql: tables) AND a.username_key = \(key)").map(read)
    }

    private static func read(_ row: Row) throws -> Commercial {
        let first: String = try row.get("first_name")
        let last: String = try row.get("last_name")
        return Commercial(id: try row.get("id"), username: try row.get("username"), name: "\(first) \(last)")
    }

    /// Whom a form chose; notes what is wrong. Whoever has the client already may keep it, whatever their roles are now.
    static func chosen(
        _ username: String, now current: Commercial?, _ errors: inout FieldErrors, _ db: any Connection
    ) throws -> Commercial? {
        let typed = username.tidied
        if typed.isEmpty { return nil }
        if let current, current.username.lowercased() == typed.lowercased() { return current }
        let found = try find(typed, db)
        if found == nil { errors["commercial"] = tr("This person cannot look after clients.") }
        return found
    }

    /// Whose a client is that a form speaks of: of a new one, who is chosen by whoever may hand clients over, else who enters it; of one that
    /// is here, the same as before unless the visitor may hand it over.
    ///
    /// - Throws: 403 where the visitor may not hand this client over.
    static func named(
        _ form: ClientForm, over old: Client?, _ errors: inout FieldErrors, _ context: RequestContext,
        _ db: any Connection
    ) throws -> Commercial? {
        let own = old.map(\.facts.commercial) ?? (ownsWhatTheyEnter(context) ? Commercial(context.actor.person) : nil)
        guard let typed = form.sent("commercial") else { return own }
        let isTheSame = typed.tidied.lowercased() == (own?.username ?? "").lowercased()
        if let old {
            if isTheSame { return own }
            try context.demand(.assign, ClientsModule.client, on: old.id, db)
        } else if !context.may(.assign, ClientsModule.client) {
            if !isTheSame { errors["commercial"] = tr("You may not hand clients to somebody else.") }
            return isTheSame ? own : nil
        }
        return try chosen(typed, now: old?.facts.commercial, &errors, db)
    }

    /// Whom a client may be given to, as a form offers them; whoever looks after it now stays in the list.
    static func choices(now current: Commercial?, chosen typed: String? = nil, _ db: any Connection) throws -> [Choice]
    {
        var known = try all(db)
        if let current, !known.contains(where: { $0.id == current.id }) { known.append(current) }
        let chosen = (typed ?? current?.username ?? "").lowercased()
        return known.map { Choice($0.username, named: $0.name, selected: $0.username.lowercased() == chosen) }
    }

    /// Whether a client that this person enters becomes theirs: they look after clients of their own, or look after clients and may
    /// not hand them to anybody else.
    static func ownsWhatTheyEnter(_ context: RequestContext) -> Bool {
        let grants = context.actor.grants.all.filter {
            $0.scope == ClientsModule.client.name && $0.action.covers(.update)
        }
        return grants.contains { $0.target == .relation("own") }
            || (!grants.isEmpty && !context.may(.assign, ClientsModule.client))
    }
}
