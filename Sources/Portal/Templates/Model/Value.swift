public import PortalLanguage
public import PortalValues

/// What a field holds when a page is shown.
public enum Value: Sendable {
    /// Nothing: shown as nothing, false in a condition.
    case none
    case text(String)
    case integer(Int)
    case decimal(Double)
    case boolean(Bool)
    case money(Money)
    case day(Day)
    case instant(Instant)
    /// A sentence, shown in the language of the page.
    indirect case message(Message)
    case markup(Markup)
    case list([Value])
    /// Models of one type; made with `models(_:)`.
    case rows(any ModelRows)
    /// One model among its neighbours; made with `model(_:)`.
    case row(any ModelRows, Int)

    /// One model.
    public static func model(_ model: some Model) -> Value { model.asRow }

    /// A list of models of one type.
    public static func models<M: Model>(_ models: [M]) -> Value { .rows(Rows(items: models)) }

    /// A list of texts.
    public static func texts(_ texts: [String]) -> Value { .list(texts.map(Value.text)) }

    /// A list of sentences.
    public static func messages(_ messages: [Message]) -> Value { .list(messages.map { .message($0) }) }

    /// The text, or nothing.
    public static func optional(_ text: String?) -> Value { text.map(Value.text) ?? .none }
}
