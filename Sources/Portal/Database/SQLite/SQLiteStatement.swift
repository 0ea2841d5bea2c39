import GRDB
import GRDBSQLite
import PortalValues

/// A prepared statement of one SQLite connection, while it runs. Binding and reading go straight to SQLite, because a list page reads
/// some hundreds of values.
struct SQLiteStatement: ~Copyable {
    /// Keeps the prepared statement alive.
    private let owner: PreparedStatement
    private let handle: OpaquePointer

    /// A statement that is kept for its text.
    init(_ sql: SQL, from kept: PreparedStatements, in database: GRDB.Database) throws(DatabaseError) {
        owner = try kept.take(sql, in: database)
        handle = owner.statement.sqliteStatement
    }

    /// A statement of the portal's own, such as `BEGIN`, which GRDB keeps prepared.
    init(_ text: String, in database: GRDB.Database) throws(DatabaseError) {
        do {
            owner = PreparedStatement(try database.cachedStatement(sql: text))
            handle = owner.statement.sqliteStatement
        } catch let error as GRDB.DatabaseError {
            throw .statement(error.message ?? "SQLite refuses the statement")
        } catch {
            throw .statement("SQLite refuses the statement")
        }
    }

    /// Goes one row further; an SQLite result code.
    func step() -> Int32 { sqlite3_step(handle) }

    func reset() {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
    }

    func bind(_ arguments: [SQLArgument]) throws(DatabaseError) {
        guard Int(sqlite3_bind_parameter_count(handle)) == arguments.count else {
            throw .statement("a question mark in the text of a statement")
        }
        var position: Int32 = 0
        for argument in arguments {
            position += 1
            if bind(argument, at: position) != SQLITE_OK { throw .statement("a value that SQLite cannot keep") }
        }
    }

    private func bind(_ argument: SQLArgument, at position: Int32) -> Int32 {
        switch argument {
        case .null, .unusable: sqlite3_bind_null(handle, position)
        case .integer(let number): sqlite3_bind_int64(handle, position, number)
        case .real(let number): sqlite3_bind_double(handle, position, number)
        case .boolean(let flag): sqlite3_bind_int64(handle, position, flag ? 1 : 0)
        case .text(let text), .json(let text): bind(text, at: position)
        case .instant(let instant): bind(instant.description, at: position)
        case .day(let day): bind(day.description, at: position)
        case .bytes(let bytes):
            // An empty array may have no address, and SQLite takes a missing address for NULL.
            bytes.isEmpty
                ? sqlite3_bind_zeroblob(handle, position, 0)
                : sqlite3_bind_blob64(handle, position, bytes, sqlite3_uint64(bytes.count), Self.copied)
        }
    }

    private func bind(_ text: String, at position: Int32) -> Int32 {
        var text = text
        return text.withUTF8 { utf8 in
            utf8.withMemoryRebound(to: CChar.self) { characters in
                guard let start = characters.baseAddress else { return sqlite3_bind_text(handle, position, "", 0, nil) }
                return sqlite3_bind_text64(
                    handle, position, start, sqlite3_uint64(characters.count), Self.copied, UInt8(SQLITE_UTF8))
            }
        }
    }

    /// SQLITE_TRANSIENT: SQLite makes its own copy before the call returns.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    /// The names of the answer's columns, after the first step.
    func columns() -> Columns { owner.names() }

    /// Copies the row that the statement stands on.
    func read(into builder: inout RowSetBuilder) {
        for position in 0..<Int32(truncatingIfNeeded: builder.columns.names.count) {
            // One look-up per value. The connection belongs to one thread at a time, so the value may be read in place.
            let value = sqlite3_column_value(handle, position)
            switch sqlite3_value_type(value) {
            case SQLITE_INTEGER: builder.append(integer: sqlite3_value_int64(value))
            case SQLITE_FLOAT: builder.append(real: sqlite3_value_double(value))
            case SQLITE_TEXT:
                let start = sqlite3_value_text(value)
                builder.append(text: UnsafeBufferPointer(start: start, count: Int(sqlite3_value_bytes(value))))
            case SQLITE_BLOB:
                let start = sqlite3_value_blob(value)?.assumingMemoryBound(to: UInt8.self)
                let count = start == nil ? 0 : Int(sqlite3_value_bytes(value))
                builder.append(bytes: UnsafeBufferPointer(start: start, count: count))
            default: builder.appendNull()
            }
        }
    }
}
