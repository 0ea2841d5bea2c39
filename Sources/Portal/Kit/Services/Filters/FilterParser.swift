import PortalLanguage
import PortalValues

/// Reads the words of a filter, one look ahead, and says where it cannot go on.
struct FilterParser {
    let source: FilterSource
    private let tokens: [FilterToken]
    private var index = 0
    private var depth = 0
    private var terms = 0
    private var values = 0

    init(_ source: FilterSource, tokens: [FilterToken]) {
        self.source = source
        self.tokens = tokens
    }

    /// The whole filter.
    mutating func query() throws(FilterError) -> (
        condition: FilterNode?, order: [FilterOrder], limit: Int?, offset: Int?
    ) {
        var condition: FilterNode?
        if current.kind != .end, !isEnding { condition = try expression() }
        let ending = try ending()
        guard current.kind == .end else { throw unfinished() }
        return (condition, ending.order, ending.limit, ending.offset)
    }

    // MARK: Tokens

    var current: FilterToken { token(0) }
    var following: FilterToken { token(1) }

    /// The token so far ahead; the end goes on for ever.
    func token(_ ahead: Int) -> FilterToken {
        let place = index + ahead
        if place < tokens.count { return tokens[place] }
        return tokens.last ?? FilterToken(kind: .end, offset: 0, end: 0)
    }

    mutating func advance(_ count: Int = 1) { index += count }

    func isWord(_ words: Set<String>, _ token: FilterToken) -> Bool { token.key.map(words.contains) ?? false }

    /// Goes past one of these keywords, where one stands.
    mutating func skip(_ words: Set<String>) -> Bool {
        guard isWord(words, current) else { return false }
        advance()
        return true
    }

    mutating func skip(_ kind: FilterToken.Kind) -> Bool {
        guard current.kind == kind else { return false }
        advance()
        return true
    }

    // MARK: And, or, not

    private mutating func expression() throws(FilterError) -> FilterNode {
        var parts = [try conjunction()]
        while skip(.or) || skip(FilterWords.or) { parts.append(try conjunction()) }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func conjunction() throws(FilterError) -> FilterNode {
        var parts = [try negation()]
        while skip(.and) || skip(FilterWords.and) { parts.append(try negation()) }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func negation() throws(FilterError) -> FilterNode {
        let start = current.offset
        guard skip(.not) || skip(FilterWords.not) else { return try primary() }
        try enter(start)
        let inner = try negation()
        depth -= 1
        return .not(inner)
    }

    private mutating func primary() throws(FilterError) -> FilterNode {
        let open = current
        guard skip(.open) else { return .term(try term()) }
        try enter(open.offset)
        let inner = try expression()
        depth -= 1
        if skip(.close) { return inner }
        guard current.kind == .end || isEnding else { throw unfinished() }
        throw source.fault(.unbalancedParenthesis, at: open.offset, tr("This parenthesis is never closed."))
    }

    private mutating func enter(_ offset: Int) throws(FilterError) {
        depth += 1
        guard depth <= FilterQuery.deepest else {
            throw source.fault(
                .tooDeep, at: offset,
                tr(
                    "Parentheses and “not” can be nested %(count)s deep, no deeper.",
                    ["count": .number(FilterQuery.deepest)]))
        }
    }

    // MARK: Bounds

    /// Counts a condition that begins here.
    mutating func countTerm() throws(FilterError) {
        terms += 1
        guard terms <= FilterQuery.mostTerms else {
            throw tooMany(tr("A filter has at most %(count)s conditions.", ["count": .number(FilterQuery.mostTerms)]))
        }
    }

    /// Counts a value in parentheses that begins here.
    mutating func countValue() throws(FilterError) {
        values += 1
        guard values <= FilterQuery.mostValues else {
            throw tooMany(
                tr("A filter has at most %(count)s values in parentheses.", ["count": .number(FilterQuery.mostValues)]))
        }
    }

    func tooMany(_ message: Message) -> FilterError { source.fault(.tooMany, at: current.offset, message) }

    // MARK: What cannot stand here

    /// After a whole condition something else follows than “and”, “or”, an order or a limit.
    private func unfinished() -> FilterError {
        if current.kind == .close {
            return source.fault(
                .unbalancedParenthesis, at: current.offset, tr("This parenthesis was never opened."))
        }
        return source.fault(
            .expectedConjunction, at: current.offset, tr("“and” or “or” is expected here."),
            hint: tr("Texts with blanks stand in quotes: town = 'La Rochelle'"))
    }

    /// A field's name.
    mutating func name() throws(FilterError) -> FilterName {
        guard case .word(let text) = current.kind, !isWord(FilterWords.and.union(FilterWords.or), current), !isEnding
        else {
            if current.kind == .close, depth == 0 { throw unfinished() }
            throw source.fault(.expectedField, at: current.offset, tr("The name of a field is expected here."))
        }
        let name = FilterName(text: text, offset: current.offset)
        advance()
        return name
    }
}
