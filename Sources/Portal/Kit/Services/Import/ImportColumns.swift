public import PortalFiles
public import PortalLanguage
import PortalValues

/// The columns of a kind of file that can be imported, by their plain names.
public protocol ImportColumn: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
    /// What the portal's own export calls it.
    var title: Message { get }
    /// What people, and the portal's own exports, call it in French and in English; folded (``Swift/String/folded``).
    var aliases: [String] { get }
    /// What no file goes without.
    static var required: [Self] { get }
}

extension ImportColumn {
    /// The column that somebody means by a title.
    static func named(_ title: String) -> Self? {
        let name = title.folded
        return allCases.first { $0.rawValue.folded == name || $0.aliases.contains(name) }
    }
}

/// Which field of a line is which.
public struct ImportColumns<Column: ImportColumn>: Sendable {
    /// Where the columns stand that the file has.
    public private(set) var positions: [Column: Int] = [:]
    let titles: [String]

    /// Reads the line of titles; `mapping` names those that nobody would guess (plain name → title in the file). Titles that mean
    /// nothing here are passed over.
    public init(_ titles: [String], mapping: [String: String] = [:]) throws(ImportError) {
        self.titles = titles
        var mapped: Set<Int> = []
        for (name, title) in mapping.sorted(by: { $0.key < $1.key }) {
            guard let column = Column(rawValue: name) else { throw .mapping(name) }
            guard let position = titles.firstIndex(where: { $0.folded == title.folded }) else { throw .mapping(title) }
            positions[column] = position
            mapped.insert(position)
        }
        for (position, title) in titles.enumerated() where !mapped.contains(position) {
            guard let column = Column.named(title), mapping[column.rawValue] == nil else { continue }
            guard positions[column] == nil else { throw .double(column.rawValue) }
            positions[column] = position
        }
        let missing = Column.required.filter { positions[$0] == nil }
        if !missing.isEmpty { throw .missing(missing.map(\.rawValue)) }
    }

    /// What the file calls a column; the portal's word for one that the file lacks.
    func title(_ name: String) -> Message? {
        guard let column = Column(rawValue: name) else { return name.isEmpty ? nil : .verbatim(name) }
        return positions[column].map { .verbatim(titles[$0]) } ?? column.title
    }
}

/// A line of a file, its fields by column.
public struct ImportRow<Column: ImportColumn>: Sendable {
    /// The line.
    public let record: CSVRecord
    let columns: ImportColumns<Column>

    /// A line below these titles.
    public init(_ record: CSVRecord, _ columns: ImportColumns<Column>) {
        self.record = record
        self.columns = columns
    }

    /// What a line says in this column; empty where it is too short, or where the file has no such column.
    public subscript(column: Column) -> String { request(column) ?? "" }

    /// The same; nil where the file has no such column.
    public func request(_ column: Column) -> String? {
        guard let position = columns.positions[column] else { return nil }
        return record.fields.indices.contains(position) ? record.fields[position] : ""
    }

    /// The fields of these columns that the file has, as a form sends them: under their plain names.
    public func fields(_ names: [Column]) -> Fields {
        Fields(names.compactMap { column in request(column).map { (column.rawValue, $0) } })
    }

    /// Notes that the line goes beyond the titles.
    public func demandWidth(_ errors: inout FieldErrors) {
        if record.fields.dropFirst(columns.titles.count).contains(where: { !$0.isEmpty }) {
            errors[""] = tr("The line has more fields than there are titles.")
        }
    }

    /// Notes where the line says something else than what is stored, of what no file changes. An empty cell says nothing.
    public func compare(_ column: Column, _ errors: inout FieldErrors, _ isSame: (String) -> Bool) {
        let typed = self[column].tidied
        guard !typed.isEmpty, !isSame(typed) else { return }
        errors[column.rawValue] = tr(
            "This is in the portal already, and the file says something else. Change it on its page.")
    }

    /// What is wrong with the line, each with what the file calls its column.
    public func problems(_ errors: FieldErrors) -> [ImportLineError] {
        errors.list.map {
            ImportLineError(
                line: record.line, column: $0.field, title: columns.title($0.field), message: $0.message)
        }
    }
}
