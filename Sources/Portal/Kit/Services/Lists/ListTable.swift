import PortalLanguage
import PortalTemplates

/// The table of a list. Its lines are written straight from the rows into bytes of the page: there is neither a model nor a value for
/// each cell. Its head is drawn by the template.
struct ListTable: Model {
    let heads: [ListHead]
    let lines: Markup
    let isDense: Bool

    /// A line for each item; the first column is what the line is about. With `picked`, which gives the identifier of an item, each line can
    /// be ticked.
    init<Item>(
        _ items: [Item], _ columns: [ListColumn<Item>], _ query: ListQuery, isDense: Bool,
        picked: ((Item) throws -> String)?, _ language: Language
    ) throws {
        var cells = CellWriter(language)
        let starts = columns.map { $0.classes.isEmpty ? "<td>" : "<td class=\"\($0.classes)\">" }
        // The innermost loop knows nothing of the item's type: what it would look up of it at run time, cell by cell, took two thirds of
        // the table's time.
        let line = ListLine<Item>()
        let writers = columns.map { column in { (cells: inout CellWriter) in try line.write(column, &cells) } }
        for item in items {
            line.item = item
            cells.raw("<tr>\n")
            for index in starts.indices {
                cells.append(starts[index])
                if index == 0, let picked { cells.tick(try picked(item)) }
                try writers[index](&cells)
                cells.raw("</td>\n")
            }
            cells.raw("</tr>\n")
        }
        lines = Markup(html: String(decoding: cells.html, as: UTF8.self))
        heads = columns.map { ListHead(label: $0.label, classes: $0.classes, sort: query.head($0.name)) }
        self.isDense = isDense
    }

    private init(sample heads: [ListHead], _ lines: Markup) {
        self.heads = heads
        self.lines = lines
        isDense = true
    }

    static let fields: [Field<ListTable>] = [
        .list("heads") { $0.heads }, .markup("lines") { $0.lines }, .flag("isDense") { $0.isDense },
    ]

    static let sample = ListTable(
        sample: [ListHead(label: tr("Client"), classes: "", sort: nil)],
        Markup(html: "<tr><td><a href=\"/clients/LEFEVRE-ZOE\">Zoé Lefèvre</a></td></tr>"))
}

/// The line that is being written.
private final class ListLine<Item: Sendable> {
    var item: Item?

    func write(_ column: ListColumn<Item>, _ cells: inout CellWriter) throws {
        if let item { try column.write(item, &cells) }
    }
}

/// The head of a column.
struct ListHead: Model {
    let label: Message
    let classes: String
    let sort: SortHeader?

    static let fields: [Field<ListHead>] = [
        .message("label") { $0.label }, .text("classes") { $0.classes }, .text("url") { $0.sort?.url ?? "" },
        .text("way") { $0.sort?.way ?? "" },
    ]
}
