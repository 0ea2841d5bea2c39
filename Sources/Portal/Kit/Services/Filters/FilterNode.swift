/// What a filter says, before anybody knows which fields there are.
indirect enum FilterNode: Equatable, Sendable {
    case all([FilterNode])
    case any([FilterNode])
    case not(FilterNode)
    case term(FilterTerm)
}

/// One question asked of one field.
struct FilterTerm: Equatable, Sendable {
    let field: FilterName
    let test: FilterTest
    /// Where the question begins.
    let offset: Int
}

/// A field's name as typed, with dots, and where.
struct FilterName: Equatable, Sendable {
    let text: String
    let offset: Int
}

/// A value as typed, and where. In quotes it is always itself: `'none'` and `'me'` are texts like any other.
struct FilterValue: Equatable, Sendable {
    let text: String
    let isQuoted: Bool
    let offset: Int
}

/// What is asked of a field.
enum FilterTest: Equatable, Sendable {
    case compare(FilterOperator, FilterValue)
    case among([FilterValue], isNegated: Bool)
    case between(FilterValue, FilterValue, isNegated: Bool)
    case isNone(isNegated: Bool)
    /// The field alone: yes.
    case holds
}

/// A field of `sort by`, and its way.
struct FilterOrder: Equatable, Sendable {
    let field: FilterName
    let way: SortWay
}
