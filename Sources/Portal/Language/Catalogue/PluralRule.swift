/// How a language counts: how many plural forms it has, and which one is said for a number.
struct PluralRule: Hashable, Sendable {
    /// How many forms; at least 1.
    let count: Int
    private let expression: PluralExpression

    /// English: one form for 1, another for any other number. Also what holds where a catalogue says nothing.
    static let english = PluralRule(count: 2, expression: .binary(.unequal, .n, .number(1)))

    private init(count: Int, expression: PluralExpression) {
        self.count = count
        self.expression = expression
    }

    /// Reads the value of a Plural-Forms header, `nplurals=2; plural=n > 1;`; nil where it is not one.
    init?(_ header: some StringProtocol) {
        var count: Int?
        var expression: PluralExpression?
        for part in header.split(separator: ";") {
            guard let sign = part.firstIndex(of: "=") else {
                if part.allSatisfy(\.isWhitespace) { continue }
                return nil
            }
            let value = part[part.index(after: sign)...]
            switch Self.compact(part[..<sign]) {
            case "nplurals": count = Int(Self.compact(value))
            case "plural": expression = PluralParser.parse(value)
            default: return nil
            }
        }
        guard let count, (1...20).contains(count), let expression else { return nil }
        self.init(count: count, expression: expression)
    }

    private static func compact(_ text: some StringProtocol) -> String { String(text.filter { !$0.isWhitespace }) }

    /// The form for a number, from 0; 0 where the expression leaves the forms there are. Negative numbers count by their size.
    func index(_ n: Int) -> Int {
        let value = expression.value(UInt64(n.magnitude))
        return value < UInt64(count) ? Int(value) : 0
    }
}
