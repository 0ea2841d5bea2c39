public import PortalDatabase

/// What came out of checking the audit log.
public struct AuditVerdict: Sendable, Hashable {
    /// How many lines were checked.
    public let entries: Int
    /// The digest of the last one checked. Noted on paper or in another place, it proves later that nothing up to here was touched.
    public let hash: String
    /// The first thing wrong; nil when all is well.
    public let fault: AuditFault?

    /// Whether all is well.
    public var isIntact: Bool { fault == nil }
}

extension Audit {
    /// Walks over the whole log, line by line in bounded memory, and names the first thing that is wrong.
    ///
    /// Finds changed, removed, inserted and reordered lines. A cut end shows by the count and the digest in `audit_tail`; somebody
    /// who may write to the database can set these too, or write the whole log anew. Against that helps only a digest kept elsewhere:
    /// `including` takes one that an earlier check gave, and must still be there.
    public static func verify(including noted: String? = nil, _ db: any Connection) throws -> AuditVerdict {
        var entries = 0
        var hash = AuditSeal.beginning
        var hasNoted = noted == nil || noted == hash
        do {
            try db.forEach("SELECT \(sql: AuditEntry.columns) FROM audit_entry ORDER BY id") { row in
                let seal = try AuditSeal(row)
                let id: Int64 = try row.get("id")
                guard seal.previous == hash else { throw AuditFault.broken(id: id) }
                let stored: String = try row.get("hash")
                guard seal.hash == stored else { throw AuditFault.changed(id: id) }
                hash = stored
                entries += 1
                if hash == noted { hasNoted = true }
            }
        } catch let fault as AuditFault {
            return AuditVerdict(entries: entries, hash: hash, fault: fault)
        }
        let row = try db.row("SELECT entries, hash FROM audit_tail WHERE id = 1")
        let expected: (entries: Int, hash: String)? = try row.map { (try $0.get("entries"), try $0.get("hash")) }
        return AuditVerdict(entries: entries, hash: hash, fault: end(expected, entries, hash, hasNoted ? nil : noted))
    }

    private static func end(
        _ expected: (entries: Int, hash: String)?, _ entries: Int, _ hash: String, _ missing: String?
    ) -> AuditFault? {
        guard let expected else { return .noTail }
        guard expected.entries == entries, expected.hash == hash else {
            return .end(expected: expected.entries, found: entries)
        }
        return missing.map { .missing(hash: $0) }
    }
}
