import PortalLanguage

/// What stands behind the condition: the order, and how many rows.
extension FilterParser {
    /// Whether the condition is over and an order or a limit follows.
    var isEnding: Bool { isOrder || isWord(FilterWords.limit, current) || isWord(FilterWords.offset, current) }

    private var isOrder: Bool {
        isWord(FilterWords.order, current) || (isWord(FilterWords.sort, current) && isWord(FilterWords.by, following))
    }

    /// Each at most once, in any order.
    mutating func ending() throws(FilterError) -> (order: [FilterOrder], limit: Int?, offset: Int?) {
        var order: [FilterOrder] = []
        var limit: Int?
        var offset: Int?
        while isEnding {
            let start = current.offset
            if isOrder {
                guard order.isEmpty else { throw twice(start) }
                order = try orders()
            } else if skip(FilterWords.limit) {
                guard limit == nil else { throw twice(start) }
                limit = try count(1...FilterQuery.mostRows)
            } else {
                advance()
                guard offset == nil else { throw twice(start) }
                offset = try count(0...ListQuery.reach)
            }
        }
        return (order, limit, offset)
    }

    private mutating func orders() throws(FilterError) -> [FilterOrder] {
        advance()
        _ = skip(FilterWords.by)
        var all: [FilterOrder] = []
        repeat {
            guard all.count < FilterQuery.mostOrders else {
                throw tooMany(tr("An order has at most %(count)s fields.", ["count": .number(FilterQuery.mostOrders)]))
            }
            let field = try name()
            let isDescending = skip(FilterWords.descending)
            if !isDescending { _ = skip(FilterWords.ascending) }
            all.append(FilterOrder(field: field, way: isDescending ? .descending : .ascending))
        } while skip(.comma)
        return all
    }

    private mutating func count(_ range: ClosedRange<Int>) throws(FilterError) -> Int {
        guard case .word(let text) = current.kind, FilterShapes.isDigits(text), text.utf8.count <= 6,
            let number = Int(text), range.contains(number)
        else {
            throw source.fault(
                .badNumber, at: current.offset,
                tr(
                    "A number between %(from)s and %(to)s is expected here.",
                    ["from": .number(range.lowerBound), "to": .number(range.upperBound)]))
        }
        advance()
        return number
    }

    private func twice(_ offset: Int) -> FilterError {
        source.fault(.expectedConjunction, at: offset, tr("This can be said once only."))
    }
}
