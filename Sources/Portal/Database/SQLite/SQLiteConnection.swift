import GRDB
import GRDBSQLite

/// One SQLite connection during one unit of work.
final class SQLiteConnection: Connection {
    let dialect = Dialect.sqlite

    let database: GRDB.Database
    private let handle: OpaquePointer?
    private(set) var isReading = false
    private var isOver = false
    /// The failure after which the transaction, or the innermost savepoint, can only be undone.
    private var failure: DatabaseError?
    private let clock: StatementClock
    let kept: PreparedStatements

    /// A connection that cuts off statements when their time is over, and finds those it ran before among the kept ones.
    init(_ database: GRDB.Database, time: UnitTime, kept: PreparedStatements) {
        self.database = database
        handle = database.sqliteConnection
        clock = StatementClock(time)
        self.kept = kept
    }

    /// Runs a body in a transaction.
    func unit<T>(_ begin: String, isReading: Bool, _ body: (any Connection) throws -> T) throws -> T {
        self.isReading = isReading
        clock.watch(handle)
        defer { StatementClock.leave(handle) }
        rollback()
        try control(begin)
        defer { isOver = true }
        do {
            let value = try body(self)
            if let failure { throw failure }
            try commit()
            return value
        } catch {
            rollback()
            throw error
        }
    }

    func rows(_ sql: SQL) throws(DatabaseError) -> [Row] {
        try answer(sql, limit: .max)
    }

    func row(_ sql: SQL) throws(DatabaseError) -> Row? {
        try answer(sql, limit: 1).first
    }

    private func answer(_ sql: SQL, limit: Int) throws(DatabaseError) -> [Row] {
        let statement = try prepare(sql)
        defer { statement.reset() }
        guard limit > 0, try step(statement, sql) else { return [] }
        var builder = RowSetBuilder(columns: statement.columns())
        var count = 0
        while true {
            statement.read(into: &builder)
            count += 1
            if count == 2 { builder.expectMore() }
            if count == limit { break }
            guard try step(statement, sql) else { break }
        }
        // A statement that changes rows does so during its first step; only its answer is cut short.
        return builder.finish().rows
    }

    func forEach(_ sql: SQL, _ body: (Row) throws -> Void) throws {
        let statement = try prepare(sql)
        defer { statement.reset() }
        while try step(statement, sql) {
            try late()
            defer { clock.begin() }
            var builder = RowSetBuilder(columns: statement.columns())
            statement.read(into: &builder)
            for row in builder.finish().rows { try body(row) }
        }
    }

    func run(_ sql: SQL) throws(DatabaseError) -> Int {
        let statement = try prepare(sql)
        defer { statement.reset() }
        let before = sqlite3_total_changes64(handle)
        while try step(statement, sql) {}
        // Only a statement that changes rows sets the count of changes; others leave the last one's standing.
        return sqlite3_total_changes64(handle) == before ? 0 : Int(sqlite3_changes64(handle))
    }

    func savepoint<T>(_ body: () throws -> T) throws -> T {
        try refuseWhenOver()
        try control("SAVEPOINT portal")
        do {
            let value = try body()
            if let failure { throw failure }
            try control("RELEASE portal")
            return value
        } catch {
            // A failure of these leaves the transaction as it is, and the unit ends with the body's error.
            if (try? control("ROLLBACK TO portal")) != nil, (try? control("RELEASE portal")) != nil { failure = nil }
            throw error
        }
    }

    /// Forgets an earlier failure: the transaction it belonged to has been undone.
    func forget() { failure = nil }

    // MARK: Steps

    private func refuseWhenOver() throws(DatabaseError) {
        if isOver { throw .statement("a connection is used after its unit of work") }
        if let failure { throw .statement("an earlier statement failed: \(failure)") }
    }

    /// Throws where the unit has no time left; nothing more comes of it then.
    private func late() throws(DatabaseError) {
        do throws(DatabaseError) { try clock.check() } catch {
            failure = error
            throw error
        }
    }

    private func prepare(_ sql: SQL) throws(DatabaseError) -> SQLiteStatement {
        try refuseWhenOver()
        try late()
        do throws(DatabaseError) {
            let statement = try SQLiteStatement(sql, from: kept, in: database)
            try statement.bind(sql.arguments)
            clock.begin()
            return statement
        } catch {
            failure = error
            throw error
        }
    }

    private func step(_ statement: borrowing SQLiteStatement, _ sql: SQL) throws(DatabaseError) -> Bool {
        let code = statement.step()
        if code == SQLITE_ROW { return true }
        if code == SQLITE_DONE { return false }
        let error = code == SQLITE_INTERRUPT && clock.isUnitOver ? .tooSlow : error(after: sql)
        statement.reset()
        failure = error
        throw error
    }
}
