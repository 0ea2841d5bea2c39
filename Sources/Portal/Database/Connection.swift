/// What a unit of work holds: one connection, in one transaction. It ends with the unit; do not keep it.
///
/// After a statement that failed outside a savepoint the transaction can only end: every further statement throws, and the unit
/// throws the first failure even where its body swallowed it. This is PostgreSQL's way, kept on both engines.
public protocol Connection {
    /// Which engine answers.
    var dialect: Dialect { get }

    /// All rows of the answer.
    func rows(_ sql: SQL) throws(DatabaseError) -> [Row]

    /// The first row of the answer.
    func row(_ sql: SQL) throws(DatabaseError) -> Row?

    /// Each row of the answer to a SELECT in turn, in bounded memory. The body may run other statements; it should not change the
    /// rows that are still to come.
    func forEach(_ sql: SQL, _ body: (Row) throws -> Void) throws

    /// Runs a statement; the number of rows it changed.
    @discardableResult
    func run(_ sql: SQL) throws(DatabaseError) -> Int

    /// Undoes what the body changed when it throws, and only that; may be nested.
    @discardableResult
    func savepoint<T>(_ body: () throws -> T) throws -> T
}

extension Connection {
    /// The first column of the first row; nil where there is no row, or where it is NULL.
    public func value<T: SQLDecodable>(_ sql: SQL, as type: T.Type = T.self) throws(DatabaseError) -> T? {
        guard let row = try row(sql) else { return nil }
        return try row.get(at: 0, as: T?.self)
    }

    /// The first column of every row.
    public func values<T: SQLDecodable>(_ sql: SQL, as type: T.Type = T.self) throws(DatabaseError) -> [T] {
        var values: [T] = []
        for row in try rows(sql) { values.append(try row.get(at: 0)) }
        return values
    }
}
