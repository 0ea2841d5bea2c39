import GRDB
import GRDBSQLite

/// How a unit of work begins and ends.
extension SQLiteConnection {
    /// Runs a statement that steers the transaction.
    func control(_ text: String) throws(DatabaseError) {
        let statement = try SQLiteStatement(text, in: database)
        defer { statement.reset() }
        let code = statement.step()
        guard code == SQLITE_DONE || code == SQLITE_ROW else {
            throw SQLiteError(database.sqliteConnection).error(isReading: isReading)
        }
    }

    func commit() throws(DatabaseError) {
        let statement = try SQLiteStatement("COMMIT", in: database)
        defer { statement.reset() }
        guard statement.step() == SQLITE_DONE else {
            let failure = SQLiteError(database.sqliteConnection)
            // Only a foreign key that is checked at the end can fail here; the transaction still stands, so it can be found.
            if failure.isForeignKey, let name = brokenForeignKey() { throw .foreignKey(constraint: name) }
            throw failure.error(isReading: isReading)
        }
    }

    /// Ends a transaction, where there is one, without keeping anything. Some failures (disk full) have ended it already.
    func rollback() {
        guard sqlite3_get_autocommit(database.sqliteConnection) == 0 else { return }
        // A rollback cannot be refused, and the caller has a better error to throw than this one's.
        try? control("ROLLBACK")
    }
}
