/// Models of one type in a row, as a program walks over them without copying any.
public protocol ModelRows: AnyObject, Sendable {
    /// How many there are.
    var count: Int { get }

    /// The field number `field` of the model number `row`; none where there is no such model.
    func value(row: Int, field: Int) -> Value
}

/// The one implementation of `ModelRows`.
final class Rows<M: Model>: ModelRows {
    private let items: [M]

    init(items: [M]) { self.items = items }

    var count: Int { items.count }

    func value(row: Int, field: Int) -> Value {
        // Compared by hand: `indices` of a generic array looks its type up anew each time.
        row >= 0 && row < items.count ? items[row].value(at: field) : .none
    }
}
