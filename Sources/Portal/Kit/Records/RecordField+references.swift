public import PortalDatabase
import PortalFiles
public import PortalLanguage
import PortalValues

/// Something else that is stored, as far as a record that refers to it knows it.
public protocol RecordReference: Sendable, Equatable {
    /// Its primary key.
    var id: Int64 { get }
    /// What forms, programs and files name it by.
    var key: String { get }
    /// What pages call it.
    var name: String { get }
    /// As the audit log tells it.
    var logged: String { get }
    /// Reads it from a row with the columns of ``joined``.
    init(joined row: Row) throws
    /// Where it is found beside the row that refers to it.
    static var joined: JoinedColumns { get }
}

extension RecordReference {
    public var logged: String { "\(name) (\(key))" }
}

/// What is read of another table beside the rows of a record.
public struct JoinedColumns: Sendable {
    let columns: SQL
    let join: SQL
    /// The column that holds what programs name it by.
    let key: StaticString

    /// The columns as a statement selects them; what joins their tables, with a space in front; which of them is the key for programs.
    public init(_ columns: SQL, _ join: SQL, key: StaticString) {
        self.columns = columns
        self.join = join
        self.key = key
    }
}

extension RecordField {
    /// Something else that is stored, or nothing: a form names it, ``RecordKind/resolve`` looks it up. `title` is what programs and files
    /// call it, where that is another word; `api` is what it is to programs.
    public static func reference<Target: RecordReference>(
        _ name: StaticString, _ label: Message, title: Message? = nil,
        _ path: any WritableKeyPath<Facts, Target?> & Sendable, column: StaticString,
        api: ApiField.Kind = .identifier, control: FormControl = .line(most: 200), help: Message? = nil
    ) -> RecordField {
        let joined = Target.joined
        return RecordField(
            name, label, .reference,
            api: ApiField(name, title ?? label, api, .readWrite(needed: false), isOptional: true),
            text: Text({ $0[keyPath: path]?.key ?? "" }) { _, _, _, _ in },
            storage: Storage(
                [Column(column) { $0[keyPath: path]?.id.sqlArgument ?? .null(.integer) }], joined: joined
            ) { row, facts in
                facts[keyPath: path] =
                    try row.get(column.description, as: Int64?.self) == nil ? nil : Target(joined: row)
            },
            telling: Telling(
                json: { row, json in json.field(name, try row.get(joined.key.description, as: StoredText?.self)) },
                cell: { facts, _ in .optional(facts[keyPath: path]?.key) },
                logged: { $0[keyPath: path]?.logged }, named: { $0[keyPath: path]?.name }),
            control: control, help: help)
    }

    /// What follows from other fields, and is told to programs and files beside them; `column` is what rows call it.
    public static func derived(
        _ name: StaticString, _ label: Message, _ api: ApiField.Kind, column: StaticString,
        _ read: @escaping @Sendable (Facts) -> String?
    ) -> RecordField {
        RecordField(
            name, label, .derived, api: ApiField(name, label, api, isOptional: true),
            text: Text({ _ in "" }) { _, _, _, _ in }, storage: Storage([]) { _, _ in },
            telling: Telling(
                json: { row, json in json.field(name, try row.get(column.description, as: StoredText?.self)) },
                cell: { facts, _ in .optional(read(facts)) }, logged: { _ in nil }))
    }
}
