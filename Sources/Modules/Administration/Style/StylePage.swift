import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// Every component in every state.
struct StylePage: Page {
    let pager: PagerView?
    let options: [Choice]
    let suggestions: [String]
    let errors: [ErrorLine]
    let history: [HistoryEntry]
    let pictures, colours, swatches: [String]

    static let template = "style/show.html"
    static let fields: [Field<StylePage>] = [
        .optionalModel("pager") { $0.pager }, .list("options") { $0.options }, .texts("suggestions") { $0.suggestions },
        .list("errors") { $0.errors }, .list("history") { $0.history }, .texts("pictures") { $0.pictures },
        .texts("colours") { $0.colours }, .texts("swatches") { $0.swatches },
    ]
    static var sample: StylePage { StylePage(pager: nil, now: Instant(seconds: 1_795_000_000)) }

    init(pager: PagerView?, now: Instant) {
        self.pager = pager
        options = [
            Choice("small", tr("Fewer than ten"), selected: false),
            Choice("middle", tr("Ten to fifty"), selected: true),
            Choice("large", tr("More than fifty"), selected: false),
        ]
        suggestions = ["Sono", "Traiteur", "Photographe"]
        var faults = FieldErrors("email", tr("This is not an e-mail address."))
        faults["topics"] = tr("Choose at least one.")
        errors = faults.lines(["email": tr("E-mail address"), "topics": tr("Newsletters")])
        history = [
            HistoryEntry(
                what: trc("history", "Changed"), who: .verbatim("commercial"), when: now, icon: "edit",
                changes: [
                    HistoryChange(label: tr("Last name"), before: .verbatim("Lefevre"), after: .verbatim("Lefèvre"))
                ]),
            .sample(trc("history", "Created"), by: "admin", at: now.adding(seconds: -86_400)),
        ]
        pictures = [
            "home", "people", "person", "company", "contract", "document", "calendar", "photo", "glass", "card", "gear",
            "search",
            "bell", "plus", "down", "up", "arrow-left", "arrow-right", "chevron-down", "check", "cross", "edit",
            "trash", "archive",
            "restore", "more", "menu", "mail", "phone", "lock", "key", "shield", "sun", "moon", "auto", "globe",
            "logout", "login",
            "info", "warning", "history", "filter", "sort", "sort-up", "sort-down", "eye", "star", "wrench", "link",
            "upload", "list",
            "network", "gift", "copy", "tag", "chart", "pin",
        ]
        colours = RoleColour.allCases.map(\.rawValue)
        swatches = [
            "accent", "accent-soft", "ground", "surface", "raised", "line", "field-line", "ink", "ink-soft", "good",
            "good-soft", "warn",
            "warn-soft", "bad", "bad-soft",
        ]
    }
}

extension AdministrationModule {
    func showStyle(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let list = try ListQuery(context, sorts: [])
        return .page(StylePage(pager: try list.pager(ListTotal(1284), PeoplePage.counted), now: context.now))
    }
}
