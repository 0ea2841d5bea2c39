public import PortalDatabase

/// What came out of checking the audit log.
public struct AuditVerdict: Sendable, Hashable {
    /// How many lines were checked.
    public let entries: Int
    /// The digest of the last one checked. Noted on paper or in another place, it proves later that nothing up to here was touched.
    public let hash: String
    /// The first thing wrong; nil when all is well.
    public let fault: AuditError?
    /// How many of the lines stand there without the names that an erasure took out of them.
    public internal(set) var redacted = 0

    /// Whether all is well.
    public var isIntact: Bool { fault == nil }
}

extension Audit {
    /// Walks over the whole log, line by line in bounded memory, and names the first thing that is wrong.
    ///
    /// Finds changed, removed, inserted and reordered lines. A cut end shows by the count and the digest in `audit_tail`; somebody
    /// who may write to the database can set these too, or write the whole log anew. Against that helps only a digest kept elsewhere:
    /// `including` takes one that an earlier check gave, and must still be there.
    ///
    /// A line from which an erasure took names must be as that erasure left it, and the erasure be sealed by a line of its own.
    public static func verify(including noted: String? = nil, _ db: any Connection) throws -> AuditVerdict {
        var entries = 0
        var hash = AuditSeal.beginning
        var hasNoted = noted == nil || noted == hash
        let redacted: SQL = """
            (SELECT digest FROM audit_redaction WHERE entry_id = audit_entry.id ORDER BY batch DESC LIMIT 1) AS redacted
            """
        var sealed: Set<Int64> = []
        var cleaned = 0
        do {
            try db.forEach("SELECT \(sql: AuditEntry.columns), \(sql: redacted) FROM audit_entry ORDER BY id") { row in
                let seal = try AuditSeal(row)
                let id: Int64 = try row.get("id")
                guard seal.previous == hash else { throw AuditError.broken(id: id) }
                let stored: String = try row.get("hash")
                let left = try row.get("redacted", as: String?.self)
                if left != nil { cleaned += 1 }
                guard seal.hash == left ?? stored else { throw AuditError.changed(id: id) }
                if let batch = try redaction(sealedBy: seal, db) { sealed.insert(batch) }
                hash = stored
                entries += 1
                if hash == noted { hasNoted = true }
            }
            if let line = try unsealed(except: sealed, db) { throw AuditError.changed(id: line) }
        } catch let fault as AuditError {
            return AuditVerdict(entries: entries, hash: hash, fault: fault)
        }
        let row = try db.row("SELECT entries, hash FROM audit_tail WHERE id = 1")
        let expected: (entries: Int, hash: String)? = try row.map { (try $0.get("entries"), try $0.get("hash")) }
        let fault = end(expected, entries, hash, hasNoted ? nil : noted)
        return AuditVerdict(entries: entries, hash: hash, fault: fault, redacted: cleaned)
    }

    /// The erasure whose redactions this line seals, where they are still as it says.
    private static func redaction(sealedBy line: AuditSeal, _ db: any Connection) throws -> Int64? {
        guard line.action == AuditRedaction.action, line.entity == AuditRedaction.entity, let batch = line.entityID
        else {
            return nil
        }
        let told = AuditChange.decode(line.changes).first { $0.field == "digest" }?.after
        return try told == AuditRedaction.digest(batch, db) ? batch : nil
    }

    /// A line that was redacted by no erasure that the log knows of.
    private static func unsealed(except sealed: Set<Int64>, _ db: any Connection) throws -> Int64? {
        let batches = try db.values("SELECT DISTINCT batch FROM audit_redaction", as: Int64.self)
        guard let batch = batches.first(where: { !sealed.contains($0) }) else { return nil }
        return try db.value("SELECT MIN(entry_id) FROM audit_redaction WHERE batch = \(batch)", as: Int64.self)
    }

    private static func end(
        _ expected: (entries: Int, hash: String)?, _ entries: Int, _ hash: String, _ missing: String?
    ) -> AuditError? {
        guard let expected else { return .noTail }
        guard expected.entries == entries, expected.hash == hash else {
            return .end(expected: expected.entries, found: entries)
        }
        return missing.map { .missing(hash: $0) }
    }
}
