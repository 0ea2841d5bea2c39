/// One row of an answer, read by column name.
@frozen
public struct Row: Sendable {
    @usableFromInline let answer: RowSet
    @usableFromInline let start: Int

    @inlinable
    init(answer: RowSet, start: Int) {
        self.answer = answer
        self.start = start
    }

    /// The value in a column: `let name: String = try row.get("name")`.
    ///
    /// - Throws: `.column` where there is no such column, or more than one, or where its value is of another type.
    @inlinable
    public func get<T: SQLDecodable>(_ column: String, as type: T.Type = T.self) throws(DatabaseError) -> T {
        guard let position = answer.columns.index(of: column) else {
            throw missing(column, wanted: T.sqlName)
        }
        let stored = Stored(answer: answer, cell: answer.cells[start + position])
        if let value = T.decode(stored) { return value }
        throw mismatch(at: position, wanted: T.sqlName, found: stored.kind)
    }

    /// The value in a column by its position, from 0: for answers of one column.
    ///
    /// - Throws: `.column` where there is no such column or where its value is of another type.
    @inlinable
    public func get<T: SQLDecodable>(at position: Int, as type: T.Type = T.self) throws(DatabaseError) -> T {
        guard answer.columns.keys.indices.contains(position) else {
            throw missing("number \(position)", wanted: T.sqlName)
        }
        let stored = Stored(answer: answer, cell: answer.cells[start + position])
        if let value = T.decode(stored) { return value }
        throw mismatch(at: position, wanted: T.sqlName, found: stored.kind)
    }

    /// The names of the columns, in order.
    public var columns: [String] { answer.columns.names }

    @usableFromInline
    func missing(_ column: String, wanted: String) -> DatabaseError {
        let found = answer.columns.names.contains(column) ? "two columns of that name" : "no such column"
        return .column(table: nil, column: column, wanted: wanted, found: found)
    }

    @usableFromInline
    func mismatch(at position: Int, wanted: String, found: Stored.Kind) -> DatabaseError {
        let columns = answer.columns
        return .column(
            table: columns.tables[position], column: columns.names[position], wanted: wanted, found: found.name)
    }
}
