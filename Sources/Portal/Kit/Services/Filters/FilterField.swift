public import PortalDatabase
public import PortalLanguage

/// Something that can be asked of every row of a list.
public struct FilterField: Sendable {
    /// A right without which a field does not exist, as far as whoever asks can tell.
    public struct Need: Sendable {
        let action: Action
        let scope: Scope

        /// The right to do this on at least one element.
        public init(_ action: Action, _ scope: Scope) {
            self.action = action
            self.scope = scope
        }
    }

    /// Its English name, in lower case with underscores.
    public let name: String
    /// What else it is called, the French name first.
    public let aliases: [String]
    /// What the page calls it.
    public let label: Message
    /// What it holds.
    public let kind: FilterKind
    /// Where it is, as an expression over the row.
    let sql: SQL
    /// Whether it can be empty.
    let isOptional: Bool
    /// Who may know of it; nil for everybody who sees the list.
    let need: Need?

    /// A field of the rows that `sql` is an expression over. `isOptional` says whether “is none” makes sense.
    public init(
        _ name: String, _ aliases: [String] = [], _ label: Message, _ kind: FilterKind, _ sql: SQL,
        isOptional: Bool = false, need: Need? = nil
    ) {
        self.name = name
        self.aliases = aliases
        self.label = label
        self.kind = kind
        self.sql = sql
        self.isOptional = isOptional
        self.need = need
    }

    /// The same field, seen from a relation away, where the record itself may be missing.
    func within(_ wrap: (SQL) -> SQL) -> FilterField {
        var kind = kind
        if case .element(let element) = kind { kind = .element(element.within(wrap)) }
        return FilterField(name, aliases, label, kind, wrap(sql), isOptional: true, need: need)
    }

    /// What a list is sorted by.
    var sorted: SQL {
        if case .element(let element) = kind { element.text } else { sql }
    }
}

/// Another record that belongs to the row, and whose fields can be asked for: `client.company.town`.
public struct FilterRelation: Sendable {
    /// Its English name.
    public let name: String
    /// What else it is called, the French name first.
    public let aliases: [String]
    let need: FilterField.Need?
    let wrap: @Sendable (SQL) -> SQL
    let target: @Sendable () -> FilterCatalogue

    /// A relation to one record at most. `wrap` turns an expression over that record into one over the row:
    /// `{ "(SELECT \(sql: $0) FROM company WHERE company.id = client.company_id)" }`.
    ///
    /// Where the record is none that the asking person may see, `wrap` must give NULL, or its fields would tell what is in it.
    public init(
        _ name: String, _ aliases: [String] = [], need: FilterField.Need? = nil,
        to target: @escaping @Sendable () -> FilterCatalogue, _ wrap: @escaping @Sendable (SQL) -> SQL
    ) {
        self.name = name
        self.aliases = aliases
        self.need = need
        self.wrap = wrap
        self.target = target
    }
}
