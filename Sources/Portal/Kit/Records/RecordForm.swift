public import PortalTemplates

/// What a browser says of a record, as it says it; ``RecordFacts/changed(by:at:)`` is the only way to something that is stored.
public struct RecordForm<Facts: RecordFacts>: Form {
    /// What was typed, by the names of the fields.
    private var typed: [String: String] = [:]
    /// The state of the record that the form was made from; empty for a new one.
    public var version = ""

    public static var names: [String] { fields.map(\.key) + ["version"] }

    private static var fields: [RecordField<Facts>] { Facts.fields.filter { $0.source != .derived } }

    /// What was sent. A field of the record that was not sent is empty; a reference that was not sent is left open.
    public init(_ fields: Fields) {
        for field in Self.fields where field.source == .text || fields.has(field.key) {
            typed[field.key] = fields[field.key]
        }
        version = fields["version"]
    }

    /// The form of a stored record.
    public init(_ facts: Facts, version: Int) {
        for field in Self.fields { typed[field.key] = field.text.typed(facts) }
        self.version = String(version)
    }

    /// What was sent for a field; nil where it was not sent at all.
    public func sent(_ name: String) -> String? { typed[name] }

    /// Whether nothing is stored yet.
    public var isNew: Bool { version.isEmpty }

    /// What stands in a field.
    public subscript(name: String) -> String {
        get { typed[name] ?? "" }
        set { typed[name] = newValue }
    }

    /// As its page sends it.
    public var fields: Fields {
        Fields(Self.fields.compactMap { field in sent(field.key).map { (field.key, $0) } } + [("version", version)])
    }
}

extension Page {
    /// One field of the template for each of the record's, named as programs name it but in one word: `companyName` for
    /// `company_name`.
    public static func views<Facts: RecordFacts>(
        of form: @escaping @Sendable (Self) -> RecordForm<Facts>, _ errors: @escaping @Sendable (Self) -> FieldErrors
    ) -> [Field<Self>] {
        Facts.fields.filter { $0.source != .derived }.map(\.key).map { key in
            .model(camelCased(key)) { errors($0).view(key, form($0)[key]) }
        }
    }
}

/// `company_name` → `companyName`.
func camelCased(_ name: String) -> String {
    let words = name.split(separator: "_")
    return (words.prefix(1) + words.dropFirst().map { Substring($0.prefix(1).uppercased() + $0.dropFirst()) }).joined()
}
