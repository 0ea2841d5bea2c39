import Crypto
import PortalDatabase
import PortalSecurity
import PortalValues

/// Everything of an audit line that its digest covers, and how.
struct AuditSeal {
    let at: Instant
    let actor: AuditActor
    let action: String
    let entity: String
    let entityID: Int64?
    let label: String
    let changes: String
    let previous: String

    /// What the first line carries in place of a digest.
    static let beginning = String(repeating: "0", count: 64)

    /// SHA-256 in hexadecimal over the fields in their order, each after its length in eight bytes: two different lines can never
    /// give the same bytes, as they could if the fields were simply joined. A missing number is the empty text, which no number is.
    var hash: String {
        var sha = SHA256()
        let fields = [
            "audit 1", previous, at.description, actor.id.map(String.init) ?? "", actor.name, actor.address,
            actor.requestID,
            action, entity, entityID.map(String.init) ?? "", label, changes,
        ]
        for field in fields {
            let bytes = Array(field.utf8)
            sha.update(data: (0..<8).reversed().map { UInt8(truncatingIfNeeded: bytes.count >> ($0 * 8)) })
            sha.update(data: bytes)
        }
        return Hex.encode(sha.finalize())
    }
}

extension AuditSeal {
    init(_ row: Row) throws {
        at = try row.get("at")
        actor = AuditActor(
            id: try row.get("actor_id"), name: try row.get("actor_name"), address: try row.get("address"),
            requestID: try row.get("request_id"))
        action = try row.get("action")
        entity = try row.get("entity")
        entityID = try row.get("entity_id")
        label = try row.get("label")
        changes = try row.get("changes")
        previous = try row.get("previous_hash")
    }
}
