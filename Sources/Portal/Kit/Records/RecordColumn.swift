public import PortalLanguage
public import PortalValues

/// Facts that can be read from a file.
public protocol ImportedFacts: RecordFacts {
    /// What people and the portal's own exports call the columns, by the names of the fields, beside the names that filters know; folded.
    static var columnAliases: [String: [String]] { get }
}

/// A column of a file of records, derived from their fields: what an export writes, an import reads.
public struct RecordColumn<Facts: ImportedFacts>: ImportColumn {
    public let rawValue: String

    public init?(rawValue: String) {
        guard rawValue == Self.created.rawValue || Facts.fields.contains(where: { $0.key == rawValue }) else {
            return nil
        }
        self.rawValue = rawValue
    }

    private init(_ name: String) { rawValue = name }

    private init(_ field: RecordField<Facts>) { rawValue = field.key }

    /// The day of entry, which a record keeps that comes from elsewhere.
    public static var created: RecordColumn { RecordColumn("creation_date") }

    public static var allCases: [RecordColumn] { Facts.fields.map(RecordColumn.init) + [created] }
    public static var required: [RecordColumn] { Facts.fields.filter(\.api.isNeeded).map(RecordColumn.init) }
    public var title: Message {
        self == .created ? tr("Since") : Facts.fields.first { $0.key == rawValue }?.api.title ?? .verbatim(rawValue)
    }
    public var aliases: [String] {
        if self == .created { return ["since", "depuis", "created", "cree le", "date de creation"] }
        guard let field = Facts.fields.first(where: { $0.key == rawValue }) else { return [] }
        // What filters call it, and what the export's title is in the language of the sources.
        var names = (Facts.columnAliases[rawValue] ?? []) + field.filters.flatMap(\.aliases).map(\.folded)
        names += [field.label.id.folded, field.api.title.id.folded]
        if case .identifier = field.api.kind { names += ["identifiant", "id"] }
        return names
    }
}

extension RecordForm where Facts: ImportedFacts {
    /// What a line of a file says over what is known: an empty cell, or a column that the file lacks, says nothing.
    public mutating func overlay(_ row: ImportRow<RecordColumn<Facts>>) {
        let derived = Set(Facts.fields.filter { $0.source == .derived }.map(\.key))
        for column in RecordColumn<Facts>.allCases where column != .created && !derived.contains(column.rawValue) {
            if let cell = row.request(column), !cell.tidied.isEmpty { self[column.rawValue] = cell }
        }
    }
}

extension ImportRow {
    /// When a record of this line was entered elsewhere; nil for now. Notes what is no day, and what lies in the future.
    public func created<Facts: ImportedFacts>(_ errors: inout FieldErrors, _ context: RequestContext) -> Instant?
    where Column == RecordColumn<Facts> {
        let typed = self[.created].tidied
        guard !typed.isEmpty else { return nil }
        let zone = context.language.formats.zone
        let moment = errors.check(RecordColumn<Facts>.created.rawValue) { () throws(TextError) in
            try WallTime.day(typed, in: zone)
        }
        if let moment, moment > context.now {
            errors[RecordColumn<Facts>.created.rawValue] = tr("This day lies in the future.")
        }
        return moment
    }

    /// Notes where the line says another day of entry than the one that is known.
    public func compareCreation<Facts: ImportedFacts>(
        with known: Instant, _ errors: inout FieldErrors, _ context: RequestContext
    ) where Column == RecordColumn<Facts> {
        let zone = context.language.formats.zone
        compare(.created, &errors) { typed in
            (try? WallTime.day(typed, in: zone)).map { WallTime.isSame($0, known, in: zone) } ?? false
        }
    }
}
