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
    /// Where it is, as an expression over the record at the end of the path.
    let sql: SQL
    /// The way to that record; empty where it is the row.
    let path: JoinPath
    /// Whether it can be empty.
    let isOptional: Bool
    /// Who may know of it; nil for everybody who sees the list.
    let need: Need?

    /// A field of the rows that `sql` is an expression over, or of the record that `hops` lead to. `isOptional` says whether “is none”
    /// makes sense.
    public init(
        _ name: String, _ aliases: [String] = [], _ label: Message, _ kind: FilterKind, _ sql: SQL,
        through hops: [Join] = [], isOptional: Bool = false, need: Need? = nil
    ) {
        self.init(name, aliases, label, kind, sql, JoinPath(hops: hops), isOptional: isOptional, need: need)
    }

    private init(
        _ name: String, _ aliases: [String], _ label: Message, _ kind: FilterKind, _ sql: SQL, _ path: JoinPath,
        isOptional: Bool, need: Need?
    ) {
        self.name = name
        self.aliases = aliases
        self.label = label
        self.kind = kind
        self.sql = sql
        self.path = path
        self.isOptional = isOptional
        self.need = need
    }

    /// The same field, seen from a relation away, where the record itself may be missing.
    func within(_ way: JoinPath) -> FilterField {
        FilterField(name, aliases, label, kind, sql, way + path, isOptional: true, need: need)
    }

    /// What a list is sorted by.
    var sorted: SQL {
        if case .element(let element) = kind { path.value(element.text) } else { path.value(sql) }
    }
}

/// Another record that belongs to the row, and whose fields can be asked for: `client.company.town`.
public struct FilterRelation: Sendable {
    /// Its English name.
    public let name: String
    /// What else it is called, the French name first.
    public let aliases: [String]
    let need: FilterField.Need?
    let path: JoinPath
    let target: @Sendable () -> FilterCatalogue

    /// A relation to one record at most, which `hops` lead to.
    public init(
        _ name: String, _ aliases: [String] = [], need: FilterField.Need? = nil, through hops: [Join],
        to target: @escaping @Sendable () -> FilterCatalogue
    ) {
        self.name = name
        self.aliases = aliases
        self.need = need
        path = JoinPath(hops: hops)
        self.target = target
    }
}
