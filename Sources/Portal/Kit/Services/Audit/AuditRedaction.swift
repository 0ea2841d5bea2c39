import Crypto
import PortalDatabase
import PortalSecurity

/// Takes names out of lines that were written long ago, so that the chain still proves what is left.
///
/// A redacted line keeps its first digest, which the next line continues; its new content has a digest of its own in
/// `audit_redaction`; and the digests of one erasure together are sealed by a new line at the end of the chain. Whoever changes a redacted
/// line, or passes a change off as a redaction, is found by ``Audit/verify(including:_:)``.
enum AuditRedaction {
    /// What stands in place of a value.
    static let mask = "•••"
    /// Fields that tell who was responsible, not who the subject is.
    private static let plain: Set<String> = [
        "role", "commercial", "support", "state", "language", "scopes", "permission", "amount", "day", "signed_on",
        "method",
    ]

    /// A line to be looked at, and how closely.
    struct Line {
        let id: Int64
        let closeness: PersonalWords.Closeness
    }

    private static let text: SQL = "(actor_name || ' ' || label || ' ' || changes)"

    /// The condition that finds the lines about a subject, by it, and any that surely name it: what is counted and given out.
    static func counted(_ subject: DataSubject, _ dialect: Dialect) -> SQL {
        let words = subject.words.mentioned(in: text, dialect, .unique)
        let by: SQL = subject.kind == .person ? "actor_id = \(subject.id) OR " : ""
        return """
            (\(sql: by)(entity = \(subject.kind.rawValue) AND entity_id = \(subject.id)) OR \(sql: words))
            """
    }

    /// The lines to look at, in their order; those about what belongs to the subject as well, where a first name alone tells.
    static func lines(
        about subject: DataSubject, _ concerned: [(table: String, holding: PersonalHolding)], _ db: any Connection
    ) throws -> [Line] {
        var closely: Set<Int64> = []
        for (table, holding) in concerned {
            guard let entity = holding.entity else { continue }
            let rows = holding.rows(subject, db.dialect)
            closely.formUnion(
                try db.values(
                    """
                    SELECT id FROM audit_entry WHERE entity = \(entity)
                        AND entity_id IN (SELECT id FROM \(identifier: table) WHERE \(sql: rows))
                    """, as: Int64.self))
        }
        let all = try db.values(
            """
            SELECT id FROM audit_entry WHERE \(sql: counted(subject, db.dialect))
                OR \(sql: subject.words.mentioned(in: text, db.dialect))
            """, as: Int64.self)
        return closely.union(all).sorted().map { Line(id: $0, closeness: closely.contains($0) ? .parts : .names) }
    }

    /// Redacts these lines where they name the subject, and seals that with a new line.
    static func redact(_ lines: [Line], _ erasure: Erasure, by actor: AuditActor, _ db: any Connection) throws {
        var count = 0
        for line in lines {
            let id = line.id
            guard let row = try db.row("SELECT \(sql: AuditEntry.columns) FROM audit_entry WHERE id = \(id)") else {
                continue
            }
            let old = try AuditSeal(row)
            let new = try redacted(old, erasure, line.closeness)
            guard new.hash != old.hash else { continue }
            try db.run(
                "INSERT INTO audit_redaction (entry_id, batch, digest) VALUES (\(id), \(erasure.number), \(new.hash))")
            try db.run(
                """
                UPDATE audit_entry SET actor_name = \(new.actor.name), address = \(new.actor.address), label = \(new.label),
                    changes = \(new.changes) WHERE id = \(id)
                """)
            count += 1
        }
        if count == 0 { return }
        let digest = try digest(erasure.number, db)
        try Audit.record(
            by: actor, at: erasure.now, action: action, entity: entity, id: erasure.number, label: erasure.pseudonym,
            changes: [
                AuditChange(field: "lines", before: nil, after: String(count)),
                AuditChange(field: "digest", before: nil, after: digest),
            ], db)
    }

    /// How the line that seals a redaction is told from others.
    static let action = "redact", entity = "audit"

    /// The digests of one redaction, as one.
    static func digest(_ batch: Int64, _ db: any Connection) throws -> String {
        var sha = SHA256()
        var last: Int64 = -1
        while true {
            let rows = try db.rows(
                """
                SELECT entry_id, digest FROM audit_redaction WHERE batch = \(batch) AND entry_id > \(last)
                ORDER BY entry_id LIMIT 1000
                """)
            for row in rows {
                last = try row.get("entry_id")
                sha.update(data: Array("\(last) \(try row.get("digest", as: String.self))\n".utf8))
            }
            if rows.count < 1000 { break }
        }
        return Hex.encode(sha.finalize())
    }

    private static func redacted(
        _ line: AuditSeal, _ erasure: Erasure, _ closeness: PersonalWords.Closeness
    ) throws -> AuditSeal {
        let subject = erasure.subject
        let isAbout = line.entity == subject.kind.rawValue && line.entityID == subject.id
        // Somebody else of the same name stays who they are.
        let isOther = !isAbout && (line.entity == "person" || line.entity == "client")
        let isBy = subject.kind == .person && line.actor.id == subject.id
        func cleaned(_ text: String) -> String {
            subject.words.replaced(in: text, by: erasure.pseudonym, isOther ? .unique : closeness)
        }
        let changes = AuditChange.decode(line.changes).map { change in
            let isMasked = isAbout && !plain.contains(change.field)
            return AuditChange(
                field: change.field, before: change.before.map { isMasked ? mask : cleaned($0) },
                after: change.after.map { isMasked ? mask : cleaned($0) })
        }
        return AuditSeal(
            at: line.at,
            actor: AuditActor(
                id: line.actor.id, name: isBy ? erasure.pseudonym : line.actor.name,
                address: isBy ? "" : line.actor.address,
                requestID: line.actor.requestID),
            action: line.action, entity: line.entity, entityID: line.entityID,
            label: isAbout ? erasure.pseudonym : cleaned(line.label),
            changes: try AuditChange.encode(redacted: changes), previous: line.previous)
    }
}
