import CSQLite
import GRDB

/// How the portal opens an SQLite file.
enum SQLiteFile {
    /// What a connection is for.
    enum Role {
        case reader
        /// Durable: a change is on the disk when its unit of work ends, whatever happens to the machine.
        case writer(isDurable: Bool)
        /// Rebuilding a table drops the old one, which must not cascade: keys are checked before each commit instead.
        case migration(isDurable: Bool)
    }

    /// Opens one connection.
    ///
    /// - Throws: `.unavailable`, `.busy`.
    static func open(_ path: String, _ role: Role, patience: Duration) throws(DatabaseError) -> DatabaseQueue {
        _ = isQuiet
        var configuration = Configuration()
        configuration.label = "portal"
        configuration.busyMode = .timeout(patience.seconds)
        // Units of work end their transactions themselves; a failure there must not stop the program.
        configuration.allowsUnsafeTransactions = true
        if case .migration = role { configuration.foreignKeysEnabled = false }
        // GRDB's own write-ahead mode would set `synchronous` to NORMAL after us: a change could be lost in a power cut.
        configuration.prepareDatabase { database in
            for pragma in pragmas(role) { try database.execute(sql: pragma) }
            SQLiteFunctions.add(to: database)
        }
        do {
            return try DatabaseQueue(path: path, configuration: configuration)
        } catch let error as GRDB.DatabaseError where error.resultCode == .SQLITE_BUSY {
            throw .busy
        } catch let error as GRDB.DatabaseError {
            throw .unavailable("\(path): \(error.message ?? "it cannot be opened")")
        } catch {
            throw .unavailable("\(path): it cannot be opened")
        }
    }

    /// Once per process, before anything is opened; SQLite answers misuse where another library was first, and that changes nothing.
    private static let isQuiet = sqlite_stop_counting_memory() == 0

    private static func pragmas(_ role: Role) -> [String] {
        // A reader keeps less than the writer: there are several, and what they miss is in the system's own cache.
        let common = ["PRAGMA temp_store = MEMORY"]
        switch role {
        case .reader:
            return common + ["PRAGMA cache_size = -6000", "PRAGMA query_only = ON"]
        case .writer(let isDurable), .migration(let isDurable):
            return common + [
                "PRAGMA cache_size = -16000", "PRAGMA journal_mode = WAL",
                "PRAGMA synchronous = \(isDurable ? "FULL" : "OFF")",
                "PRAGMA journal_size_limit = 67108864",
            ]
        }
    }
}
