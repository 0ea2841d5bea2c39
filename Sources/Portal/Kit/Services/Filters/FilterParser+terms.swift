import PortalLanguage

extension FilterParser {
    /// A field and what is asked of it.
    mutating func term() throws(FilterError) -> FilterTerm {
        try countTerm()
        let field = try name()
        let place = current.offset
        return FilterTerm(field: field, test: try test(), offset: place)
    }

    private mutating func test() throws(FilterError) -> FilterTest {
        if case .comparison(let sign) = current.kind {
            advance()
            return .compare(sign, try value())
        }
        if isWord(FilterWords.verb, current), isWord(FilterWords.not.union(FilterWords.none), following) {
            advance()
            let isNegated = skip(FilterWords.not)
            guard skip(FilterWords.none) else { throw noOperator() }
            return .isNone(isNegated: isNegated)
        }
        let isNegated = isWord(FilterWords.not, current) && isQuestion(following)
        if isNegated { advance() }
        if skip(FilterWords.among) { return .among(try list(), isNegated: isNegated) }
        if skip(FilterWords.between) {
            let low = try value()
            guard skip(.and) || skip(FilterWords.and) else {
                throw source.fault(
                    .expectedValue, at: current.offset, tr("“between” needs two values with “and” between them."))
            }
            return .between(low, try value(), isNegated: isNegated)
        }
        if skip(FilterWords.empty) { return .isNone(isNegated: isNegated) }
        guard isEndOfTerm else { throw noOperator() }
        return .holds
    }

    private func isQuestion(_ token: FilterToken) -> Bool {
        isWord(FilterWords.among.union(FilterWords.between).union(FilterWords.empty), token)
    }

    private var isEndOfTerm: Bool {
        switch current.kind {
        case .end, .close, .and, .or: true
        case .word: isWord(FilterWords.and.union(FilterWords.or), current) || isEnding
        case .quoted, .comparison, .open, .comma, .not: false
        }
    }

    private func noOperator() -> FilterError {
        source.fault(
            .expectedOperator, at: current.offset,
            tr("An operator is expected here: = != < <= > >= ~, “in”, “between” or “is none”."))
    }

    // MARK: Values

    private mutating func list() throws(FilterError) -> [FilterValue] {
        let open = current
        guard skip(.open) else {
            throw source.fault(
                .expectedValue, at: current.offset, tr("“in” needs its values in parentheses: in (a, b)"))
        }
        var values: [FilterValue] = []
        repeat {
            try countValue()
            values.append(try value(isInList: true))
        } while skip(.comma)
        guard skip(.close) else {
            if current.kind == .end {
                throw source.fault(.unbalancedParenthesis, at: open.offset, tr("This parenthesis is never closed."))
            }
            throw source.fault(
                .expectedValue, at: current.offset, tr("Values are separated by commas, and texts with blanks quoted."))
        }
        return values
    }

    /// One value. In a list a comma separates; elsewhere it stands in a number.
    mutating func value(isInList: Bool = false) throws(FilterError) -> FilterValue {
        let first = current
        switch first.kind {
        case .quoted(let text):
            advance()
            return FilterValue(text: text, isQuoted: true, offset: first.offset)
        case .word(let text):
            advance()
            return FilterValue(
                text: continued(text.composed, end: first.end, isInList: isInList), isQuoted: false,
                offset: first.offset)
        case .comparison, .open, .close, .comma, .and, .or, .not, .end:
            throw source.fault(.expectedValue, at: first.offset, tr("A value is expected here."))
        }
    }

    /// What belongs to a value though a blank or a comma stands in it: `1 275,45 €`, `22-06-2020 14:30`.
    private mutating func continued(_ text: String, end: Int, isInList: Bool) -> String {
        guard text.utf8.contains(where: { (48...57).contains($0) }) else { return text }
        var text = text
        var end = end
        let isShort = text.utf8.count <= 4
        while isShort, FilterShapes.isGroups(text), case .word(let more) = current.kind, FilterShapes.isGroup(more) {
            text += more
            end = current.end
            advance()
        }
        if !isInList, FilterShapes.isNumber(text), current.kind == .comma, current.offset == end,
            case .word(let more) = following.kind, following.offset == end + 1, FilterShapes.isDigits(more)
        {
            text += "," + more
            advance(2)
        }
        if FilterShapes.isNumber(text), isWord(FilterWords.currency, current) {
            text += "€"
            advance()
        } else if FilterShapes.isDate(text), case .word(let more) = current.kind, FilterShapes.isTime(more) {
            text += " " + more
            advance()
        }
        return text
    }
}
