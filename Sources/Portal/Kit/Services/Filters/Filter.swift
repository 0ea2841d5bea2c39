public import PortalDatabase
import PortalLanguage

/// What a query means for one list and one person, as SQL in which everything typed is bound.
public struct Filter: Sendable {
    /// Which rows: a condition over the list's table.
    public let condition: SQL
    /// ` ORDER BY …`, or nothing where the filter names no order. Rows without a value come last, either way.
    public let order: SQL
    /// Whether the filter cuts the list off, or passes rows over.
    public var isCut: Bool { limit != nil || offset > 0 }

    private let limit: Int?
    private let offset: Int
    private let source: FilterSource
    private let references: [FilterReference]

    /// Gives a query its meaning. `id` is the column that tells rows apart, with which every order ends.
    ///
    /// - Throws: the first thing that is wrong, and where.
    public init(
        _ query: FilterQuery, _ catalogue: FilterCatalogue, _ asker: FilterContext, id: SQL
    ) throws(FilterError) {
        var compiler = FilterCompiler(query, catalogue, asker)
        condition = try query.condition.map { (node) throws(FilterError) in try compiler.condition(node) } ?? "1 = 1"
        var columns: [SQL] = []
        var sorted: [SQL] = []
        for order in query.order {
            let field = try compiler.field(order.field)
            // Under whichever of its names: a second time it changes nothing about the order, and costs the same again.
            guard !sorted.contains(field.sorted) else {
                throw query.source.fault(
                    .repeatedField, at: order.field.offset,
                    tr(
                        "“%(field)s” stands in the order already.",
                        ["field": .text(String(order.field.text.prefix(60)))]))
            }
            sorted.append(field.sorted)
            columns.append("\(sql: field.sorted) IS NULL ASC")
            columns.append("\(sql: field.ordered(asker.dialect))\(sql: order.way.sql)")
        }
        order = columns.isEmpty ? .empty : " ORDER BY \(sql: (columns + ["\(sql: id) ASC"]).joined(separator: ", "))"
        limit = query.limit
        offset = query.offset
        source = query.source
        references = compiler.references
    }

    /// Looks up the identifiers that the filter names.
    ///
    /// - Throws: ``FilterError`` for the first that does not exist, or that the asking person may not see; what the database throws.
    public func check(_ db: any Connection) throws {
        for reference in references {
            guard try reference.exists(db) else { throw reference.fault(source) }
        }
    }

    /// ` LIMIT … OFFSET …`, or nothing where the filter cuts nothing off.
    public var cut: SQL {
        guard isCut else { return .empty }
        // SQLite wants a limit before an offset; nobody reaches further than this.
        return " LIMIT \(limit ?? Self.everything) OFFSET \(offset)"
    }

    private static let everything: Int = 1 << 40
}

extension FilterField {
    /// What its rows are put in order by: texts as dictionaries do, without case and accents.
    func ordered(_ dialect: Dialect) -> SQL {
        switch kind {
        case .text, .element: .unaccented(sorted, dialect)
        case .folded, .number, .money, .day, .instant, .flag, .choice: sorted
        }
    }
}
