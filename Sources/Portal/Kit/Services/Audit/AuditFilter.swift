public import PortalDatabase
public import PortalValues

/// Which lines of the audit log somebody wants to see; what is nil is not asked about.
public struct AuditFilter: Sendable {
    /// Who did it, by internal id.
    public var actor: Int64?
    /// Who did it, by the user name of then.
    public var actorName: String?
    /// What was done.
    public var action: String?
    /// To what kind of thing.
    public var entity: String?
    /// To which one.
    public var entityID: Int64?
    /// Not before.
    public var from: Instant?
    /// Before.
    public var until: Instant?

    /// Every line.
    public init() {}

    /// `FROM … WHERE …`, to be counted by ``ListQuery/total(_:_:)``.
    public var source: SQL { " FROM audit_entry WHERE \(sql: condition)" }

    private var condition: SQL {
        var parts: [SQL] = []
        if let actor { parts.append("actor_id = \(actor)") }
        if let actorName { parts.append("actor_name = \(actorName)") }
        if let action { parts.append("action = \(action)") }
        if let entity { parts.append("entity = \(entity)") }
        if let entityID { parts.append("entity_id = \(entityID)") }
        if let from { parts.append("at >= \(from)") }
        if let until { parts.append("at < \(until)") }
        return parts.isEmpty ? "1 = 1" : parts.joined(separator: " AND ")
    }
}

extension Audit {
    /// Lines, newest first.
    public static func page(
        _ filter: AuditFilter, limit: Int, offset: Int, _ db: any Connection
    ) throws -> [AuditEntry] {
        try db.rows(
            "SELECT \(sql: AuditEntry.columns)\(sql: filter.source) ORDER BY id DESC LIMIT \(limit) OFFSET \(offset)"
        ).map(AuditEntry.init)
    }

    /// Each line in turn, oldest first, in bounded memory: for an export.
    public static func forEach(
        _ filter: AuditFilter, _ db: any Connection, _ body: (AuditEntry) throws -> Void
    ) throws {
        try db.forEach("SELECT \(sql: AuditEntry.columns)\(sql: filter.source) ORDER BY id") {
            try body(AuditEntry($0))
        }
    }

    /// What was done to which kinds of things, as far as the log tells: the choices of its filters.
    public static func kinds(_ db: any Connection) throws -> [(entity: String, action: String)] {
        try db.rows("SELECT DISTINCT entity, action FROM audit_entry ORDER BY entity, action").map {
            (entity: try $0.get("entity"), action: try $0.get("action"))
        }
    }
}
