import GRDB
import GRDBSQLite

/// A statement that a connection keeps, with the names of its answer's columns.
final class PreparedStatement {
    let statement: Statement
    private var columns: Columns?
    /// How often SQLite had prepared it anew when the names were read: a change of the schema may change them.
    private var preparations: Int32 = 0

    init(_ statement: Statement) { self.statement = statement }

    /// The names of the answer's columns, asked for after the first step, which is when a changed schema is noticed.
    func names() -> Columns {
        let handle = statement.sqliteStatement
        let preparations = sqlite3_stmt_status(handle, SQLITE_STMTSTATUS_REPREPARE, 0)
        if let columns, preparations == self.preparations { return columns }
        let count = sqlite3_column_count(handle)
        var names: [String] = []
        var tables: [String?] = []
        names.reserveCapacity(Int(count))
        for position in 0..<count {
            names.append(sqlite3_column_name(handle, position).map { String(cString: $0) } ?? "")
            tables.append(sqlite3_column_table_name(handle, position).map { String(cString: $0) })
        }
        let columns = Columns(names: names, tables: tables)
        self.columns = columns
        self.preparations = preparations
        return columns
    }
}

/// The statements that one connection keeps prepared, found by the text they were written with: a page runs the same ten again and again.
final class PreparedStatements {
    private var kept: [[UInt8]: PreparedStatement] = [:]
    private let most: Int

    init(most: Int) { self.most = max(1, most) }

    /// How many are kept.
    var count: Int { kept.count }

    /// The statement for a text, ready to be bound.
    ///
    /// - Throws: `.statement` where SQLite refuses the text.
    func take(_ sql: SQL, in database: GRDB.Database) throws(DatabaseError) -> PreparedStatement {
        if let found = kept[sql.text], sql.isSound {
            for argument in sql.arguments { try argument.check() }
            // A statement inside the walk over the answer to the same statement needs a second copy.
            if sqlite3_stmt_busy(found.statement.sqliteStatement) == 0 { return found }
            return PreparedStatement(try Self.make(try sql.text(for: .sqlite), in: database))
        }
        let made = PreparedStatement(try Self.make(try sql.text(for: .sqlite), in: database))
        // Texts that differ each time, such as long lists of values, must not fill the memory; begun anew is simple and rare.
        if kept.count >= most { kept.removeAll(keepingCapacity: true) }
        kept[sql.text] = made
        return made
    }

    /// Forgets them all: before the connection is closed.
    func clear() { kept = [:] }

    private static func make(_ text: String, in database: GRDB.Database) throws(DatabaseError) -> Statement {
        do {
            return try database.makeStatement(sql: text)
        } catch let error as GRDB.DatabaseError {
            throw .statement(error.message ?? "SQLite refuses the statement")
        } catch {
            throw .statement("SQLite refuses the statement")
        }
    }
}
