import PortalValues

extension Value {
    /// As in Python: nothing, zero, and what is empty are false.
    var isTrue: Bool {
        switch self {
        case .none: false
        case .text(let text): !text.isEmpty
        case .integer(let number): number != 0
        case .decimal(let number): number != 0
        case .boolean(let flag): flag
        case .money(let money): money.cents != 0
        case .markup(let markup): !markup.html.isEmpty
        case .list(let items): !items.isEmpty
        case .rows(let rows): rows.count > 0
        case .day, .instant, .message, .row: true
        }
    }

    var isNone: Bool {
        if case .none = self { true } else { false }
    }

    /// The number, where this is one; yes counts as 1, as in Python.
    var number: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .decimal(let number): number
        case .boolean(let flag): flag ? 1 : 0
        default: nil
        }
    }

    var whole: Int? {
        switch self {
        case .integer(let number): number
        case .boolean(let flag): flag ? 1 : 0
        default: nil
        }
    }

    var characters: String? {
        switch self {
        case .text(let text): text
        case .markup(let markup): markup.html
        default: nil
        }
    }

    func equals(_ other: Value) -> Bool {
        if let a = whole, let b = other.whole { return a == b }
        if let a = number, let b = other.number { return a == b }
        if let a = characters, let b = other.characters { return a.utf8.elementsEqual(b.utf8) }
        switch (self, other) {
        case (.none, .none): return true
        case (.money(let a), .money(let b)): return a == b
        case (.day(let a), .day(let b)): return a == b
        case (.instant(let a), .instant(let b)): return a == b
        case (.message(let a), .message(let b)): return a == b
        case (.list(let a), .list(let b)): return a.count == b.count && zip(a, b).allSatisfy { $0.equals($1) }
        case (.rows(let a), .rows(let b)): return a === b
        case (.row(let a, let i), .row(let b, let j)): return a === b && i == j
        default: return false
        }
    }

    /// Negative where this comes first, positive where the other does; texts by their code points, as in Python.
    func order(_ other: Value) throws(ValueError) -> Int {
        func order<T: Comparable>(_ a: T, _ b: T) -> Int { a < b ? -1 : (b < a ? 1 : 0) }
        if let a = whole, let b = other.whole { return order(a, b) }
        if let a = number, let b = other.number { return order(a, b) }
        if let a = characters, let b = other.characters {
            if a.utf8.elementsEqual(b.utf8) { return 0 }
            return a.utf8.lexicographicallyPrecedes(b.utf8) ? -1 : 1
        }
        switch (self, other) {
        case (.money(let a), .money(let b)): return order(a, b)
        case (.day(let a), .day(let b)): return order(a, b)
        case (.instant(let a), .instant(let b)): return order(a, b)
        case (.list(let a), .list(let b)):
            for (one, two) in zip(a, b) where !one.equals(two) { return try one.order(two) }
            return order(a.count, b.count)
        default: throw ValueError("\(kind) and \(other.kind) have no order")
        }
    }

    func contains(_ item: Value) throws(ValueError) -> Bool {
        switch self {
        case .text, .markup:
            guard let text = characters, let part = item.characters else {
                throw ValueError("\(item.kind) cannot be part of \(kind)")
            }
            return part.isEmpty || Bytes.firstRange(of: Array(part.utf8), in: Array(text.utf8), from: 0) != nil
        case .list(let items): return items.contains { $0.equals(item) }
        case .rows(let rows): return (0..<rows.count).contains { Value.row(rows, $0).equals(item) }
        case .none: return false
        default: throw ValueError("\(kind) contains nothing")
        }
    }

    /// What this is, in words for faults.
    var kind: String {
        switch self {
        case .none: "nothing"
        case .text: "a text"
        case .integer: "a number"
        case .decimal: "a decimal number"
        case .boolean: "a yes or no"
        case .money: "an amount of money"
        case .day: "a day"
        case .instant: "a moment"
        case .message: "a sentence"
        case .markup: "HTML"
        case .list, .rows: "a list"
        case .row: "a model"
        }
    }
}
