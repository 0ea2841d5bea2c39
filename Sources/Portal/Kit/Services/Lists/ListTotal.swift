public import PortalDatabase
public import PortalLanguage

/// How many rows a list has, as far as anybody counted.
public struct ListTotal: Sendable, Hashable {
    /// The number; never more than ``ListQuery/reach``.
    public let count: Int
    /// Whether there are more than that.
    public let isMore: Bool

    /// A number of rows; beyond the reach it is cut.
    public init(_ count: Int) {
        self.count = min(max(count, 0), ListQuery.reach)
        isMore = count > ListQuery.reach
    }

    /// In words: `1,284 clients`, or `more than 10,000 clients`.
    public func words(_ counted: (Int) -> Message) -> Message {
        isMore ? tr("more than %(items)s", ["items": .message(counted(count))]) : counted(count)
    }
}

extension ListQuery {
    /// Counts the rows of `FROM … WHERE …`, giving up beyond the reach: a million cost no more than ten thousand.
    public func total(_ from: SQL, _ db: any Connection) throws -> ListTotal {
        let sql: SQL = "SELECT COUNT(*) AS total FROM (SELECT 1 AS one \(sql: from) LIMIT \(Self.reach + 1)) AS counted"
        return ListTotal(try db.row(sql)?.get("total", as: Int.self) ?? 0)
    }
}
