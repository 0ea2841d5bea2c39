import GRDB
import GRDBSQLite

/// SQLite says that a foreign key is broken, but not which. The statement is run once more with its keys checked later, inside a
/// savepoint that is undone, while a hook notes the rows it touches; then each key of those rows is looked at.
extension SQLiteConnection {
    func foreignKey(brokenBy sql: SQL) -> String? {
        guard (try? control("SAVEPOINT portal_names")) != nil else { return nil }
        try? control("PRAGMA defer_foreign_keys = ON")
        let touched = TouchedRows()
        touched.watch(database.sqliteConnection) { repeatStatement(sql) }
        let missing = missingParent(touched) ?? (touched.rows.isEmpty ? brokenForeignKey() : nil)
        // These undo what the second run did; they cannot be refused, and the caller throws a better error.
        try? control("ROLLBACK TO portal_names")
        try? control("RELEASE portal_names")
        try? control("PRAGMA defer_foreign_keys = OFF")
        return missing ?? remainingChild(touched)
    }

    private func repeatStatement(_ sql: SQL) {
        guard let text = try? sql.text(for: .sqlite), let statement = try? SQLiteStatement(text, in: database),
            (try? statement.bind(sql.arguments)) != nil
        else { return }
        while statement.step() == SQLITE_ROW {}
        statement.reset()
    }

    /// Whether a row that was written refers to one that is not there.
    private func missingParent(_ touched: TouchedRows) -> String? {
        for row in touched.rows where !row.isGone {
            for key in foreignKeys(of: row.table) {
                let found = schema(
                    """
                    SELECT 1 FROM \(identifier: key.child) AS child
                    WHERE rowid = \(row.id) AND \(sql: key.isComplete)
                    AND NOT EXISTS (SELECT 1 FROM \(identifier: key.parent) AS parent WHERE \(sql: key.matches))
                    """)
                if !found.isEmpty { return key.name }
            }
        }
        return nil
    }

    /// Whether a row that was deleted is still referred to, by a row that stays.
    private func remainingChild(_ touched: TouchedRows) -> String? {
        let gone = Set(touched.rows.filter(\.isGone))
        for row in touched.rows where row.isGone {
            for key in foreignKeys(to: row.table) {
                let children = schema(
                    """
                    SELECT child.rowid AS id FROM \(identifier: key.parent) AS parent
                    JOIN \(identifier: key.child) AS child ON \(sql: key.matches)
                    WHERE parent.rowid = \(row.id) LIMIT 100
                    """)
                let stays = children.contains { child in
                    guard let id = try? child.get("id", as: Int64.self) else { return false }
                    return !gone.contains(TouchedRows.Row(table: key.child, id: id, isGone: true))
                }
                if stays { return key.name }
            }
        }
        return nil
    }

    /// The first broken key of the whole database, as it stands: for keys that are checked at the commit.
    func brokenForeignKey() -> String? {
        guard let row = schema("PRAGMA foreign_key_check").first, let table = try? row.get("table", as: String.self),
            let id = try? row.get("fkid", as: Int64.self)
        else { return nil }
        return foreignKeys(of: table).first { $0.id == id }?.name
    }

    private func foreignKeys(to parent: String) -> [ForeignKey] {
        let tables = schema(
            """
            SELECT DISTINCT child.name AS name FROM sqlite_master AS child, pragma_foreign_key_list(child.name) AS key
            WHERE child.type = 'table' AND lower(key."table") = lower(\(parent))
              AND key.on_delete IN ('NO ACTION', 'RESTRICT')
            """)
        return tables.flatMap { row in
            foreignKeys(of: (try? row.get("name")) ?? "")
                .filter { $0.parent.lowercased() == parent.lowercased() && $0.isStrict }
        }
    }

    private func foreignKeys(of table: String) -> [ForeignKey] {
        let declared = definition(of: table).constraints.filter { $0.kind == .foreignKey }
        var keys: [ForeignKey] = []
        let parts = schema(
            """
            SELECT id, "table" AS parent, "from" AS child_column, "to" AS parent_column, on_delete
            FROM pragma_foreign_key_list(\(table)) ORDER BY id, seq
            """)
        for part in parts {
            guard let id = try? part.get("id", as: Int64.self), let parent = try? part.get("parent", as: String.self),
                let from = try? part.get("child_column", as: String.self),
                let to = try? part.get("parent_column", as: String?.self),
                let action = try? part.get("on_delete", as: String.self)
            else { continue }
            if keys.last?.id != id {
                keys.append(
                    ForeignKey(
                        id: id, name: "", child: table, parent: parent,
                        isStrict: action == "NO ACTION" || action == "RESTRICT", columns: []))
            }
            keys[keys.count - 1].columns.append((from, to))
        }
        return keys.map { key in
            var named = key
            let columns = key.columns.map(\.child)
            named.name =
                declared.first { $0.columns == columns }?.name ?? "\(table)_\(columns.joined(separator: "_"))_fkey"
            return named
        }
    }
}

/// A foreign key, as SQLite's pragmas tell it.
private struct ForeignKey {
    let id: Int64
    var name: String
    let child: String
    let parent: String
    let isStrict: Bool
    /// The column here, and the one it refers to (the primary key's own where it is not said: then the row id).
    var columns: [(child: String, parent: String?)]

    var isComplete: SQL {
        columns.map { "child.\(identifier: $0.child) IS NOT NULL" as SQL }.joined(separator: " AND ")
    }

    var matches: SQL {
        columns.map { "child.\(identifier: $0.child) = parent.\(identifier: $0.parent ?? "rowid")" as SQL }
            .joined(separator: " AND ")
    }
}
