/// What a template can see of a value: its fields, by name in the template and by number when the page is shown.
public protocol Model: Sendable {
    /// Every field, in the order of their numbers. Written as a `static let`.
    static var fields: [Field<Self>] { get }

    /// The field with this number, counted from 0 in the order of `fields`, of the model that is there; nothing for a number that no
    /// field has.
    static func value(at index: Int, of model: UnsafePointer<Self>) -> Value
}

extension Model {
    /// What the reader of the field gives. Inlinable, so that each model gets one made for it.
    @inlinable
    public static func value(at index: Int, of model: UnsafePointer<Self>) -> Value {
        let fields = Self.fields
        return index >= 0 && index < fields.count ? fields[index].read(model) : .none
    }

    /// Names and types of the fields, without their readers.
    static var outline: [(name: String, type: StaticType)] { fields.map { ($0.name, $0.type) } }

    /// The value as the only row of its own list, which is how a program holds models.
    var asRow: Value { .row(Rows(items: [self]), 0) }
}

/// What one page shows: the values its template names at the top level.
public protocol Page: Model {
    /// The template, by its path under the templates' folder: `clients/list.html`.
    static var template: String { get }

    /// Scripts that the page brings beside the portal's own, by their names among the files: `photos.js`.
    var scripts: [String] { get }

    /// A filled example: what checks, tests and the page of styles show.
    static var sample: Self { get }
}

extension Page {
    /// Most bring none.
    public var scripts: [String] { [] }
}
