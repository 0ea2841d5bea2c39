public import PortalLanguage
public import PortalValues

/// One name a template may use: with its type and the way to its value in one place, so that a number is never wrong.
public struct Field<M: Model>: Sendable {
    /// The name in templates: letters, digits and `_`.
    public let name: String
    @usableFromInline let type: StaticType
    /// Given where the model is: handed over by value, all its other fields would be retained for each that is read.
    @usableFromInline let read: @Sendable (UnsafePointer<M>) -> Value

    /// A reader from a model to what the field holds.
    public typealias Reader<T> = @Sendable (M) -> T

    @usableFromInline
    init(_ name: String, _ type: StaticType, _ read: @escaping @Sendable (UnsafePointer<M>) -> Value) {
        self.name = name
        self.type = type
        self.read = read
    }

    // Inlinable, all of them: a model's fields are then read without looking its type up for each.
    @inlinable
    static func plain<T>(
        _ name: String, _ type: StaticType, _ read: @escaping Reader<T>, _ wrap: @escaping @Sendable (T) -> Value
    ) -> Field { Field(name, type) { wrap(read($0.pointee)) } }

    @inlinable
    static func optional<T>(
        _ name: String, _ type: StaticType, _ read: @escaping Reader<T?>, _ wrap: @escaping @Sendable (T) -> Value
    ) -> Field { Field(name, type) { read($0.pointee).map(wrap) ?? .none } }

    /// Text, escaped when shown.
    @inlinable public static func text(_ name: String, _ read: @escaping Reader<String>) -> Field {
        plain(name, .text, read) { .text($0) }
    }
    /// Text that may be missing.
    @inlinable public static func optionalText(_ name: String, _ read: @escaping Reader<String?>) -> Field {
        optional(name, .text, read) { .text($0) }
    }
    /// A whole number.
    @inlinable public static func number(_ name: String, _ read: @escaping Reader<Int>) -> Field {
        plain(name, .number, read) { .integer($0) }
    }
    /// A whole number that may be missing.
    @inlinable public static func optionalNumber(_ name: String, _ read: @escaping Reader<Int?>) -> Field {
        optional(name, .number, read) { .integer($0) }
    }
    /// A number with decimals.
    @inlinable public static func decimal(_ name: String, _ read: @escaping Reader<Double>) -> Field {
        plain(name, .decimal, read) { .decimal($0) }
    }
    /// A number with decimals that may be missing.
    @inlinable public static func optionalDecimal(_ name: String, _ read: @escaping Reader<Double?>) -> Field {
        optional(name, .decimal, read) { .decimal($0) }
    }
    /// Yes or no, for conditions.
    @inlinable public static func flag(_ name: String, _ read: @escaping Reader<Bool>) -> Field {
        plain(name, .flag, read) { .boolean($0) }
    }
    /// An amount of euros, shown as the language writes it.
    @inlinable public static func money(_ name: String, _ read: @escaping Reader<Money>) -> Field {
        plain(name, .money, read) { .money($0) }
    }
    /// An amount of euros that may be missing.
    @inlinable public static func optionalMoney(_ name: String, _ read: @escaping Reader<Money?>) -> Field {
        optional(name, .money, read) { .money($0) }
    }
    /// A day of the calendar, shown as the language writes it.
    @inlinable public static func day(_ name: String, _ read: @escaping Reader<Day>) -> Field {
        plain(name, .day, read) { .day($0) }
    }
    /// A day that may be missing.
    @inlinable public static func optionalDay(_ name: String, _ read: @escaping Reader<Day?>) -> Field {
        optional(name, .day, read) { .day($0) }
    }
    /// A moment, shown in the organisation's time zone.
    @inlinable public static func instant(_ name: String, _ read: @escaping Reader<Instant>) -> Field {
        plain(name, .instant, read) { .instant($0) }
    }
    /// A moment that may be missing.
    @inlinable public static func optionalInstant(_ name: String, _ read: @escaping Reader<Instant?>) -> Field {
        optional(name, .instant, read) { .instant($0) }
    }
    /// A sentence, said in the language of the page and escaped.
    @inlinable public static func message(_ name: String, _ read: @escaping Reader<Message>) -> Field {
        plain(name, .message, read) { .message($0) }
    }
    /// A sentence that may be missing.
    @inlinable public static func optionalMessage(_ name: String, _ read: @escaping Reader<Message?>) -> Field {
        optional(name, .message, read) { .message($0) }
    }
    /// HTML that code vouches for.
    @inlinable public static func markup(_ name: String, _ read: @escaping Reader<Markup>) -> Field {
        plain(name, .markup, read) { .markup($0) }
    }
    /// HTML that code vouches for, or nothing.
    @inlinable public static func optionalMarkup(_ name: String, _ read: @escaping Reader<Markup?>) -> Field {
        optional(name, .markup, read) { .markup($0) }
    }
    /// A list of texts.
    @inlinable public static func texts(_ name: String, _ read: @escaping Reader<[String]>) -> Field {
        plain(name, .list(.text), read) { .texts($0) }
    }
    /// A list of whole numbers.
    @inlinable public static func numbers(_ name: String, _ read: @escaping Reader<[Int]>) -> Field {
        plain(name, .list(.number), read) { .list($0.map(Value.integer)) }
    }
    /// A list of sentences.
    @inlinable public static func messages(_ name: String, _ read: @escaping Reader<[Message]>) -> Field {
        plain(name, .list(.message), read) { .messages($0) }
    }
    /// Another model.
    @inlinable public static func model<N: Model>(_ name: String, _ read: @escaping Reader<N>) -> Field {
        plain(name, .model(ModelType(N.self)), read) { .model($0) }
    }
    /// Another model that may be missing; the fields of a missing model are nothing.
    @inlinable public static func optionalModel<N: Model>(_ name: String, _ read: @escaping Reader<N?>) -> Field {
        optional(name, .model(ModelType(N.self)), read) { .model($0) }
    }
    /// A list of models.
    @inlinable public static func list<N: Model>(_ name: String, _ read: @escaping Reader<[N]>) -> Field {
        plain(name, .list(.model(ModelType(N.self))), read) { .models($0) }
    }
}
