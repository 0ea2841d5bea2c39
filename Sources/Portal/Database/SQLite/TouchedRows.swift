import GRDBSQLite

/// The rows a statement touches, noted by SQLite's update hook. GRDB uses that hook only for observers, of which there are none.
final class TouchedRows {
    struct Row: Hashable {
        let table: String
        let id: Int64
        let isGone: Bool
    }

    /// The first rows; enough to find a culprit, which is the last row touched where a statement stops at it.
    private(set) var rows: [Row] = []

    private static let limit = 10_000

    func watch(_ handle: OpaquePointer?, _ body: () -> Void) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        sqlite3_update_hook(
            handle,
            { context, operation, _, table, id in
                guard let context, let table else { return }
                let touched = Unmanaged<TouchedRows>.fromOpaque(context).takeUnretainedValue()
                touched.note(Row(table: String(cString: table), id: id, isGone: operation == SQLITE_DELETE))
            }, context)
        body()
        sqlite3_update_hook(handle, nil, nil)
    }

    private func note(_ row: Row) {
        if rows.count < Self.limit { rows.append(row) }
    }
}
