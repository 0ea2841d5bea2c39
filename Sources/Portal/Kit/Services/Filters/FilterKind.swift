public import PortalDatabase
public import PortalLanguage
import PortalValues

/// What a field holds, and so what can be asked of it.
public enum FilterKind: Sendable {
    /// Text as people wrote it. `=` is exact; `~`, `^=`, `$=` and the order see neither case nor accents.
    case text(FilterText = FilterText())
    /// Text that is stored folded (`String.folded`): every question is folded alike.
    case folded
    /// A number.
    case number
    /// Whole cents.
    case money
    /// A day of the calendar.
    case day
    /// A moment; a day compared with it is the whole day in the organisation's zone.
    case instant
    /// Yes or no.
    case flag
    /// One of a few values.
    case choice([FilterChoice])
    /// Another record, or this one, by the identifier that people type; or a person by user name.
    case element(FilterElement)

    /// In words, for faults and for the help.
    public var words: Message {
        switch self {
        case .text, .folded: trc("kind of field", "text")
        case .number: trc("kind of field", "a number")
        case .money: trc("kind of field", "an amount")
        case .day: trc("kind of field", "a day")
        case .instant: trc("kind of field", "a day or a moment")
        case .flag: trc("kind of field", "yes or no")
        case .choice(let choices): FilterChoice.list(choices)
        case .element(let element):
            element.isPerson ? trc("kind of field", "a user name, or “me”") : trc("kind of field", "an identifier")
        }
    }

    /// The operators it understands, beside “in” and “is none”, which all but yes and no do.
    var operators: [FilterOperator] {
        switch self {
        case .text, .folded:
            [.equal, .different, .less, .atMost, .greater, .atLeast, .contains, .lacks, .begins, .ends]
        case .number, .money, .day, .instant: [.equal, .different, .less, .atMost, .greater, .atLeast]
        case .flag, .choice: [.equal, .different]
        case .element: [.equal, .different, .contains, .lacks, .begins, .ends]
        }
    }

    /// Whether small and big mean something.
    var isOrdered: Bool { operators.contains(.less) }
}

/// How a typed text becomes one that can be compared with what is stored: a telephone number without its blanks, for example.
public struct FilterText: Sendable {
    /// For `=` and “in”: the whole value.
    let whole: @Sendable (String) -> String
    /// For `~`, `^=` and `$=`: a piece of it.
    let piece: @Sendable (String) -> String

    /// Texts that are compared as typed, unless said otherwise.
    public init(
        whole: @escaping @Sendable (String) -> String = { $0 }, piece: @escaping @Sendable (String) -> String = { $0 }
    ) {
        self.whole = whole
        self.piece = piece
    }
}

/// One of the values that a field can have.
public struct FilterChoice: Sendable {
    /// As stored.
    let value: String
    /// As people call it, the first being the one that is proposed; compared without case, accents and signs.
    let names: [String]

    /// A value, as stored and as people of either language call it.
    public init(_ value: String, _ names: [String]) {
        self.value = value
        self.names = names
    }

    /// `madam, miss, other, sir`.
    static func list(_ choices: [FilterChoice]) -> Message {
        .verbatim(choices.map { $0.names.first ?? $0.value }.joined(separator: ", "))
    }
}

/// The records that a field refers to, and how people name them.
public struct FilterElement: Sendable {
    /// The tables in which they are looked up.
    let tables: SQL
    /// What the field stores: their id.
    let id: SQL
    /// Their identifier as it is compared.
    let key: SQL
    /// Which of them whoever asks may know of.
    let visible: SQL
    /// The words that `~` searches, as SQL over the record that has the field.
    let text: SQL
    /// How a typed identifier becomes a key.
    let normalise: @Sendable (String) -> String
    /// Whether “me” is one of them.
    let isPerson: Bool

    /// Records that are referred to by an identifier.
    public init(
        from tables: SQL, id: SQL, key: SQL, visible: SQL, text: SQL,
        normalise: @escaping @Sendable (String) -> String = { $0.lowercased() }
    ) {
        self.init(tables, id, key, visible, text, normalise, isPerson: false)
    }

    /// People, by their user names. `visible` is a condition over the table `account`.
    public static func person(visible: SQL, text: SQL) -> FilterElement {
        FilterElement(
            "account", "account.person_id", "account.username_key", visible, text, { $0.tidied.lowercased() },
            isPerson: true)
    }

    private init(
        _ tables: SQL, _ id: SQL, _ key: SQL, _ visible: SQL, _ text: SQL,
        _ normalise: @escaping @Sendable (String) -> String, isPerson: Bool
    ) {
        self.tables = tables
        self.id = id
        self.key = key
        self.visible = visible
        self.text = text
        self.normalise = normalise
        self.isPerson = isPerson
    }
}
