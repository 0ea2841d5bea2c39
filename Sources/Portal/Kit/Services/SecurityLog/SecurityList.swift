public import PortalDatabase
import PortalLanguage
public import PortalTemplates
public import PortalValues

/// Which events of the security log somebody wants to see; what is nil is not asked about.
public struct SecurityFilter: Sendable {
    /// Of whose account.
    public var person: Int64?
    /// Of which account, or by whom, by the user name of then.
    public var name: String?
    /// Of which kind.
    public var kind: SecurityKind?
    /// Not before.
    public var from: Instant?
    /// Before.
    public var until: Instant?

    /// Every event.
    public init() {}

    /// Everything that happened to one account.
    public static func own(_ person: Int64) -> SecurityFilter {
        var filter = SecurityFilter()
        filter.person = person
        return filter
    }

    /// `FROM … WHERE …`, to be counted by ``ListQuery/total(_:_:)``.
    public var source: SQL { " FROM security_event WHERE \(sql: condition)" }

    private var condition: SQL {
        var parts: [SQL] = []
        if let person { parts.append("person_id = \(person)") }
        if let name {
            parts.append("(LOWER(account) = \(name.lowercased()) OR LOWER(actor_name) = \(name.lowercased()))")
        }
        if let kind { parts.append("kind = \(kind.rawValue)") }
        if let from { parts.append("last_at >= \(from)") }
        if let until { parts.append("at < \(until)") }
        return parts.isEmpty ? "1 = 1" : parts.joined(separator: " AND ")
    }
}

extension SecurityLog {
    /// Events as pages show them, newest first.
    public static func page(
        _ filter: SecurityFilter, limit: Int, offset: Int = 0, _ db: any Connection
    ) throws -> [SecurityRow] {
        try db.rows(
            """
            SELECT kind, person_id, account, actor_name, address, device, detail, times, at, last_at
            \(sql: filter.source) ORDER BY id DESC LIMIT \(limit) OFFSET \(offset)
            """
        ).map(SecurityRow.init)
    }
}

/// An event as lists show it.
public struct SecurityRow: Model {
    let what: Message
    let isFailure: Bool
    let account, actor, address, device, detail: String
    let times: Int
    let at, lastAt: Instant

    init(_ row: Row) throws {
        let kind: String = try row.get("kind")
        let known = SecurityKind(rawValue: kind)
        what = known?.title ?? .verbatim(kind)
        isFailure = known?.isFailure ?? false
        account = try row.get("account")
        actor = try row.get("actor_name")
        address = try row.get("address")
        device = try row.get("device")
        detail = try row.get("detail")
        times = try row.get("times")
        at = try row.get("at")
        lastAt = try row.get("last_at")
    }

    private init(sample then: Instant) {
        (what, isFailure) = (SecurityKind.refused.title, true)
        (account, actor, address, device, detail) = (
            "zlefevre", "admin", "127.0.0.1", "Firefox, Linux", "update/client"
        )
        (times, at, lastAt) = (3, then, then.adding(seconds: 40))
    }

    /// What its partial may name. Where somebody else did it, where they were is shown to administrators only.
    public static let fields: [Field<SecurityRow>] = [
        .message("what") { $0.what }, .flag("isFailure") { $0.isFailure }, .text("account") { $0.account },
        .text("actor") { $0.actor }, .text("address") { $0.address }, .text("device") { $0.device },
        .text("detail") { $0.detail }, .number("times") { $0.times }, .instant("at") { $0.at },
        .instant("lastAt") { $0.lastAt },
    ]

    /// One that was refused a few times.
    public static var sample: SecurityRow { SecurityRow(sample: Instant(seconds: 1_795_000_000)) }
}
