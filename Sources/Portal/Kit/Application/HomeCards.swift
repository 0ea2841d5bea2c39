public import PortalLanguage
public import PortalTemplates
public import PortalValues

/// Things that wait for the visitor, on the home page: contracts to be signed, events to be assigned. Only what there is is shown.
public struct WaitingCard: Model {
    /// What they have in common.
    public let title: Message
    /// The first of them.
    public let lines: [RelatedLine]
    /// Where all of them are.
    public let moreUrl: String

    /// A card shows so many lines at most.
    public static let most = 5

    /// What waits; an address where the others are.
    public init(_ title: Message, lines: [RelatedLine], moreUrl: String) {
        self.title = title
        self.lines = lines
        self.moreUrl = moreUrl
    }

    /// What the home page may name.
    public static let fields: [Field<WaitingCard>] = [
        .message("title") { $0.title }, .list("lines") { $0.lines }, .text("moreUrl") { $0.moreUrl },
    ]
}

/// Amounts by month, drawn as bars by the server, with the same as a table behind them.
public struct MonthChart: Model {
    /// What the amounts are.
    public let title: Message
    /// The months, oldest first.
    public let bars: [Bar]

    /// One month.
    public struct Bar: Model {
        /// `2026-11`.
        public let month: String
        /// Its name, short and whole.
        public let short, long: String
        /// What came together in it.
        public let amount: Money
        /// Where it stands in the drawing, in units of the drawing.
        let x, y, height: Int

        /// What the drawing may name.
        public static let fields: [Field<Bar>] = [
            .text("short") { $0.short }, .text("long") { $0.long }, .money("amount") { $0.amount },
            .number("x") { $0.x }, .number("y") { $0.y }, .number("height") { $0.height },
            .number("middle") { $0.x + MonthChart.width / 2 },
        ]
    }

    /// The units of the drawing: it is as wide as its months, and the highest bar leaves room for the names below.
    static let width = 36
    static let step = 52
    static let ceiling = 150

    /// Amounts by `year * 12 + month - 1`, for the twelve months up to this day's; nil where there is nothing to draw.
    public init?(_ title: Message, amounts: [Int: Money], until today: Day, in language: Language) {
        let last = Self.index(today)
        let highest = (last - 11...last).map { amounts[$0] ?? .zero }.max() ?? .zero
        guard highest > .zero else { return nil }
        self.title = title
        bars = (last - 11...last).enumerated().map { place, index in
            let amount = amounts[index] ?? .zero
            let share = Double(amount.cents) / Double(highest.cents)
            let height = Int((share * Double(Self.ceiling)).rounded())
            let name = language.formats.month(index % 12 + 1)
            let year = index / 12
            return Bar(
                month: "\(year)-\(index % 12 + 1)", short: String(name.prefix(1)).uppercased(),
                long: "\(name) \(year)", amount: amount, x: place * Self.step + (Self.step - Self.width) / 2,
                y: Self.ceiling - height + 10, height: height)
        }
    }

    /// Months, counted: years times twelve and what is over.
    public static func index(_ day: Day) -> Int {
        let (year, month, _) = day.civil
        return year * 12 + month - 1
    }

    /// What its partial may name.
    public static let fields: [Field<MonthChart>] = [
        .message("title") { $0.title }, .list("bars") { $0.bars }, .number("width") { $0.bars.count * step },
        .number("barWidth") { _ in width }, .number("base") { _ in ceiling + 10 },
        .number("names") { _ in ceiling + 28 }, .number("height") { _ in ceiling + 36 },
    ]
}
