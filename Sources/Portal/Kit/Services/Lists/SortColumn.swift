public import PortalDatabase
public import PortalLanguage

/// A column by which a list can be sorted.
public struct SortColumn: Sendable {
    /// Its name in the URL: `?sort=name`.
    public let name: String
    /// What the head of the table calls it.
    public let label: Message
    /// What is compared, most important first; end with a unique column, so that pages neither repeat nor lose a row.
    public let columns: [SQL]
    /// Whether the column stands to the right, as numbers do.
    public let isNumber: Bool
    /// The way of the first click: dates and amounts usually begin with the newest or biggest.
    public let first: SortWay

    /// A column by which a list can be sorted.
    public init(
        _ name: String, _ label: Message, by columns: [SQL], isNumber: Bool = false, first: SortWay = .ascending
    ) {
        self.name = name
        self.label = label
        self.columns = columns
        self.isNumber = isNumber
        self.first = first
    }
}

/// Up or down, as the URL writes it: `?way=desc`.
public enum SortWay: String, Sendable, CaseIterable {
    /// A to Z, small to big, old to new.
    case ascending = "asc"
    /// The other way.
    case descending = "desc"

    /// The other one.
    public var opposite: SortWay { self == .ascending ? .descending : .ascending }

    var sql: SQL { self == .ascending ? " ASC" : " DESC" }
}
