import GRDB
import GRDBSQLite

/// Finds the names of constraints, which SQLite mostly does not tell.
extension SQLiteConnection {
    /// The error of a statement that has just failed, with the constraint's name as the migration wrote it.
    func error(after sql: SQL) -> DatabaseError {
        let failure = SQLiteError(database.sqliteConnection)
        if failure.isForeignKey { return .foreignKey(constraint: foreignKey(brokenBy: sql) ?? "") }
        switch failure.error(isReading: isReading) {
        case .unique(let subject): return .unique(constraint: uniqueConstraint(subject, failure))
        case .check(let subject): return .check(constraint: checkConstraint(subject))
        case let other: return other
        }
    }

    /// Rows of a question about the schema; none where it cannot be asked.
    func schema(_ sql: SQL) -> [Row] {
        guard let text = try? sql.text(for: .sqlite), let statement = try? SQLiteStatement(text, in: database),
            (try? statement.bind(sql.arguments)) != nil
        else { return [] }
        defer { statement.reset() }
        guard statement.step() == SQLITE_ROW else { return [] }
        var builder = RowSetBuilder(columns: statement.columns())
        repeat { statement.read(into: &builder) } while statement.step() == SQLITE_ROW
        return builder.finish().rows
    }

    func definition(of table: String) -> TableDefinition {
        let text = schema("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = \(table)").first
        return TableDefinition(table: table, text: (try? text?.get("sql", as: String?.self)) ?? "")
    }

    /// From `client.company_id, client.email` or `index 'name'` to the constraint.
    private func uniqueConstraint(_ subject: String, _ failure: SQLiteError) -> String {
        if subject.hasPrefix("index '") { return String(subject.dropFirst("index '".count).dropLast()) }
        let parts = subject.split(separator: ", ").map { $0.split(separator: ".", maxSplits: 1).map(String.init) }
        guard let table = parts.first?.first, parts.allSatisfy({ $0.count == 2 }) else { return subject }
        let columns = parts.map { $0[1] }
        let definition = definition(of: table)
        if failure.isPrimaryKey {
            return definition.constraints.first { $0.kind == .primaryKey }?.name ?? "\(table)_pkey"
        }
        let declared = definition.constraints.first { $0.kind == .unique && $0.columns == columns }
        if let declared { return declared.name }
        let indexes = schema(
            "SELECT name FROM pragma_index_list(\(table)) WHERE \"unique\" AND origin = 'c' ORDER BY seq")
        for index in indexes {
            guard let name = try? index.get("name", as: String.self) else { continue }
            let members = schema("SELECT name FROM pragma_index_info(\(name)) ORDER BY seqno")
            if members.map({ (try? $0.get("name", as: String?.self)) ?? "" }) == columns { return name }
        }
        return subject
    }

    /// SQLite names a CHECK by its name, or by its condition where it has none.
    private func checkConstraint(_ subject: String) -> String {
        if SQL.isIdentifier(subject) { return subject }
        var lexer = SQLLexer(Array(subject.utf8))
        var tokens: [SQLLexer.Token] = []
        while let token = lexer.next() { tokens.append(token) }
        let condition = TableDefinition.words(tokens)
        for row in schema("SELECT name FROM sqlite_master WHERE type = 'table'") {
            guard let table = try? row.get("name", as: String.self) else { continue }
            let checks = definition(of: table).constraints.filter { $0.kind == .check && $0.condition == condition }
            if let check = checks.first { return check.name }
        }
        return subject
    }
}
