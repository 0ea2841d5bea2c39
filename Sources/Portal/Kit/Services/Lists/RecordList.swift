public import PortalDatabase
public import PortalLanguage
import PortalTemplates

/// A list of records as a page shows it, said once: its words, its columns, the filters that are kept beside it.
public struct RecordList<Item: Sendable>: Sendable {
    /// The sentences that differ from list to list.
    public struct Words: Sendable {
        let search, hint: Message
        let notFound, showAll: Message
        let empty, emptyHelp, new: Message
        let counted: @Sendable (Int) -> Message

        /// - Parameters:
        ///   - search: the label of the search field; `hint` says what it looks through.
        ///   - notFound: said where search and filters leave nothing; `showAll` leads out of it.
        ///   - empty: said where there is nothing at all; `emptyHelp` is a sentence more, `new` the way to the first record.
        ///   - counted: a number of records.
        public init(
            search: Message, hint: Message, notFound: Message, showAll: Message, empty: Message, emptyHelp: Message,
            new: Message, counted: @escaping @Sendable (Int) -> Message
        ) {
            self.search = search
            self.hint = hint
            self.notFound = notFound
            self.showAll = showAll
            self.empty = empty
            self.emptyHelp = emptyHelp
            self.new = new
            self.counted = counted
        }
    }

    let path: String
    let title: Message
    let words: Words
    let examples: [FilterExample]
    let columns: [ListColumn<Item>]
    let id: @Sendable (Item) throws -> String
    let bulk: @Sendable (RequestContext, any Connection) throws -> [BulkAction]

    /// The list at `path`.
    ///
    /// - Parameters:
    ///   - examples: filters that find something anywhere.
    ///   - id: the identifier of a record, where several can be ticked.
    ///   - bulk: what the visitor may do to several at once.
    public init(
        _ path: String, _ title: Message, _ words: Words, examples: [FilterExample], columns: [ListColumn<Item>],
        id: @escaping @Sendable (Item) throws -> String = { _ in "" },
        bulk: @escaping @Sendable (RequestContext, any Connection) throws -> [BulkAction] = { _, _ in [] }
    ) {
        self.id = id
        self.bulk = bulk
        self.path = path
        self.title = title
        self.words = words
        self.examples = examples
        self.columns = columns
    }

    /// The lines that are ticked.
    public var selection: Selection { Selection(path, bulk) }

    /// What a page of the list shows besides its rows.
    public struct Around: Sendable {
        /// Parameters of the address that narrow the list, besides search and condition.
        public var filters: [ListSelect] = []
        /// Parameters that go along when the filters change: a chosen company, an opened view.
        public var kept: [(name: String, value: String)] = []
        /// What is not the list's alone, such as “Only the clients of …”.
        public var note: Message?
        /// Views of the list.
        public var tabs: [ListTab] = []
        /// What can be done besides, before the export.
        public var links: [ListAction] = []
        /// Where records are entered; nil for whoever may not.
        public var newUrl: String?
        /// Where they are imported; nil for whoever may not.
        public var importUrl: String?
        /// Says what an empty view is, in place of the list's own words.
        public var emptyView: (heading: Message, text: Message)?

        /// Nothing yet.
        public init() {}
    }

    /// The page of a list. Where the filter is wrong it says so, and shows no rows.
    ///
    /// - Throws: 404 for a page beyond the last.
    public func page(
        _ query: ListQuery, _ filter: ListFilter, saved desk: SavedFilterController, around: Around,
        total: () throws -> ListTotal, rows: () throws -> [Item], _ context: RequestContext, _ db: any Connection
    ) throws -> HandlerResponse {
        let saved = try desk.view(filter, context, db)
        let items = filter.fault == nil ? try rows() : []
        let pager = filter.fault == nil ? try query.pager(total(), words.counted) : nil
        let view = try ListView.chosen(path, context, db)
        let bar = items.isEmpty ? nil : try selection.bar(context, db)
        var picked: ((Item) throws -> String)?
        if bar != nil { picked = id }
        var table: ListTable?
        if !items.isEmpty {
            table = try ListTable(
                items, view.columns(of: columns), query, isDense: view.isDense, picked: picked, context.language)
        }
        let parameters = around.filters.map(\.name) + around.kept.map(\.name) + [ListFilter.parameter]
        let clearUrl = saved.clear(query.clearUrl(filters: parameters.filter { $0 != "view" }))
        let page = RecordListPage(
            title: title, words: words, query: query.q, action: context.url(path),
            kept: (around.kept + [("sort", query.filter("sort")), ("way", query.filter("way"))])
                .filter { !$0.value.isEmpty }.map { HiddenField(name: $0.name, value: $0.value) },
            filters: around.filters, chosen: around.filters.count(where: \.isChosen) + (filter.isActive ? 1 : 0),
            filter: try FilterView(filter, path, examples: examples, saved: saved, context), note: around.note,
            tabs: around.tabs,
            actions: actions(around, exports: !items.isEmpty, query, context), table: table, bulk: bar, pager: pager,
            total: pager?.total, clearUrl: clearUrl, newUrl: around.newUrl ?? "",
            viewUrl: context.actor.id == nil
                ? "" : context.url(ListView.address(path, back: context.request.pathAndQuery)),
            emptyView: around.emptyView)
        return .page(page, status: filter.status)
    }

    private func actions(_ around: Around, exports: Bool, _ query: ListQuery, _ context: RequestContext) -> [ListAction]
    {
        var actions = around.links
        if exports {
            actions.append(ListAction(tr("Export"), query.url(path: context.url(path + "/export.csv")), icon: "down"))
        }
        if let url = around.importUrl { actions.append(ListAction(tr("Import"), url, icon: "upload")) }
        if let url = around.newUrl { actions.append(ListAction(words.new, url, icon: "plus", isMain: true)) }
        return actions
    }
}
