import PortalDatabase
public import PortalLanguage
import PortalTemplates
import PortalValues

/// How a form asks for a field of a record.
public enum FormControl: Sendable {
    /// One line of so many characters at most; `type` is the input's type in HTML, which brings the right keyboard: `email`, `tel`.
    case line(most: Int, type: String = "text")
    /// Several lines.
    case lines(most: Int)
    /// A day of the calendar.
    case day
    /// A whole number.
    case number
    /// An amount of euros.
    case money
    /// Yes or no.
    case flag
    /// One of a few values, or none: what is sent, and what is read.
    case choice([(value: String, title: Message)])
}

/// One field of a form, as `records/form.html` draws it.
struct FormInput: Model {
    let name: String
    let label: Message
    let value: String
    let error, help: Message?
    let isNeeded: Bool
    private let control: FormControl

    init<Facts: RecordFacts>(
        _ field: RecordField<Facts>, _ form: RecordForm<Facts>, _ errors: FieldErrors, _ language: Language
    ) {
        name = field.key
        label = field.label
        error = errors[name]
        help = field.help
        isNeeded = field.api.isNeeded
        control = field.control
        let typed = form[name]
        // As stored it has a point; people write it as their language does. What they typed themselves stays as it is.
        if case .money = field.control, let amount = Money(typed: typed), amount.plain == typed {
            value = language.formats.amount(amount)
        } else {
            value = typed
        }
    }

    /// The kind of input: `line`, `lines`, `flag`, `select`.
    private var kind: String {
        switch control {
        case .line, .day, .number, .money: "line"
        case .lines: "lines"
        case .flag: "flag"
        case .choice: "select"
        }
    }

    private var type: String {
        switch control {
        case .line(_, let type): type
        case .day: "date"
        default: "text"
        }
    }

    private var keyboard: String {
        switch control {
        case .number: "numeric"
        case .money: "decimal"
        default: ""
        }
    }

    private var isShort: Bool { if case .number = control { true } else { false } }

    private var most: Int {
        switch control {
        case .line(let most, _), .lines(let most): most
        default: 0
        }
    }

    private var options: [Choice] {
        guard case .choice(let choices) = control else { return [] }
        return choices.map { Choice($0.value, $0.title, selected: $0.value == value) }
    }

    static let fields: [Field<FormInput>] = [
        .text("name") { $0.name }, .message("label") { $0.label }, .text("value") { $0.value },
        .optionalMessage("error") { $0.error }, .optionalMessage("help") { $0.help },
        .flag("isNeeded") { $0.isNeeded }, .text("kind") { $0.kind }, .text("type") { $0.type },
        .text("keyboard") { $0.keyboard }, .number("most") { $0.most }, .list("options") { $0.options },
        .flag("isOn") { !$0.value.isEmpty }, .flag("isShort") { $0.isShort },
    ]
}

extension FormInput {
    private init(sample name: String, _ control: FormControl) {
        self.name = name
        self.control = control
        label = tr("Name")
        value = "Nantes"
        error = tr("Please fill this in.")
        help = tr("Letters, digits, spaces and dashes only.")
        isNeeded = true
    }

    /// One of each kind.
    static var samples: [FormInput] {
        [
            FormInput(sample: "name", .line(most: 100)), FormInput(sample: "note", .lines(most: 1000)),
            FormInput(sample: "founded", .day), FormInput(sample: "count", .number),
            FormInput(sample: "price", .money), FormInput(sample: "lent", .flag),
            FormInput(sample: "colour", .choice([("Nantes", tr("Town"))])),
        ]
    }
}
