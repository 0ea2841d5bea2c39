/// Reads a Plural-Forms expression. Bounded in depth, so that a hostile file cannot exhaust the stack.
struct PluralParser {
    private var rest: Substring.UTF8View
    private var depth = 0

    /// The expression, or nil where the text is not one.
    static func parse(_ text: some StringProtocol) -> PluralExpression? {
        var parser = PluralParser(rest: Substring(text).utf8)
        guard let expression = parser.choice() else { return nil }
        parser.skipSpaces()
        return parser.rest.isEmpty ? expression : nil
    }

    private init(rest: Substring.UTF8View) { self.rest = rest }

    private mutating func choice() -> PluralExpression? {
        depth += 1
        defer { depth -= 1 }
        guard depth <= 60, let condition = binary(strongerThan: 0) else { return nil }
        guard skip("?") else { return condition }
        guard let yes = choice(), skip(":"), let no = choice() else { return nil }
        return .choice(condition, yes, no)
    }

    /// Precedence climbing: operands joined by operators that bind tighter than `limit`, from left to right.
    private mutating func binary(strongerThan limit: Int) -> PluralExpression? {
        guard var left = operand() else { return nil }
        var length = 0
        while let sign = sign(strongerThan: limit) {
            length += 1
            guard length <= 60, let right = binary(strongerThan: sign.strength) else { return nil }
            left = .binary(sign, left, right)
        }
        return left
    }

    private mutating func operand() -> PluralExpression? {
        var negations = 0
        while skip("!") {
            negations += 1
            if negations > 10 { return nil }
        }
        guard var result = atom() else { return nil }
        for _ in 0..<negations { result = .not(result) }
        return result
    }

    private mutating func atom() -> PluralExpression? {
        if skip("n") { return .n }
        if skip("(") {
            guard let inner = choice(), skip(")") else { return nil }
            return inner
        }
        let digits = rest.prefix { (48...57).contains($0) }
        guard (1...18).contains(digits.count), let number = UInt64(String(Substring(digits))) else { return nil }
        rest = rest.dropFirst(digits.count)
        return .number(number)
    }

    /// The next operator, taken only where it binds tighter than `limit`. Longer signs are tried first.
    private mutating func sign(strongerThan limit: Int) -> PluralExpression.Operator? {
        skipSpaces()
        for length in [2, 1] {
            guard let sign = PluralExpression.Operator(rawValue: String(Substring(rest.prefix(length)))) else {
                continue
            }
            guard sign.strength > limit else { return nil }
            rest = rest.dropFirst(length)
            return sign
        }
        return nil
    }

    /// Takes one character after white space. `!` is not taken from `!=`.
    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        skipSpaces()
        guard rest.first == UInt8(ascii: character) else { return false }
        if character == "!", rest.dropFirst().first == 61 { return false }
        rest = rest.dropFirst()
        skipSpaces()
        return true
    }

    private mutating func skipSpaces() { rest = rest.drop { $0 == 32 || $0 == 9 } }
}
