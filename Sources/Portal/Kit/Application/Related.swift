public import PortalDatabase
public import PortalLanguage
public import PortalTemplates

/// What a module adds to the page of something that belongs to another module: the events of a contract. Drawn by
/// `partials/related.html`.
public struct RelatedCard: Model {
    /// What the card is headed by.
    public let title: Message
    /// What belongs there.
    public let lines: [RelatedLine]
    /// What is said where nothing does.
    public let empty: Message
    /// Where one more is made; empty where the visitor cannot.
    public let addUrl: String
    /// What the button there says.
    public let addLabel: Message
    /// Where all of them are listed; empty where the lines are all there are, or nowhere.
    public let listUrl: String

    /// A card of things that belong to the one whose page it is on.
    public init(
        _ title: Message, lines: [RelatedLine], empty: Message, addUrl: String, addLabel: Message, listUrl: String = ""
    ) {
        self.listUrl = listUrl
        self.title = title
        self.lines = lines
        self.empty = empty
        self.addUrl = addUrl
        self.addLabel = addLabel
    }

    /// What its partial may name.
    public static let fields: [Field<RelatedCard>] = [
        .message("title") { $0.title }, .list("lines") { $0.lines }, .message("empty") { $0.empty },
        .text("addUrl") { $0.addUrl }, .message("addLabel") { $0.addLabel }, .text("listUrl") { $0.listUrl },
    ]
}

/// One thing on such a card.
public struct RelatedLine: Model {
    /// What it is called.
    public let name: String
    /// Where it leads.
    public let url: String
    /// A few words below it.
    public let note: String
    /// Where it stands, and how its chip is coloured; no chip where there is no state.
    public let state: Message?, kind: String

    /// A line.
    public init(_ name: String, url: String, note: String, state: Message?, kind: String = "") {
        self.name = name
        self.url = url
        self.note = note
        self.state = state
        self.kind = kind
    }

    /// What its partial may name.
    public static let fields: [Field<RelatedLine>] = [
        .text("name") { $0.name }, .text("url") { $0.url }, .text("note") { $0.note },
        .optionalMessage("state") { $0.state },
        .text("kind") { $0.kind },
    ]
}

extension RequestContext {
    private var modules: [any Module] { application.modules.filter { application.isOn($0, settings) } }

    /// What the other modules show on the page of this element.
    public func related(to element: Int64, of scope: Scope, _ db: any Connection) throws -> [RelatedCard] {
        try modules.flatMap { try $0.related(to: element, of: scope, self, db) }
    }

    /// Why this element cannot be ended now, as far as other modules are concerned; nil where nothing is in the way. Asked in the
    /// transaction that ends it.
    public func hold(on element: Int64, of scope: Scope, _ db: any Connection) throws -> Message? {
        for module in modules {
            if let reason = try module.hold(on: element, of: scope, db) { return reason }
        }
        return nil
    }
}
