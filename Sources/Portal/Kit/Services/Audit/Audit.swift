public import PortalDatabase
public import PortalValues

/// The audit log: who did what to what, when, from where, before and after. Lines are only ever added, each sealed with the digest
/// of the one before, so that a changed or removed line shows.
public enum Audit {
    /// Where the chain ends: the one row that every change touches.
    public static let crowdedTable = "audit_tail"

    /// Adds a line, in the transaction of what it tells about: both are kept or neither.
    ///
    /// Transactions that write lines queue up at the chain's end (`audit_tail`), since each needs the digest of the one before. On
    /// PostgreSQL the one that comes second is a serialization failure, which ``Database/write`` runs again.
    public static func record(
        by actor: AuditActor, at now: Instant, action: String, entity: String, id: Int64?, label: String,
        changes: [AuditChange] = [], _ db: any Connection
    ) throws {
        let previous = try tail(db).hash
        let who = AuditActor(
            id: actor.id, name: kept(actor.name), address: kept(actor.address), requestID: kept(actor.requestID))
        let seal = AuditSeal(
            at: now, actor: who, action: kept(action), entity: kept(entity), entityID: id, label: kept(label),
            changes: kept(try AuditChange.encode(changes), most: .max), previous: previous)
        try db.run(
            """
            INSERT INTO audit_entry (at, actor_id, actor_name, address, request_id, action, entity, entity_id, label, changes,
                previous_hash, hash)
            VALUES (\(seal.at), \(who.id), \(who.name), \(who.address), \(who.requestID), \(seal.action), \(seal.entity),
                \(seal.entityID), \(seal.label), \(seal.changes), \(seal.previous), \(seal.hash))
            """)
        try db.run("UPDATE audit_tail SET hash = \(seal.hash), entries = entries + 1 WHERE id = 1")
    }

    /// What happened to one thing, newest first.
    public static func history(
        entity: String, id: Int64, limit: Int = 50, _ db: any Connection
    ) throws -> [AuditEntry] {
        try db.rows(
            """
            SELECT \(sql: AuditEntry.columns) FROM audit_entry WHERE entity = \(entity) AND entity_id = \(id)
            ORDER BY id DESC LIMIT \(limit)
            """
        ).map(AuditEntry.init)
    }

    /// The chain's end: how many lines were written, and the digest of the last.
    static func tail(_ db: any Connection) throws -> (entries: Int, hash: String) {
        let row: Row? =
            switch db.dialect {
            // Only one transaction writes at a time anyway.
            case .sqlite: try db.row("SELECT entries, hash FROM audit_tail WHERE id = 1")
            // Whoever comes second waits here for the first, and is then run again on what the first left.
            case .postgresql: try db.row("SELECT entries, hash FROM audit_tail WHERE id = 1 FOR UPDATE")
            }
        guard let row else { throw AuditError.noTail }
        return (try row.get("entries"), try row.get("hash"))
    }

    /// Texts as a database takes them: no zero characters, and of a length that somebody may read.
    private static func kept(_ text: String, most: Int = 500) -> String {
        let whole = text.utf8.contains(0) ? String(text.map { $0 == "\0" ? "\u{FFFD}" : $0 }) : text
        return whole.count > most ? whole.prefix(most) + "…" : whole
    }
}

extension RequestContext {
    /// Adds a line to the audit log about what this visitor does: `context.record("update", "client", id: 12, label: "Zoé Dupont", db)`.
    public func record(
        _ action: String, _ entity: String, id: Int64?, label: String, changes: [AuditChange] = [], _ db: any Connection
    ) throws {
        try Audit.record(
            by: auditActor, at: now, action: action, entity: entity, id: id, label: label, changes: changes, db)
    }
}
