public import PortalDatabase
public import PortalLanguage

/// How many rows a list has, as far as anybody counted.
public struct ListTotal: Sendable, Hashable {
    /// The number, or as far as was counted.
    public let count: Int
    /// Whether there are more than that.
    public let isMore: Bool

    /// A number of rows, of which nobody counted more than `limit`; without a limit it is exact, however it was come by.
    public init(_ count: Int, limit: Int = .max) {
        self.count = min(max(count, 0), limit)
        isMore = count > limit
    }

    /// In words: `284 clients`, or `more than 1,000 clients`.
    public func words(_ counted: (Int) -> Message) -> Message {
        isMore ? tr("more than %(items)s", ["items": .message(counted(count))]) : counted(count)
    }
}

extension ListQuery {
    /// How many rows are counted before a list says “more than”: counting is the dearest part of a long list (780 µs for 10,000 rows
    /// in SQLite, 30 µs for 1,000, beside 75 µs for the page itself), and a million rows shall cost what a thousand do.
    public static let counted = 1000

    /// Counts the rows of `FROM … WHERE …`, giving up beyond `counted`, or behind the page asked for where that lies further.
    public func total(_ from: SQL, _ db: any Connection) throws -> ListTotal {
        if shift != nil { return ListTotal(try db.row("SELECT COUNT(*) AS total \(sql: from)")?.get("total") ?? 0) }
        let limit = min(max(Self.counted, offset + size), Self.reach)
        let most: SQL = limit == Self.counted ? "LIMIT \(count: limit + 1)" : "LIMIT \(limit + 1)"
        let sql: SQL = "SELECT COUNT(*) AS total FROM (SELECT 1 AS one \(sql: from) \(sql: most)) AS counted"
        return ListTotal(try db.row(sql)?.get("total", as: Int.self) ?? 0, limit: limit)
    }
}
