public import PortalTemplates

/// What a browser says of a record, as it says it; ``RecordFacts/changed(by:at:)`` is the only way to something that is stored.
public struct RecordForm<Facts: RecordFacts>: Form {
    /// What was typed, by the names of the fields.
    private var typed: [String: String] = [:]
    /// The state of the record that the form was made from; empty for a new one.
    public var version = ""

    public static var names: [String] { Facts.fields.map(\.key) + Facts.otherFields.map(\.name) + ["version"] }

    /// What was sent. A field of the record that was not sent is empty; what else a form may hold is left open.
    public init(_ fields: Fields) {
        for field in Facts.fields { typed[field.key] = fields[field.key] }
        for other in Facts.otherFields where fields.has(other.name) { typed[other.name] = fields[other.name] }
        version = fields["version"]
    }

    /// The form of a stored record; `others` are the references that it holds besides.
    public init(_ facts: Facts, version: Int, others: [String: String] = [:]) {
        for field in Facts.fields { typed[field.key] = field.text.typed(facts) }
        typed.merge(others) { _, other in other }
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
        let others = Facts.otherFields.compactMap { other in sent(other.name).map { (other.name, $0) } }
        return Fields(Facts.fields.map { ($0.key, self[$0.key]) } + others + [("version", version)])
    }
}

extension Page {
    /// One field of the template for each of the record's, named as programs name it but in one word: `companyName` for
    /// `company_name`.
    public static func views<Facts: RecordFacts>(
        of form: @escaping @Sendable (Self) -> RecordForm<Facts>, _ errors: @escaping @Sendable (Self) -> FieldErrors
    ) -> [Field<Self>] {
        (Facts.fields.map(\.key) + Facts.otherFields.map(\.name)).map { key in
            .model(camelCased(key)) { errors($0).view(key, form($0)[key]) }
        }
    }
}

/// `company_name` → `companyName`.
func camelCased(_ name: String) -> String {
    let words = name.split(separator: "_")
    return (words.prefix(1) + words.dropFirst().map { Substring($0.prefix(1).uppercased() + $0.dropFirst()) }).joined()
}
