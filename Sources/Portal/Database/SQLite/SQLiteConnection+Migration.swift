import GRDB
import GRDBSQLite

extension SQLiteConnection: MigrationConnection {
    func transaction<T>(_ body: () throws -> T) throws -> T {
        try control("BEGIN IMMEDIATE")
        do {
            let value = try body()
            if let name = brokenForeignKey() { throw DatabaseError.foreignKey(constraint: name) }
            try commit()
            return value
        } catch {
            rollback()
            forget()
            throw error
        }
    }

    func execute(_ text: String) throws(DatabaseError) {
        let statement = try SQLiteStatement(text, in: database)
        defer { statement.reset() }
        while true {
            switch statement.step() {
            case SQLITE_ROW: continue
            case SQLITE_DONE: return
            default: throw SQLiteError(database.sqliteConnection).error(isReading: false)
            }
        }
    }
}
