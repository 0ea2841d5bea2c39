public import PortalTemplates

/// What a browser says of a record, as it says it; ``RecordFacts/changed(by:at:)`` is the only way to something that is stored.
public struct RecordForm<Facts: RecordFacts>: Form {
    /// What was typed, by the names of the fields.
    public private(set) var typed: [String: String] = [:]
    /// The state of the record that the form was made from; empty for a new one.
    public var version = ""

    public static var names: [String] { Facts.fields.map(\.key) + ["version"] }

    /// What was sent; a field that was not sent is empty.
    public init(_ fields: Fields) {
        for field in Facts.fields { typed[field.key] = fields[field.key] }
        version = fields["version"]
    }

    /// The form of a stored record.
    public init(_ facts: Facts, version: Int) {
        for field in Facts.fields { typed[field.key] = field.text.typed(facts) }
        self.version = String(version)
    }

    /// Whether nothing is stored yet.
    public var isNew: Bool { version.isEmpty }

    /// What stands in a field.
    public subscript(name: String) -> String {
        get { typed[name] ?? "" }
        set { typed[name] = newValue }
    }

    /// As its page sends it.
    public var fields: Fields {
        Fields(Facts.fields.map { ($0.key, self[$0.key]) } + [("version", version)])
    }
}

extension Page {
    /// One field of the template for each of the record's, named as programs name it but in one word: `companyName` for
    /// `company_name`.
    public static func views<Facts: RecordFacts>(
        of form: @escaping @Sendable (Self) -> RecordForm<Facts>, _ errors: @escaping @Sendable (Self) -> FieldErrors
    ) -> [Field<Self>] {
        Facts.fields.map { field in
            let key = field.key
            return .model(camelCased(key)) { errors($0).view(key, form($0)[key]) }
        }
    }
}

/// `company_name` → `companyName`.
func camelCased(_ name: String) -> String {
    let words = name.split(separator: "_")
    return (words.prefix(1) + words.dropFirst().map { Substring($0.prefix(1).uppercased() + $0.dropFirst()) }).joined()
}
