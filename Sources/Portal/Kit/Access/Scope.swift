public import PortalDatabase
public import PortalLanguage

/// A kind of thing that rights are about: the clients, the photo albums, the settings. Declared by the module that owns it.
public struct Scope: Sendable {
    /// Whether rights of this scope may, or must, name one element.
    public enum Elements: Sendable {
        /// The scope is one door (`settings`).
        case none
        /// A right covers every element or a single one (`client`).
        case may
        /// A right always names an element (`album`).
        case must
    }

    /// Where the elements are stored: everything the engine needs to resolve what people type and to show what it found.
    public struct Storage: Sendable {
        /// The table, whose primary key is `id`.
        public let table: String
        /// The column people know an element by (its custom id), as a search key.
        public let key: SQL
        /// How a typed key becomes the search key (custom ids ignore case).
        public let normalise: @Sendable (String) -> String
        /// What an element is called on screen, as SQL over the table.
        public let label: SQL

        /// The storage of a scope with elements.
        public init(
            table: String, key: SQL, label: SQL, normalise: @escaping @Sendable (String) -> String = { $0.lowercased() }
        ) {
            self.table = table
            self.key = key
            self.label = label
            self.normalise = normalise
        }
    }

    /// Elements that stand in a relation to the asking person: their own clients, the events assigned to them.
    public struct Relation: Sendable {
        /// The plain name: `own`, `assigned`, `team`.
        public let name: String
        /// What an administrator reads.
        public let title: Message
        /// A condition over the scope's table that holds for the elements related to this person.
        public let condition: @Sendable (_ person: Int64) -> SQL

        /// A relation of a scope.
        public init(_ name: String, title: Message, condition: @escaping @Sendable (_ person: Int64) -> SQL) {
            self.name = name
            self.title = title
            self.condition = condition
        }
    }

    /// The scope whose grants cover this one's elements, and the column of this scope's table that names the parent element.
    public struct Parent: Sendable {
        /// The parent scope's name.
        public let scope: String
        /// The column, as SQL over this scope's table.
        public let column: SQL

        /// The way from an element to its parent.
        public init(_ scope: String, column: SQL) {
            self.scope = scope
            self.column = column
        }
    }

    /// The plain name, as the command line and the database write it.
    public let name: String
    /// What an administrator reads.
    public let title: Message
    /// Whether grants may or must name an element.
    public let elements: Elements
    /// Where the elements are; nil exactly where there are none.
    public let storage: Storage?
    /// Actions beside the common ones.
    public let actions: [Action]
    /// The scope above, if any.
    public let parent: Parent?
    /// The relations a grant may name in place of an element.
    public let relations: [Relation]
    /// Whether a refused visitor is told that the element exists at all.
    public let confidential: Bool

    /// Declares a scope without elements.
    public init(_ name: String, title: Message, actions: [Action] = []) {
        self.init(name, title: title, elements: .none, storage: nil, actions: actions)
    }

    /// Declares a scope with elements.
    public init(
        _ name: String, title: Message, elements: Elements, storage: Storage?, actions: [Action] = [],
        parent: Parent? = nil, relations: [Relation] = [], confidential: Bool = false
    ) {
        self.name = name
        self.title = title
        self.elements = elements
        self.storage = storage
        self.actions = actions
        self.parent = parent
        self.relations = relations
        self.confidential = confidential
    }

    /// Every action a grant of this scope may hold.
    public var everyAction: [Action] { Action.common + actions }
}
