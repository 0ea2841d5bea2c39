import PortalDatabase
public import PortalValues

/// One line of the audit log.
public struct AuditEntry: Sendable, Hashable {
    /// Internal id; rises with time.
    public let id: Int64
    /// When.
    public let at: Instant
    /// Who, and from where.
    public let actor: AuditActor
    /// What was done: `create`, `update`, `archive`, `sign-in` …
    public let action: String
    /// To what kind of thing: `client`, `role` …
    public let entity: String
    /// To which one; nil where there is no single one.
    public let entityID: Int64?
    /// What it was called then.
    public let label: String
    /// Which fields, before and after.
    public let changes: [AuditChange]
    /// The digest of this line and, through it, of every line before.
    public let hash: String

    static let columns: SQL = """
        id, at, actor_id, actor_name, address, request_id, action, entity, entity_id, label, changes, previous_hash, hash
        """

    init(_ row: Row) throws {
        let sealed = try AuditSeal(row)
        id = try row.get("id")
        at = sealed.at
        actor = sealed.actor
        action = sealed.action
        entity = sealed.entity
        entityID = sealed.entityID
        label = sealed.label
        changes = AuditChange.decode(sealed.changes)
        hash = try row.get("hash")
    }
}
