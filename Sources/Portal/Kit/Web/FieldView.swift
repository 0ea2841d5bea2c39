public import PortalLanguage
public import PortalTemplates

/// One field of a form as its page shows it: what was typed, and what is wrong with it.
public struct FieldView: Model {
    /// What stands in the field.
    public let value: String
    /// What is wrong with it, if anything.
    public let error: Message?

    /// A field as shown.
    public init(_ value: String = "", error: Message? = nil) {
        self.value = value
        self.error = error
    }

    public static let fields: [Field<FieldView>] = [
        .text("value") { $0.value }, .optionalMessage("error") { $0.error },
    ]
}

/// One line of the summary on top of a form.
public struct ErrorLine: Model {
    /// The field's name; empty for the form as a whole.
    public let field: String
    /// What the form calls the field.
    public let label: Message
    /// What is wrong.
    public let message: Message

    public static let fields: [Field<ErrorLine>] = [
        .text("field") { $0.field }, .message("label") { $0.label }, .message("message") { $0.message },
    ]
}

/// One choice of a select, of radio buttons or of a filter.
public struct Choice: Model {
    /// What is sent.
    public let value: String
    /// What is read.
    public let label: Message
    /// Whether it is the one.
    public let selected: Bool

    /// A choice whose words are translated.
    public init(_ value: String, _ label: Message, selected: Bool) {
        self.value = value
        self.label = label
        self.selected = selected
    }

    /// A choice called by a name that no language changes.
    public init(_ value: String, named name: String, selected: Bool) {
        self.init(value, .verbatim(name), selected: selected)
    }

    public static let fields: [Field<Choice>] = [
        .text("value") { $0.value }, .message("label") { $0.label }, .flag("selected") { $0.selected },
    ]
}

extension Choice {
    /// The states of a list: those in use, or those put away.
    public static func states(archived: Bool) -> [Choice] {
        [
            Choice("", trc("state of a list", "Active"), selected: !archived),
            Choice("archived", trc("state of a list", "Archived"), selected: archived),
        ]
    }
}

extension Message {
    /// A name or a text of people's own, where a message is expected: the same in every language.
    public static func verbatim(_ text: String) -> Message { Message(id: "%(text)s", arguments: ["text": .text(text)]) }
}

extension FieldErrors {
    /// A field with what was typed and its error.
    public func view(_ name: String, _ value: String) -> FieldView { FieldView(value, error: self[name]) }

    /// The summary on top of the form; `labels` names the fields as the page does.
    public func lines(_ labels: [String: Message]) -> [ErrorLine] {
        list.map {
            ErrorLine(
                field: labels[$0.field] == nil ? "" : $0.field, label: labels[$0.field] ?? tr("Form"),
                message: $0.message)
        }
    }
}
