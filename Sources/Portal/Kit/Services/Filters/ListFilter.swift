public import PortalDatabase
import PortalLanguage

/// What somebody typed into the filter box of a list: `?filter=…`.
///
/// A list with a wrong filter shows no rows at all, says what is wrong with it, and answers 422.
public struct ListFilter: Sendable {
    /// Its name in the address.
    public static let parameter = "filter"

    /// As typed.
    public let text: String
    /// What is wrong with it; nil where it holds, or where nothing was typed.
    public let fault: FilterError?
    private let filter: Filter?
    let catalogue: @Sendable () -> FilterCatalogue
    let asker: FilterContext

    /// Reads the filter of a list whose rows are told apart by `id`. What is wrong with it becomes ``fault``.
    ///
    /// The catalogue is made where something was typed, or its help is not known yet: for most pages never.
    public init(
        _ context: RequestContext, _ catalogue: @escaping @autoclosure @Sendable () -> FilterCatalogue, id: SQL,
        _ db: any Connection
    ) throws {
        text = context.request.query[Self.parameter]
        self.catalogue = catalogue
        asker = FilterContext(context, db)
        guard !text.isEmpty else {
            filter = nil
            fault = nil
            return
        }
        do {
            let query = try FilterQuery(text)
            let filter = try Filter(query, catalogue(), asker, id: id)
            try filter.check(db)
            self.filter = query.isEmpty ? nil : filter
            fault = nil
        } catch let fault as FilterError {
            filter = nil
            self.fault = fault
        }
    }

    /// Whether it changes anything about the list.
    public var isActive: Bool { filter != nil || fault != nil }

    /// The status of the list's page.
    public var status: Int { fault == nil ? 200 : 422 }

    /// The filter's own order; nothing where it names none.
    var order: SQL { filter?.order ?? .empty }

    /// Tables and condition of a list, narrowed to what the filter leaves of them. `table` is the one whose rows are shown, and
    /// `query` has the order that decides which rows a limit keeps, unless the filter has one itself.
    public func narrow(
        _ tables: SQL, where condition: SQL, table: SQL, _ query: ListQuery
    ) -> (tables: SQL, condition: SQL) {
        if fault != nil { return (tables, "1 = 0") }
        guard let filter else { return (tables, condition) }
        let both: SQL = "\(sql: condition) AND \(sql: filter.condition)"
        guard filter.isCut else { return (tables, both) }
        let order = filter.order.isEmpty ? query.order : filter.order
        return (
            table,
            """
            \(sql: table).id IN (SELECT \(sql: table).id FROM \(sql: tables)
            WHERE \(sql: both)\(sql: order)\(sql: filter.cut))
            """
        )
    }
}
