import PortalAssets
public import PortalDatabase
import PortalFiles
import PortalLanguage
import PortalValues

/// Which records a list shows, in which order: from its address, within what the visitor may see.
struct RecordSelection<Facts: IdentifiedFacts> {
    let kind: RecordKind<Facts>
    let query: ListQuery
    let isArchived: Bool
    /// What was typed into the filter box.
    let filter: ListFilter
    /// What was chosen of the quick filters.
    let chosen: [QuickFilter.Chosen]
    private let tables: SQL
    private let condition: SQL
    /// Whether the tally knows how many there are.
    private let isTallied: Bool

    /// Reads the address. Throws 400 for what no form of ours sends.
    init(_ kind: RecordKind<Facts>, _ context: RequestContext, _ db: any Connection) throws {
        self.kind = kind
        let table = kind.table
        filter = try ListFilter(context, kind.catalogue(context), id: "\(sql: table).id", db)
        query = try ListQuery(context, sorts: kind.sorts).following(filter)
        let state = query.filter("state")
        guard state.isEmpty || state == "archived" else { throw Failure.badRequest(.parameter("state")) }
        isArchived = state == "archived"
        let query = query
        chosen = try kind.quickFilters.compactMap { try $0.chosen(query.filter($0.name), db) }
        var conditions: [SQL] = [
            isArchived ? "\(sql: table).archived_at IS NOT NULL" : "\(sql: table).archived_at IS NULL",
            context.visible(.read, kind.scope),
        ]
        conditions += chosen.map(\.condition)
        var tables = table
        if let search = try kind.index.search(kind.searched(query.q), db) {
            tables = search.tables
            conditions.append(search.condition)
        } else if !query.q.tidied.isEmpty {
            // Something was typed that no word can hold: it finds nothing, rather than everything.
            conditions.append("1 = 0")
        }
        (self.tables, condition) = filter.narrow(
            tables, where: conditions.joined(separator: " AND "), table: table, query)
        isTallied = query.q.tidied.isEmpty && !filter.isActive && context.may(.read, kind.scope)
    }

    func total(_ db: any Connection) throws -> ListTotal {
        if isTallied, let tally = kind.tally {
            let values = Dictionary(chosen.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
            if let count = try tally(values, isArchived, db) { return ListTotal(count) }
        }
        return try query.total(" FROM \(sql: tables) WHERE \(sql: condition)", db)
    }

    /// The rows of this page, with what else is selected of each.
    func rows(selecting others: SQL = .empty) -> SQL {
        """
        SELECT \(sql: columns)\(sql: others)
        FROM (SELECT \(sql: kind.table).id FROM \(sql: tables) WHERE \(sql: condition)\(sql: query.slice)) AS page
        CROSS JOIN \(sql: kind.table)\(sql: Facts.joins) WHERE \(sql: kind.table).id = page.id\(sql: query.order)
        """
    }

    /// All of them, for an export.
    var everything: SQL {
        "SELECT \(sql: columns) FROM \(sql: tables)\(sql: Facts.joins) WHERE \(sql: condition)\(sql: query.order)"
    }

    private var columns: SQL { StoredRecord<Facts>.columns(of: kind.table) }
}

extension RecordKind {
    /// A column of the list that shows a field; dates and numbers stay in one line. `named` is what choices of columns and orders call it,
    /// where that is not the field's name.
    public static func column(
        _ name: StaticString, from room: ListColumn<Row>.Room = .tablet, look: ListColumn<Row>.Look? = nil,
        isUsual: Bool = true, named: String? = nil
    ) -> ListColumn<Row> {
        let key = name.description
        let field = Facts.fields.first { $0.key == key }
        return ListColumn(
            named ?? key, field?.label ?? .verbatim(key), from: room, look: look ?? field?.look ?? .text,
            isUsual: isUsual
        ) { row, cell in
            var facts = Facts()
            try field?.storage.load(row, &facts)
            guard let (words, text) = field?.shown(facts) else { return cell.none() }
            if let words { cell.message(words) } else { cell.text(text) }
        }
    }

    /// The list as pages show it; `base` begins the links of its rows.
    func list(_ base: String = "") -> RecordList<Row> {
        let title = ListColumn<Row>("name", words.one, from: .phone) { row, cell in
            let name = try row.get("record_name", as: StoredText.self)
            cell.link(base + Escape.query(try row.get("custom_id", as: String.self))) { $0.text(name) }
            if let subtitle { try cell.line { try subtitle(row, &$0) } }
        }
        let created = ListColumn<Row>(
            "created", tr("Since"), from: .laptop, look: .line, isUsual: showsCreation
        ) { row, cell in cell.day(of: try row.get("created_at")) }
        return RecordList(
            path, words.many, words.list, examples: examples, columns: [title] + columns + [created],
            id: { try $0.get("custom_id") }, bulk: bulkActions)
    }

    /// The filters that are kept for the list.
    var saved: SavedFilterController {
        SavedFilterController(path, words.many, scope, id: "\(sql: table).id") { catalogue($0) }
    }

    /// What can be done to several at once.
    private func bulkActions(_ context: RequestContext, _ db: any Connection) throws -> [BulkAction] {
        let archiving = BulkAction.archiving(scope, context) { isArchived, id, context, db in
            let record = try stored(id, db)
            try archive(isArchived, record, context, db)
            return record.isArchived != isArchived
        }
        return try archiving + bulk(context, db)
    }

    func list(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        try saved.opening(context, db) ?? page(RecordSelection(self, context, db), context, db)
    }

    func export(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let selection = try RecordSelection(self, context, db)
        guard selection.filter.fault == nil else { return try page(selection, context, db) }
        let file = try CSVFile.export(
            selection.everything, name: context.language.text(words.file), titles: Facts.titles + [tr("Since")],
            in: context.application.temporaryDirectory, language: context.language, db
        ) { row in try Facts(row).cells(in: context.language) + [.instant(try row.get("created_at"))] }
        return .file(file)
    }

    /// The list's page. Where its filter is wrong it says so, and shows nothing else.
    private func page(_ selection: RecordSelection<Facts>, _ context: RequestContext, _ db: any Connection) throws
        -> HandlerResponse
    {
        var around = RecordList<Row>.Around()
        for filter in quickFilters {
            let value = selection.query.filter(filter.name)
            if let choices = filter.choices {
                around.filters.append(ListSelect(filter.name, filter.label, try choices(value, db)))
            } else if let chosen = selection.chosen.first(where: { $0.name == filter.name }) {
                around.kept.append((filter.name, chosen.value))
                around.note = chosen.note
            }
        }
        around.filters.append(ListSelect("state", tr("State"), Choice.states(archived: selection.isArchived)))
        if context.may(.create, scope) {
            around.newUrl = context.url(path + "/new")
            around.importUrl = context.url(path + "/import")
        }
        return try list(context.url(path + "/")).page(
            selection.query, selection.filter, saved: saved, around: around, total: { try selection.total(db) },
            rows: {
                try db.rows(selection.rows(selecting: ", \(sql: label) AS record_name\(sql: selecting(context))"))
            }, context, db)
    }
}

extension RecordField {
    /// How its cells stand in a list.
    var look: ListColumn<Row>.Look {
        switch control {
        case .day: .line
        case .number, .money: .number
        default: .text
        }
    }
}
