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
        // Read where it is: a subscript would hand out a copy of the whole model for each of its fields.
        items.withUnsafeBufferPointer { models in
            guard row >= 0, row < models.count, let first = models.baseAddress else { return .none }
            return M.value(at: field, of: first + row)
        }
    }
}
