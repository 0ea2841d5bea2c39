import PortalLanguage

/// A filter as it was typed, taken apart: which rows, in which order, and how many of them.
///
///     company.town ~ nant and (commercial = me or commercial is none) sort by creation_date desc limit 20
///
/// `and` binds tighter than `or`, `not` tighter than both. French and English names and keywords mean the same and may be mixed.
/// Nothing here is known about fields; a ``FilterCatalogue`` gives a query its meaning.
public struct FilterQuery: Sendable, Equatable {
    /// The most characters a filter can have.
    public static let longest = 2000
    /// How deep parentheses and “not” can be nested.
    public static let deepest = 20
    /// The most conditions; each is asked of every row.
    public static let mostTerms = 30
    /// The most values that stand in parentheses behind “in”, over all of a filter: each may have to be looked up, or compared with.
    public static let mostValues = 100
    /// The most fields of an order.
    public static let mostOrders = 8
    /// The most rows that `limit` can ask for.
    public static let mostRows = 500

    let source: FilterSource
    /// Which rows; nil for all of them.
    let condition: FilterNode?
    let order: [FilterOrder]
    /// At most so many rows.
    let limit: Int?
    /// So many rows are passed over first.
    let offset: Int

    /// Reads a filter. Blank means every row.
    ///
    /// - Throws: what is wrong with it, and where.
    public init(_ text: String) throws(FilterError) {
        let source = FilterSource(text)
        if text.utf8.count > Self.longest, text.unicodeScalars.count > Self.longest {
            let end = text.unicodeScalars.index(text.unicodeScalars.startIndex, offsetBy: Self.longest)
            throw source.fault(
                .tooLong, at: text.utf8.distance(from: text.startIndex, to: end),
                tr("A filter has at most %(count)s characters.", ["count": .number(Self.longest)]))
        }
        var parser = FilterParser(source, tokens: try FilterTokenizer.tokens(source))
        let parts = try parser.query()
        self.source = source
        condition = parts.condition
        order = parts.order
        limit = parts.limit
        offset = parts.offset ?? 0
    }

    /// Whether it chooses, orders and cuts off nothing.
    public var isEmpty: Bool { condition == nil && order.isEmpty && limit == nil && offset == 0 }
}
