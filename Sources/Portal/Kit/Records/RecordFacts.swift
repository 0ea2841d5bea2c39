public import PortalDatabase
public import PortalFiles
public import PortalLanguage
import PortalValues

/// What is known of a record, checked: a plain struct whose fields are declared once, in ``fields``.
public protocol RecordFacts: Sendable {
    /// Nothing known yet.
    init()
    /// Every field, in the order in which pages, programs and files show them.
    static var fields: [RecordField<Self>] { get }
    /// What fields must say together, once each of them is right by itself; it notes what is wrong.
    mutating func check(_ errors: inout FieldErrors)
}

extension RecordFacts {
    public mutating func check(_ errors: inout FieldErrors) {}

    /// The facts of a stored row.
    public init(_ row: Row) throws {
        self.init()
        for field in Self.fields { try field.storage.load(row, &self) }
    }

    /// The columns as a statement selects them: `company.name, company.town`; with those of ``joins``.
    public static func columns(of table: SQL) -> SQL {
        let own = columnNames.map { name -> SQL in "\(sql: table).\(sql: name)" }
        return (own + fields.compactMap(\.storage.joined?.columns)).joined(separator: ", ")
    }

    /// What a statement that selects ``columns(of:)`` joins, behind the table: ` LEFT JOIN company ON company.id = client.company_id`.
    public static var joins: SQL { fields.compactMap(\.storage.joined?.join).joined(separator: "") }

    private static var columnNames: [SQL] { fields.flatMap(\.storage.columns).map { SQL(stringLiteral: $0.name) } }

    /// The names of the columns in which everything but the identifier is stored: what an erasure empties, and what is withheld from
    /// whoever is only referred to.
    public static var factColumns: [String] {
        fields.filter { if case .identifier = $0.api.kind { false } else { true } }.flatMap(\.storage.columns)
            .map(\.name.description)
    }

    /// `name, town`, for an INSERT.
    public static var insertedColumns: SQL { columnNames.joined(separator: ", ") }

    /// `?, ?`, for an INSERT.
    public var insertedValues: SQL {
        Self.fields.flatMap(\.storage.columns).map { column -> SQL in "\(argument: column.value(self))" }.joined(
            separator: ", ")
    }

    /// `name = ?, town = ?`, for an UPDATE.
    public var assignments: SQL {
        Self.fields.flatMap(\.storage.columns)
            .map { column -> SQL in "\(sql: SQL(stringLiteral: column.name)) = \(argument: column.value(self))" }
            .joined(separator: ", ")
    }

    /// What a form makes of these facts; notes everything that is wrong. A field that comes back as it was shown keeps what is stored,
    /// whatever the text would be read as today; what the form does not hold stays as it is.
    public func changed(by form: RecordForm<Self>, at moment: RecordMoment, _ errors: inout FieldErrors) -> Self {
        var facts = self
        for field in Self.fields where field.source == .text {
            guard let typed = form.sent(field.key), form.isNew || typed != field.text.typed(self) else { continue }
            field.text.read(typed, &facts, &errors, moment)
        }
        facts.check(&errors)
        return facts
    }

    /// The same where nothing else is checked.
    ///
    /// - Throws: ``FieldErrors`` with everything that is wrong.
    public func changed(by form: RecordForm<Self>, at moment: RecordMoment) throws(FieldErrors) -> Self {
        var errors = FieldErrors()
        let facts = changed(by: form, at: moment, &errors)
        try errors.check()
        return facts
    }

    /// The fields that differ between two states; nil before the record was entered, or after it was deleted.
    public static func changes(from before: Self?, to after: Self?) -> [AuditChange] {
        fields.compactMap { field in
            func filled(_ facts: Self?) -> String? {
                facts.flatMap(field.telling.logged).flatMap { $0.isEmpty ? nil : $0 }
            }
            let change = AuditChange(field: field.key, before: filled(before), after: filled(after))
            return change.before == change.after ? nil : change
        }
    }

    /// What pages, the log and files call the fields.
    public static var labels: [String: Message] {
        Dictionary(fields.map { ($0.key, $0.label) }, uniquingKeysWith: { first, _ in first })
    }

    /// A stored text of the audit log as people read it.
    public static func shown(_ value: String, of field: String) -> Message? {
        fields.first { $0.key == field }?.telling.shown(value)
    }

    /// The members that programs see and write.
    public static var apiFields: [ApiField] { fields.map(\.api) }

    /// Writes the members of a stored row.
    public static func write(_ row: Row, _ json: inout JSONWriter) throws {
        for field in fields { try field.telling.json(row, &json) }
    }

    /// What a list can be filtered by.
    public static var filterFields: [FilterField] { fields.flatMap(\.filters) }

    /// The titles of an export's columns.
    public static var titles: [Message] { fields.map(\.api.title) }

    /// The cells of an export's line.
    public func cells(in language: Language) -> [CSVCell] { Self.fields.map { $0.telling.cell(self, language) } }
}
