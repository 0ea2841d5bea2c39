public import PortalLanguage
public import PortalTemplates

/// Asks before something is deleted, or says why it cannot be.
public struct DeletePage: Page {
    let heading: Message
    let name: String
    /// What will be lost.
    let consequence: Message
    /// What is in the way; nil when nothing is.
    let obstacle: Message?
    let action, back, listUrl: String
    let listTitle: Message

    /// The question about one thing; `action` answers it, `back` leads to the thing, the list is where it stands.
    public init(
        heading: Message, name: String, consequence: Message, obstacle: Message?, action: String, back: String,
        listUrl: String, listTitle: Message
    ) {
        self.heading = heading
        self.name = name
        self.consequence = consequence
        self.obstacle = obstacle
        self.action = action
        self.back = back
        self.listUrl = listUrl
        self.listTitle = listTitle
    }

    /// Its template.
    public static let template = "records/delete.html"
    /// What the template may name.
    public static let fields: [Field<DeletePage>] = [
        .message("heading") { $0.heading }, .text("name") { $0.name }, .message("consequence") { $0.consequence },
        .optionalMessage("obstacle") { $0.obstacle }, .text("action") { $0.action }, .text("back") { $0.back },
        .text("listUrl") { $0.listUrl }, .message("listTitle") { $0.listTitle },
    ]
    /// An invented one.
    public static var sample: DeletePage {
        DeletePage(
            heading: tr("Delete this company?"), name: "Les Halles d’Été", consequence: tr("This cannot be undone."),
            obstacle: trn("%(count)s client belongs to it.", "%(count)s clients belong to it.", 3),
            action: "/companies/HALLES/delete", back: "/companies/HALLES", listUrl: "/companies",
            listTitle: tr("Companies"))
    }
}
