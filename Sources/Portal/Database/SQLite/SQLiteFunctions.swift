import GRDB
import PortalValues

/// What statements may call beside SQLite's own functions.
enum SQLiteFunctions {
    /// Registers them with a connection.
    static func add(to database: GRDB.Database) {
        database.add(
            function: DatabaseFunction("portal_unaccented", argumentCount: 1, pure: true) { values in
                guard let first = values.first else { return nil }
                return String.fromDatabaseValue(first)?.unaccented
            })
    }
}
