import Testing

@testable import PortalLanguage

@Suite struct PluralRuleTests {
    @Test(.enabled(if: Judge.compilesC)) func `random expressions mean what a C compiler makes of them`() throws {
        let expressions = (0..<500).map { _ in Self.expression(depth: 4) }
        let functions = expressions.map { expression in
            let unsigned = expression.replacing(#/[0-9]+/#) { "\($0.output)UL" }
            return "  for (n = 0; n < 60; n++) printf(\"%lu \", (unsigned long)(\(unsigned))); puts(\"\");\n"
        }
        let program = "#include <stdio.h>\nint main(void) {\n  unsigned long n;\n\(functions.joined())  return 0;\n}\n"
        let answers = Judge.answersOfC(program)
        try #require(answers.count == expressions.count)
        for (expression, answer) in zip(expressions, answers) {
            let parsed = try #require(PluralParser.parse(expression), "\(expression)")
            #expect((0..<60).map { "\(parsed.value(UInt64($0))) " }.joined() == answer, "\(expression)")
        }
    }

    /// Never a division by nought, which C does not define, and nothing subtracted but numbers, which keep C's sum unsigned.
    private static func expression(depth: Int) -> String {
        func part() -> String { expression(depth: depth - 1) }
        switch depth == 0 ? Int.random(in: 0...1) : Int.random(in: 0...10) {
        case 0: return "n"
        case 1: return "\(Int.random(in: 0...20))"
        case 2: return "(\(part()))"
        case 3: return "!\(Bool.random() ? "n" : "(\(part()))")"
        case 4: return "(\(part()) ? \(part()) : \(part()))"
        case 5: return "\(part()) \(["/", "%", "-"].randomElement() ?? "%") \(Int.random(in: 1...12))"
        default:
            let signs = [" || ", " && ", "==", " != ", "<", " > ", "<=", ">=", "+", "*"]
            return part() + (signs.randomElement() ?? "+") + part()
        }
    }

    @Test func `the known languages all have a rule that stays within its forms`() throws {
        for code in ["fr", "en", "ar", "ru", "pl", "cs", "sl", "ga", "lt", "lv", "ro", "is", "ja", "he", "pt_BR", "de"]
        {
            let known = try #require(KnownLanguage.named(code))
            let rule = try #require(PluralRule(known.plurals), "\(code)")
            let used = Set((0..<200).map { rule.index($0) })
            #expect(used == Set(0..<rule.count), "\(code)")
        }
    }

    @Test func `French says nought and one alike`() {
        let rule = PluralRule(french)
        #expect([0, 1, 2, -1, -2, .min].map { rule?.index($0) } == [0, 0, 1, 0, 1, 1])
    }

    @Test func `a division by zero counts as nothing`() {
        #expect(PluralRule("nplurals=2; plural=n % 0;")?.index(5) == 0)
        #expect(PluralRule("nplurals=2; plural=1 / (n - n);")?.index(5) == 0)
    }

    @Test func `an expression that leaves the forms means the first`() {
        #expect(PluralRule("nplurals=2; plural=n;")?.index(7) == 0)
    }

    @Test(arguments: [
        "", "nplurals=2", "plural=n", "nplurals=0; plural=0;", "nplurals=99; plural=0;", "nplurals=2; plural=n >;",
        "nplurals=2; plural=(n;", "nplurals=2; plural=n ? 1;", "nplurals=2; plural=m;", "nplurals=2; plural=n n;",
        "nplurals=2; plural=99999999999999999999;", "nplurals=x; plural=n;", "nplurals=2; plural=n = 1;", "hello",
    ])
    func `what is no rule is refused`(header: String) {
        #expect(PluralRule(header) == nil)
    }

    @Test func `a bottomless expression is refused and not followed`() {
        for deep in ["(", "!", "n+(", "n?n:"] {
            #expect(PluralRule("nplurals=2; plural=" + String(repeating: deep, count: 100_000) + "n;") == nil)
        }
    }
}
