public import PortalValues

/// A sentence to be said later, in the reader's language: the notice after a change, the error beside a field, a menu's label.
///
/// Made by ``tr(_:_:)``, ``trn(_:_:_:_:)`` and ``trc(_:_:_:)``; said by ``Language/text(_:)``. The arguments fill `%(name)s`, each
/// written as the language writes it; `%%` stands for one `%`.
///
/// It can be kept (a notice for the next page, a mail in the outbox) and said in whatever language is asked for then.
public struct Message: Sendable, Hashable, Codable {
    /// The English text: what translators see and the key of the translation.
    public let id: String
    /// The English text for any other count than one; nil where nothing is counted.
    public let plural: String?
    /// How many; decides which plural form is said.
    public let count: Int?
    /// Tells apart two meanings of the same English text ("Open" the verb, "Open" the state).
    public let context: String?
    /// What fills the placeholders, by name.
    public let arguments: [String: Argument]

    /// A sentence from its parts. Sources call `tr`, `trn` and `trc` instead: only those are found by the extraction.
    public init(
        id: String, plural: String? = nil, count: Int? = nil, context: String? = nil,
        arguments: [String: Argument] = [:]
    ) {
        self.id = id
        self.plural = plural
        self.count = count
        self.context = context
        self.arguments = arguments
    }
}

/// What fills a placeholder of a message. It keeps its type, so that each language writes it its own way.
public enum Argument: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    /// A name, a title: said as it is.
    case text(String)
    /// A whole number, with the language's separator of thousands.
    case number(Int)
    /// An amount of euros.
    case money(Money)
    /// A day, in its medium form.
    case day(Day)
    /// A moment, as day and time in the organisation's zone.
    case instant(Instant)
    /// Another sentence, said in the same language.
    indirect case message(Message)

    /// A text.
    public init(stringLiteral value: String) { self = .text(value) }
    /// A number.
    public init(integerLiteral value: Int) { self = .number(value) }
}

/// A sentence to translate: `tr("Welcome back, %(name)s", ["name": .text(name)])`.
public func tr(_ id: String, _ arguments: [String: Argument] = [:]) -> Message {
    Message(id: id, arguments: arguments)
}

/// A sentence about a number of things; `%(count)s` is filled by itself: `trn("%(count)s client", "%(count)s clients", total)`.
public func trn(_ one: String, _ many: String, _ count: Int, _ arguments: [String: Argument] = [:]) -> Message {
    let filled = arguments.merging(["count": .number(count)]) { given, _ in given }
    return Message(id: one, plural: many, count: count, arguments: filled)
}

/// A sentence whose English text has several meanings: `trc("verb", "Open")`.
public func trc(_ context: String, _ id: String, _ arguments: [String: Argument] = [:]) -> Message {
    Message(id: id, context: context, arguments: arguments)
}
