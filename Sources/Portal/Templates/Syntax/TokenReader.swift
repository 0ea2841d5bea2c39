/// Walks over the tokens of one tag.
struct TokenReader {
    let source: TemplateSource
    private let tokens: [Token]
    private var index = 0
    /// How deeply expressions are nested where the reader stands.
    var depth = 0

    /// How many operators, filters and `.` the tag has so far.
    private var operators = 0

    /// The most of them in one tag: a longer chain would be a tree too deep to walk.
    static let mostOperators = 500
    /// The deepest nesting of parentheses, filters and operators in one expression.
    static let deepest = 100

    init(source: TemplateSource, tokens: [Token], offset: Int) {
        self.source = source
        self.tokens = tokens.isEmpty ? [Token(kind: .end, offset: offset)] : tokens
    }

    var current: Token { tokens[min(index, tokens.count - 1)] }
    var following: Token { tokens[min(index + 1, tokens.count - 1)] }
    var place: Place { Place(source: source, offset: current.offset) }
    var isAtEnd: Bool { current.kind == .end }

    mutating func advance() { index += 1 }

    func isSign(_ sign: String) -> Bool { current.kind == .sign(sign) }
    func isName(_ name: String) -> Bool { current.kind == .name(name) }

    mutating func skip(sign: String) -> Bool {
        guard isSign(sign) else { return false }
        advance()
        return true
    }

    mutating func skip(name: String) -> Bool {
        guard isName(name) else { return false }
        advance()
        return true
    }

    mutating func expect(sign: String) throws(TemplateError) {
        guard skip(sign: sign) else { throw unexpected("“\(sign)”") }
    }

    mutating func expect(name: String) throws(TemplateError) {
        guard skip(name: name) else { throw unexpected("“\(name)”") }
    }

    mutating func name(_ what: String) throws(TemplateError) -> String {
        guard case .name(let name) = current.kind else { throw unexpected(what) }
        advance()
        return name
    }

    mutating func text(_ what: String) throws(TemplateError) -> String {
        guard case .text(let text) = current.kind else { throw unexpected(what) }
        advance()
        return text
    }

    func expectEnd() throws(TemplateError) {
        if !isAtEnd { throw unexpected("the end of the tag") }
    }

    func unexpected(_ wanted: String) -> TemplateError {
        source.fault(at: current.offset, "expected \(wanted), found \(current.words)")
    }

    /// Counts an operator.
    mutating func grow() throws(TemplateError) {
        operators += 1
        guard operators <= Self.mostOperators else {
            throw source.fault(at: current.offset, "this expression is too long")
        }
    }

    mutating func nested<T>(_ body: (inout TokenReader) throws(TemplateError) -> T) throws(TemplateError) -> T {
        guard depth < Self.deepest else {
            throw source.fault(at: current.offset, "this expression is nested too deeply")
        }
        depth += 1
        defer { depth -= 1 }
        return try body(&self)
    }
}
