public import PortalDatabase
import PortalValues

/// What a visitor asks of a list, as its address says: `q` to search, `sort` and `way` to order, `page`.
///
/// Left out or empty means the usual. What no link or form of ours sends is 400: another `sort` or `way`, a `page` that is no number
/// from 1 on, more than 200 characters of `q`. A page beyond the last is 404, except that page 1 of an empty list is an empty list.
/// A list shows its first ``reach`` rows and no more: search and filters find the others, an export holds all of them. So a page
/// never costs more than its depth within them, however many rows there are.
public struct ListQuery: Sendable {
    /// How many rows a list can be paged through.
    public static let reach = 10_000

    /// What was typed into the search field, as typed.
    public let q: String
    /// The column of the order.
    public let sort: SortColumn
    /// Its way.
    public let way: SortWay
    /// The page, from 1.
    public let page: Int
    /// Rows on a page.
    public let size: Int
    let sorts: [SortColumn]
    let address: ListAddress
    /// Whether somebody chose the order by the head of a column.
    let isSorted: Bool
    /// The order that a filter names, which holds until somebody chooses another.
    private(set) var filterOrder = SQL.empty
    /// The rows before the first one, where a program says so itself; nil for a list of pages.
    let shift: Int?

    /// Reads the request's query. `sorts` are the columns that can be sorted by, the first being the usual one unless `standard`
    /// names another.
    ///
    /// - Throws: 400 as said above.
    public init(_ context: RequestContext, sorts: [SortColumn], standard: String? = nil, size: Int = 50) throws(Failure)
    {
        let address = ListAddress(path: context.url(context.request.path), fields: context.request.query)
        if context.request.isApi {
            try self.init(window: address, sorts: sorts, standard: standard, size: size)
            return
        }
        try self.init(address, sorts: sorts, standard: standard, size: size)
    }

    init(_ address: ListAddress, sorts: [SortColumn], standard: String? = nil, size: Int = 50) throws(Failure) {
        let usual = sorts.first { $0.name == standard } ?? sorts.first ?? SortColumn("id", .verbatim("id"), by: ["id"])
        let fields = address.fields
        guard fields["q"].unicodeScalars.count <= 200 else { throw .badRequest(.parameter("q")) }
        q = fields["q"]
        if fields["sort"].isEmpty {
            sort = usual
        } else {
            guard let chosen = sorts.first(where: { $0.name == fields["sort"] }) else {
                throw .badRequest(.parameter("sort"))
            }
            sort = chosen
        }
        if fields["way"].isEmpty {
            way = sort.first
        } else {
            guard let chosen = SortWay(rawValue: fields["way"]) else { throw .badRequest(.parameter("way")) }
            way = chosen
        }
        shift = nil
        self.size = min(max(size, 1), 1000)
        self.page = try Self.page(fields["page"])
        guard page <= (Self.reach - 1) / self.size + 1 else { throw .notFound }
        self.sorts = sorts
        isSorted = !fields["sort"].isEmpty
        // The usual order needs no words in the address, unless a filter may have an order of its own.
        let isPlain = sort.name == usual.name && way == usual.first && fields[ListFilter.parameter].isEmpty
        self.address = isPlain ? address.without(["sort", "way"]) : address
    }

    /// The same list in the order that its filter names, unless somebody chose one by the head of a column.
    public func following(_ filter: ListFilter) -> ListQuery {
        guard !isSorted else { return self }
        var other = self
        other.filterOrder = filter.order
        return other
    }

    private static func page(_ text: String) throws(Failure) -> Int {
        if text.isEmpty { return 1 }
        guard text.utf8.count <= 9, text.utf8.allSatisfy({ (48...57).contains($0) }), let page = Int(text), page > 0
        else {
            throw .badRequest(.parameter("page"))
        }
        return page
    }

    /// The words searched for, as search columns hold them: lower case, without accents; at most eight.
    public var terms: [String] { Array(q.folded.split(separator: " ").prefix(8).map(String.init)) }

    /// Whether anything is searched for.
    public var isSearch: Bool { !terms.isEmpty }

    /// A condition: every word stands somewhere in this column of folded text.
    public func matches(_ column: SQL) -> SQL {
        let terms = terms
        // Something was typed, but nothing that could be found: `!!!` finds nothing, rather than everything.
        if terms.isEmpty { return q.tidied.isEmpty ? "1 = 1" : "1 = 0" }
        // Folded words hold letters and digits only: nothing that LIKE could take for a pattern.
        return terms.map { "\(sql: column) LIKE \("%" + $0 + "%")" as SQL }.joined(separator: " AND ")
    }

    /// ` ORDER BY … LIMIT … OFFSET …`: the rows of this page.
    public var slice: SQL {
        offset == 0 ? "\(sql: order) LIMIT \(count: size)" : "\(sql: order) LIMIT \(count: size) OFFSET \(offset)"
    }

    /// ` ORDER BY …`: for an export, which has no pages.
    public var order: SQL {
        guard filterOrder.isEmpty else { return filterOrder }
        let parts = sort.columns.map { "\(sql: $0)\(sql: way.sql)" as SQL }
        return parts.isEmpty ? .empty : " ORDER BY \(sql: parts.joined(separator: ", "))"
    }

    /// Rows before this page. The bounds on page and size keep it small.
    public var offset: Int { shift ?? (page - 1) * size }
}
