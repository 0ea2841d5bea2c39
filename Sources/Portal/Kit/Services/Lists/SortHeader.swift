public import PortalLanguage
public import PortalTemplates

/// The head of a column that sorts, as `sorted_head` of `partials/table.html` draws it.
public struct SortHeader: Model {
    /// The column's word.
    public let label: Message
    /// The list in this column's order, or turned round.
    public let url: String
    /// `asc` or `desc` when the list is in this order, else empty.
    public let way: String
    /// Whether numbers stand below.
    public let number: Bool

    /// What its partial may name.
    public static let fields: [Field<SortHeader>] = [
        .message("label") { $0.label }, .text("url") { $0.url }, .text("way") { $0.way }, .flag("number") { $0.number },
    ]
}
