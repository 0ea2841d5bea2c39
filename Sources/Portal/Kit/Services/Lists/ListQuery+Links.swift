import PortalDatabase

extension ListQuery {
    /// The heads of the table, one for each column that sorts, in their order.
    public var heads: [SortHeader] { sorts.map(head) }

    /// The head of one column; nil where the list cannot be sorted by it.
    public func head(_ name: String) -> SortHeader? { sorts.first { $0.name == name }.map(head) }

    /// The list in another order begins at its first page again.
    private func head(_ column: SortColumn) -> SortHeader {
        let isCurrent = column.name == sort.name && filterOrder.isEmpty
        let next = isCurrent ? way.opposite : column.first
        return SortHeader(
            label: column.label, url: address.url([("sort", column.name), ("way", next.rawValue), ("page", "")]),
            way: isCurrent ? way.rawValue : "", number: column.isNumber)
    }

    /// This list with some parameters changed (an empty value takes one away), at its first page.
    public func url(_ changes: [(name: String, value: String)]) -> String { address.url(changes + [("page", "")]) }

    /// The value of a filter of the list's own, as the address gives it.
    public func filter(_ name: String) -> String { address.fields[name] }

    /// The list without search and filters; empty when there are none, which hides the link.
    public func clearUrl(filters: [String]) -> String {
        let names = ["q"] + filters
        guard names.contains(where: { !address.fields[$0].isEmpty }) else { return "" }
        return address.without(Set(names)).url([("page", "")])
    }

    /// How many of these filters say anything.
    public func chosen(filters: [String]) -> Int { filters.count { !address.fields[$0].isEmpty } }

    /// Another path of this list with the same search, filters and order: its export.
    public func url(path: String) -> String { ListAddress(path: path, fields: address.fields).url([("page", "")]) }

    func pageUrl(_ page: Int) -> String { address.url([("page", page == 1 ? "" : String(page))]) }
}
