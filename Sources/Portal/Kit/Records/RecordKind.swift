public import PortalDatabase
public import PortalLanguage
public import PortalTemplates

/// A kind of record, said once: what pages, programs and files need to list, show, enter, change, archive, delete, import and export it.
///
/// Its table has the name of the scope's storage and holds, beside the columns of the fields, `id`, `custom_id`, `custom_id_key`,
/// `sort_name`, `version`, `created_at`, `updated_at` and `archived_at`; the words by which records are found lie in `NAME_word`
/// (`word`, `NAME_id`). `bin/new-record` writes such a migration.
///
/// What is peculiar to a kind is given as a closure. Where that does not do, the module writes a route of its own.
public struct RecordKind<Facts: IdentifiedFacts>: Sendable {
    /// A record of this kind.
    public typealias Stored = StoredRecord<Facts>

    /// Where its list is: `/companies`.
    public let path: String
    /// What its rights are about.
    public let scope: Scope
    let words: RecordWords
    /// Its name in `/api/openapi.json`: `Company`.
    let shape: String
    /// The identifier's field, and what filters call it besides.
    let identifier: (field: StaticString, aliases: [String])
    let sorts: [SortColumn]
    let columns: [ListColumn<Row>]
    let examples: [FilterExample]

    /// What rows of the list hold beside the columns of the record, each after a comma: `, (SELECT COUNT(*) …) AS clients`.
    public var selecting: @Sendable (RequestContext) -> SQL = { _ in .empty }
    /// What the list can be filtered by beside the fields.
    public var filters: @Sendable (RequestContext) -> [FilterField] = { _ in [] }
    /// The records that conditions can reach from here.
    public var relations: @Sendable (RequestContext) -> [FilterRelation] = { _ in [] }
    /// What somebody typed into the search field, as beginnings of words.
    public var searched: @Sendable (String) -> [String] = SearchWords.typed
    /// Columns that follow from the facts, such as a key to sort by, beside `sort_name`.
    public var computed: [RecordField<Facts>.Column] = []
    /// What its list can be narrowed by with a select or a link, beside its state.
    public var quickFilters: [QuickFilter] = []
    /// How many a list has, where that is kept: asked for those who may read all, without search or condition.
    public var tally: (@Sendable (_ chosen: [String: String], _ isArchived: Bool, any Connection) throws -> Int?)?
    /// A second line below the name in the list.
    public var subtitle: (@Sendable (Row, inout CellWriter) throws -> Void)?
    /// Whether the list shows the day of entry unless somebody chooses their columns.
    public var showsCreation = false
    /// What can be done to several at once, beside archiving.
    public var bulk: @Sendable (RequestContext, any Connection) throws -> [BulkAction] = { _, _ in [] }
    /// What the form of a new one holds at first, beside what its address says.
    public var prefill: @Sendable (inout RecordForm<Facts>, RequestContext) -> Void = { _, _ in }
    /// Looks up what references of a form name, for a new record or over one that is here, and notes what is wrong.
    public var resolve:
        @Sendable (
            RecordForm<Facts>, _ old: Stored?, inout Facts, inout FieldErrors, RequestContext, any Connection
        ) throws -> Void = { _, _, _, _, _, _ in }
    /// What else changes when a record is entered (no old one), changes, or goes (no new one), in the same transaction.
    public var alongside: @Sendable (_ old: Stored?, _ new: Stored?, any Connection) throws -> Void = { _, _, _ in }
    /// Why a record cannot be deleted now; nil where nothing is in the way.
    public var obstacle: @Sendable (Stored, any Connection) throws -> Message? = { _, _ in nil }
    /// What its page says of it; each field in a line of its own unless said otherwise.
    public var facts: @Sendable (Stored, _ links: [String: String]) -> [RecordFact] = { record, links in
        RecordFact.all(of: record.facts, links: links)
    }
    /// Where facts on its page lead: addresses by the names of the fields; empty for nowhere.
    public var links: @Sendable (Stored, RequestContext, any Connection) throws -> [String: String] = { _, _, _ in [:] }
    /// What can be chosen on its page without opening its form.
    public var choices: @Sendable (Stored, RequestContext, any Connection) throws -> [ChoiceCard] = { _, _, _ in [] }
    /// The kind of person that it is about: its page then leads to what is held of them.
    public var subject: SubjectName?
    /// How the log tells what happens to it beside the usual.
    public var historyActions: [String: HistoryWords.Told] = [:]
    /// What its page shows beside that, ahead of what other modules have of it.
    public var cards: @Sendable (Stored, RequestContext, any Connection) throws -> [RelatedCard] = { _, _, _ in [] }
    /// The page of its form, where the fields below each other do not do.
    public var formPage: (@Sendable (RecordFormState<Facts>, RequestContext, any Connection) throws -> any Page)?

