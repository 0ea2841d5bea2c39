public import PortalLanguage
import PortalValues

/// Facts that can be read from a file.
public protocol ImportedFacts: RecordFacts {
    /// What people and the portal's own exports call the columns, by the names of the fields, beside the names that filters know; folded.
    static var columnAliases: [String: [String]] { get }
}

/// A column of a file of records, derived from their fields: what an export writes, an import reads.
public struct RecordColumn<Facts: ImportedFacts>: ImportColumn {
    public let rawValue: String

    public init?(rawValue: String) {
        guard Facts.fields.contains(where: { $0.key == rawValue }) else { return nil }
        self.rawValue = rawValue
    }

    private init(_ field: RecordField<Facts>) { rawValue = field.key }

    public static var allCases: [RecordColumn] { Facts.fields.map(RecordColumn.init) }
    public static var required: [RecordColumn] { Facts.fields.filter(\.api.isNeeded).map(RecordColumn.init) }
    public var title: Message { Facts.labels[rawValue] ?? .verbatim(rawValue) }
    public var aliases: [String] {
        guard let field = Facts.fields.first(where: { $0.key == rawValue }) else { return [] }
        // What filters call it, and what the export's title is in the language of the sources.
        var names = (Facts.columnAliases[rawValue] ?? []) + field.filters.flatMap(\.aliases).map(\.folded)
        names.append(field.label.id.folded)
        if case .identifier = field.api.kind { names += ["identifiant", "id"] }
        return names
    }
}

extension RecordForm where Facts: ImportedFacts {
    /// What a line of a file says over what is known: an empty cell, or a column that the file lacks, says nothing.
    public mutating func overlay(_ row: ImportRow<RecordColumn<Facts>>) {
        for column in RecordColumn<Facts>.allCases {
            if let cell = row.request(column), !cell.tidied.isEmpty { self[column.rawValue] = cell }
        }
    }
}
