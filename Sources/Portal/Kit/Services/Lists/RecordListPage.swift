public import PortalLanguage
public import PortalTemplates

/// One select among the filters of a list.
public struct ListSelect: Model {
    let name: String
    let label: Message
    let options: [Choice]
    /// Whether anything but the usual, which comes first, is chosen.
    var isChosen: Bool { options.first?.selected == false }

    /// The parameter of the address, and what it may say; the first option is the usual one.
    public init(_ name: String, _ label: Message, _ options: [Choice]) {
        self.name = name
        self.label = label
        self.options = options
    }

    /// What its partial may name.
    public static let fields: [Field<ListSelect>] = [
        .text("name") { $0.name }, .message("label") { $0.label }, .list("options") { $0.options },
    ]
}

/// One view of a list, as a tab.
public struct ListTab: Model {
    let label: Message
    let url: String
    let isCurrent: Bool

    /// A view and its address.
    public init(_ label: Message, url: String, isCurrent: Bool) {
        self.label = label
        self.url = url
        self.isCurrent = isCurrent
    }

    /// What its partial may name.
    public static let fields: [Field<ListTab>] = [
        .message("label") { $0.label }, .text("url") { $0.url }, .flag("isCurrent") { $0.isCurrent },
    ]
}

/// Something to do with a list, as a button beside its heading; on a phone an icon alone, whose word is still read aloud.
public struct ListAction: Model {
    let label: Message
    let url, icon: String
    let isMain: Bool

    /// A button: its word, where it leads, and an icon of the sprite.
    public init(_ label: Message, _ url: String, icon: String, isMain: Bool = false) {
        self.label = label
        self.url = url
        self.icon = icon
        self.isMain = isMain
    }

    /// What its partial may name.
    public static let fields: [Field<ListAction>] = [
        .message("label") { $0.label }, .text("url") { $0.url }, .text("icon") { $0.icon },
        .flag("isMain") { $0.isMain },
    ]
}

/// The page of a ``RecordList``.
struct RecordListPage: Page {
    let title: Message
    private let search, hint, notFound, showAll, empty, emptyHelp, new: Message
    let query, action: String
    let kept: [HiddenField]
    let filters: [ListSelect]
    let chosen: Int
    let filter: FilterView
    let note: Message?
    let tabs: [ListTab]
    let actions: [ListAction]
    let table: ListTable?
    let bulk: BulkBar?
    let pager: PagerView?
    let total: Message?
    let clearUrl, newUrl, viewUrl: String

    init<Item>(
        title: Message, words: RecordList<Item>.Words, query: String, action: String, kept: [HiddenField],
        filters: [ListSelect], chosen: Int, filter: FilterView, note: Message?, tabs: [ListTab],
        actions: [ListAction], table: ListTable?, bulk: BulkBar?, pager: PagerView?, total: Message?, clearUrl: String,
        newUrl: String, viewUrl: String, emptyView: (heading: Message, text: Message)?
    ) {
        self.title = title
        search = words.search
        hint = words.hint
        notFound = words.notFound
        showAll = words.showAll
        empty = emptyView?.heading ?? words.empty
        emptyHelp = emptyView?.text ?? words.emptyHelp
        new = words.new
        self.query = query
        self.action = action
        self.kept = kept
        self.filters = filters
        self.chosen = chosen
        self.filter = filter
        self.note = note
        self.tabs = tabs
        self.actions = actions
        self.table = table
        self.bulk = bulk
        self.pager = pager
        self.total = total
        self.clearUrl = clearUrl
        self.newUrl = emptyView == nil ? newUrl : ""
        self.viewUrl = viewUrl
    }

    static let template = "lists/page.html"
    static let fields: [Field<RecordListPage>] = [
        .message("title") { $0.title }, .message("search") { $0.search }, .message("hint") { $0.hint },
        .message("notFound") { $0.notFound }, .message("showAll") { $0.showAll }, .message("empty") { $0.empty },
        .message("emptyHelp") { $0.emptyHelp }, .message("new") { $0.new }, .text("query") { $0.query },
        .text("action") { $0.action }, .list("kept") { $0.kept }, .list("filters") { $0.filters },
        .number("chosen") { $0.chosen }, .model("filter") { $0.filter }, .optionalMessage("note") { $0.note },
        .list("tabs") { $0.tabs }, .list("actions") { $0.actions }, .optionalModel("table") { $0.table },
        .optionalModel("bulk") { $0.bulk },
        .optionalModel("pager") { $0.pager }, .optionalMessage("total") { $0.total },
        .text("clearUrl") { $0.clearUrl }, .text("newUrl") { $0.newUrl }, .text("viewUrl") { $0.viewUrl },
    ]
    static var sample: RecordListPage {
        RecordListPage(
            title: tr("Clients"),
            words: RecordList<Int>.Words(
                search: tr("Search for a client"), hint: tr("Name, company, e-mail, telephone"),
                notFound: tr("No client found"), showAll: tr("Show all clients"), empty: tr("No client yet"),
                emptyHelp: tr("Clients that you add or import appear here."), new: tr("New client"),
                counted: { trn("%(count)s client", "%(count)s clients", $0) }),
            query: "lefevre", action: "/clients", kept: [HiddenField(name: "company", value: "HALLES")],
            filters: [ListSelect("state", tr("State"), [Choice("", tr("All states"), selected: true)])], chosen: 1,
            filter: .sample, note: tr("Only the clients of %(company)s", ["company": "Les Halles d’Été"]),
            tabs: [ListTab(tr("Clients"), url: "/clients", isCurrent: true)],
            actions: [ListAction(tr("Export"), "/clients/export.csv", icon: "down")], table: .sample,
            bulk: .sample, pager: nil,
            total: trn("%(count)s client", "%(count)s clients", 2), clearUrl: "/clients", newUrl: "/clients/new",
            viewUrl: "/lists/clients", emptyView: nil)
    }
}
