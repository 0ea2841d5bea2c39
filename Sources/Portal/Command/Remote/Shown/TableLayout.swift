/// Rows in columns, each as wide as its widest cell, and all of them no wider than the terminal.
struct TableLayout {
    /// One column.
    struct Column: Equatable {
        let title: String
        /// Identifiers, numbers and amounts: cut, they would be others. Where there is no room, the whole column goes.
        var isWhole = false
        /// Numbers and amounts end below one another.
        var isNumber = false
    }

    /// The lines, titles first.
    private(set) var lines: [String] = []
    /// The titles of the columns for which there was no room.
    private(set) var dropped: [String] = []

    private static let gap = 2
    /// Columns of text are cut to no less.
    private static let least = 8

    /// Lays out rows of as many cells as there are columns.
    /// - Parameter width: of the terminal; nil where nothing is too wide.
    init(_ columns: [Column], _ rows: [[String]], width: Int?) {
        var widths = columns.indices.map { index in
            max(TextWidth.of(columns[index].title), rows.lazy.map { TextWidth.of($0[index]) }.max() ?? 0)
        }
        var kept = columns[...]
        if let width {
            let room = max(width, 1)
            while kept.count > 1, Self.total(Self.least(kept, widths)) > room {
                dropped.insert(kept.removeLast().title, at: 0)
            }
            let least = kept.count > 1 ? Self.least(kept, widths) : [min(widths[0], room)]
            widths = Self.shrunk(Array(widths.prefix(kept.count)), to: least, room: room)
        }
        for cells in [columns.map(\.title)] + rows {
            let line = kept.indices.map { Self.fit(cells[$0], widths[$0], atEnd: columns[$0].isNumber) }
            let text = line.joined(separator: String(repeating: " ", count: Self.gap))
            lines.append(String(text.reversed().drop { $0 == " " }.reversed()))
        }
    }

    private static func total(_ widths: [Int]) -> Int { widths.reduce(0, +) + gap * max(widths.count - 1, 0) }

    private static func least(_ columns: ArraySlice<Column>, _ widths: [Int]) -> [Int] {
        columns.indices.map { columns[$0].isWhole ? widths[$0] : min(widths[$0], least) }
    }

    /// Takes from whichever column is widest, until all fit.
    private static func shrunk(_ widths: [Int], to least: [Int], room: Int) -> [Int] {
        var widths = widths.map { min($0, room) }
        var excess = total(widths) - room
        while excess > 0 {
            let open = widths.indices.filter { widths[$0] > least[$0] }
            guard let widest = open.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }

    /// The text in exactly so many columns.
    private static func fit(_ text: String, _ width: Int, atEnd: Bool) -> String {
        let cut = cut(text, width)
        let padding = String(repeating: " ", count: max(width - TextWidth.of(cut), 0))
        return atEnd ? padding + cut : cut + padding
    }

    /// As much of the text as there is room for, with … where something is missing.
    static func cut(_ text: String, _ width: Int) -> String {
        guard TextWidth.of(text) > width else { return text }
        guard width > 0 else { return "" }
        var kept = ""
        var used = 0
        for character in text {
            used += TextWidth.of(character)
            guard used < width else { break }
            kept.append(character)
        }
        return kept + "…"
    }
}