    /// A kind of record.
    ///
    /// - Parameters:
    ///   - identifier: the field of the identifier, and what filters call it besides.
    ///   - sorts: what the list can be sorted by beside the name and the day of entry.
    ///   - columns: of the list, behind the name.
    ///   - examples: filters that find something anywhere.
    public init(
        _ path: String, _ scope: Scope, shape: String, identifier: (field: StaticString, aliases: [String]),
        _ words: RecordWords, sorts: [SortColumn] = [], columns: [ListColumn<Row>], examples: [FilterExample]
    ) {
        self.path = path
        self.scope = scope
        self.shape = shape
        self.identifier = identifier
        self.words = words
        let table: SQL = "\(identifier: scope.name)"
        self.sorts =
            [SortColumn("name", words.one, by: ["\(sql: table).sort_name", "\(sql: table).id"])] + sorts + [
                SortColumn(
                    "created", tr("Since"), by: ["\(sql: table).created_at", "\(sql: table).id"], first: .descending)
            ]
        self.columns = columns
        self.examples = examples
    }

    /// May this be done to the record that the path names?
    public func on(_ action: Action) -> Access { .mayOn(action, scope, path: scope.name) }

    /// Its table, which has the name of the scope.
    var table: SQL { "\(identifier: scope.name)" }

    /// What people call a record, as SQL over its table.
    var label: SQL { scope.storage?.label ?? "custom_id" }

    var index: WordIndex {
        WordIndex("\(identifier: scope.name + "_word")", owner: "\(identifier: scope.name + "_id")", of: table)
    }

    /// The page of a record.
    public func path(_ customID: String) -> String { "\(path)/\(Escape.query(customID))" }

    /// How the history of a record is told.
    public var history: HistoryWords {
        HistoryWords(
            of: scope.name, words.one, Facts.labels, actions: historyActions, shown: { Facts.shown($0, of: $1) })
    }

    /// What the list, the export and the interface can be filtered by.
    public func catalogue(_ context: RequestContext) -> FilterCatalogue {
        let element = FilterElement(
            from: table, id: "\(sql: table).id", key: "\(sql: table).custom_id_key",
            visible: context.visible(.read, scope), text: "\(sql: table).custom_id", normalise: { CustomID.key($0) })
        return FilterCatalogue(
            [
                FilterField(
                    identifier.field.description, identifier.aliases, tr("Identifier"), .element(element),
                    "\(sql: table).id")
            ] + Facts.filterFields + filters(context) + [
                FilterField(
                    "creation_date", ["cree_le", "date_creation", "created", "since", "depuis"], tr("Since"), .instant,
                    "\(sql: table).created_at"),
                FilterField(
                    "last_update_date", ["modifie_le", "date_modification", "updated"], tr("Last changed"), .instant,
                    "\(sql: table).updated_at"),
            ], relations: relations(context))
    }

    /// A card for the home page with the number of those that the visitor may see, archived ones left out; nil for whoever may see none.
    public func card(icon: String, _ context: RequestContext, _ db: any Connection) throws -> HomeCard? {
        guard context.maySome(.read, scope) else { return nil }
        let count = try db.value(
            "SELECT COUNT(*) FROM \(sql: table) WHERE archived_at IS NULL AND \(sql: context.visible(.read, scope))",
            as: Int.self)
        return HomeCard(words.many, icon: icon, path: path, lines: [words.list.counted(count ?? 0)])
    }
}
