public import PortalDatabase
public import PortalFiles
public import PortalLanguage
public import PortalValues

/// One fact of a record, said once: how it is typed, checked, stored, told to programs, written into files, asked for in filters and
/// named in the audit log, all under one name.
///
/// Most fields come from the functions of ``RecordField/text(_:_:_:_:column:most:isNeeded:)`` and its like; what is odd is put together
/// from its parts in the module.
public struct RecordField<Facts: Sendable>: Sendable {
    /// A column in which it is stored.
    public struct Column: Sendable {
        let name: StaticString
        let value: @Sendable (Facts) -> SQLArgument

        /// A column and what is written into it.
        public init(_ name: StaticString, _ value: @escaping @Sendable (Facts) -> SQLArgument) {
            self.name = name
            self.value = value
        }
    }

    /// How a form and a file hold it.
    public struct Text: Sendable {
        let typed: @Sendable (Facts) -> String
        let read: @Sendable (String, inout Facts, inout FieldErrors, RecordMoment) -> Void

        /// The text that a form shows, and how a text that somebody typed changes the record; it notes what is wrong.
        public init(
            _ typed: @escaping @Sendable (Facts) -> String,
            read: @escaping @Sendable (String, inout Facts, inout FieldErrors, RecordMoment) -> Void
        ) {
            self.typed = typed
            self.read = read
        }
    }

    /// How it lies in the database.
    public struct Storage: Sendable {
        let columns: [Column]
        let joined: JoinedColumns?
        let load: @Sendable (Row, inout Facts) throws -> Void

        /// The columns that are written, what is read of other tables besides, and how a row is read.
        public init(
            _ columns: [Column], joined: JoinedColumns? = nil,
            load: @escaping @Sendable (Row, inout Facts) throws -> Void
        ) {
            self.columns = columns
            self.joined = joined
            self.load = load
        }
    }

    /// Who says what a field holds.
    enum Source: Sendable {
        /// Its own text.
        case text
        /// Something else that is stored, which the text names: ``RecordKind/resolve`` looks it up.
        case reference
        /// Another field: it is shown and told, never typed.
        case derived
    }

    /// How it leaves the portal.
    public struct Telling: Sendable {
        let json: @Sendable (Row, inout JSONWriter) throws -> Void
        let cell: @Sendable (Facts, Language) -> CSVCell
        let logged: @Sendable (Facts) -> String?
        let shown: @Sendable (String) -> Message?
        let named: (@Sendable (Facts) -> String?)?

        /// - Parameters:
        ///   - json: writes the member for programs straight from a row.
        ///   - cell: the cell of an export.
        ///   - logged: as the audit log stores it; nil or empty where there is nothing.
        ///   - shown: a stored text of the log as people read it; nil where it speaks for itself.
        ///   - named: what pages say, where that is not what the log does.
        public init(
            json: @escaping @Sendable (Row, inout JSONWriter) throws -> Void,
            cell: @escaping @Sendable (Facts, Language) -> CSVCell,
            logged: @escaping @Sendable (Facts) -> String?,
            shown: @escaping @Sendable (String) -> Message? = { _ in nil },
            named: (@Sendable (Facts) -> String?)? = nil
        ) {
            self.named = named
            self.json = json
            self.cell = cell
            self.logged = logged
            self.shown = shown
        }
    }

    /// Its name in forms, JSON, filters, files and the audit log.
    public let name: StaticString
    /// What people call it.
    public let label: Message
    let source: Source
    /// What programs see and write.
    let api: ApiField
    /// What a list can be asked about it, over the table of the record.
    let filters: [FilterField]
    let text: Text
    let storage: Storage
    let telling: Telling
    /// How a form asks for it.
    let control: FormControl
    /// A few words below it in a form.
    let help: Message?

    /// A field from its parts.
    public init(
        _ name: StaticString, _ label: Message, api: ApiField, filters: [FilterField] = [], text: Text,
        storage: Storage, telling: Telling, control: FormControl = .line(most: 200), help: Message? = nil
    ) {
        self.init(
            name, label, .text, api: api, filters: filters, text: text, storage: storage, telling: telling,
            control: control, help: help)
    }

    init(
        _ name: StaticString, _ label: Message, _ source: Source, api: ApiField, filters: [FilterField] = [],
        text: Text, storage: Storage, telling: Telling, control: FormControl = .line(most: 200), help: Message? = nil
    ) {
        self.source = source
        self.name = name
        self.label = label
        self.api = api
        self.control = control
        self.help = help
        self.filters = filters
        self.text = text
        self.storage = storage
        self.telling = telling
    }

    /// The name as text.
    public var key: String { name.description }

    /// What pages say of it: words of ours, or a text of people's own; nil where there is nothing.
    func shown(_ facts: Facts) -> (words: Message?, text: String)? {
        if let named = telling.named { return named(facts).map { (nil, $0) } }
        guard let stored = telling.logged(facts), !stored.isEmpty else { return nil }
        return (telling.shown(stored), stored)
    }
}

/// When and where something is typed: what a check may depend on besides the text.
public struct RecordMoment: Sendable {
    /// The day it is where the organisation is.
    public let today: Day
    /// Its time zone.
    public let zone: Zone
    /// Whether a text means these words in a language of the portal.
    let says: @Sendable (String, Message) -> Bool

    /// A moment; `says` knows the words of the portal's languages, where there is one.
    public init(
        today: Day, zone: Zone,
        says: @escaping @Sendable (String, Message) -> Bool = { $0.folded == $1.id.folded }
    ) {
        self.today = today
        self.zone = zone
        self.says = says
    }
}

extension RequestContext {
    /// The day it is where the organisation is.
    public var today: Day { language.formats.zone.local(now).day }

    /// What the checks of a record may depend on.
    public var recordMoment: RecordMoment {
        RecordMoment(today: today, zone: language.formats.zone) { [application] in application.says($0, $1, or: "") }
    }
}
