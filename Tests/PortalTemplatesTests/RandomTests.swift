import Testing

@testable import PortalTemplates

/// Random templates: no crash, and nothing of a visitor's text reaches the page unescaped.
struct RandomTests {
    struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state
        }
    }

    private static let values = [
        "title", "script", "quote", "count", "owner.name", "words[0]", "people[0].name", "nothing",
        "_('Hello %(n)s', n=title)",
        "title|upper", "words|join('<')", "title ~ script", "title if yes else script", "script|truncate(9)",
        "title|replace('e', '<')",
        "m(title)", "m(script)|lower", "bold", "price", "title|e", "[title, script]|first", "script|default('x')",
        "loop.index", "wrong", "'<a>'",
        "title|format", "count / zero", "ngettext('%(num)s a', '%(num)s b', count)", "greeting", "title[1:4]",
        "title * 2",
    ]
    private static let pieces = [
        "<p>", "</p>", "<a href=\"", "\">", "<p class='", "'>", "<script>", "</script>", "<!-- ", " -->", "<title>",
        "</title>", "<p onclick=\"",
        "text ", "&amp;", "<br", ">", " data-x=\"", "<", "\"", "'", "javascript:", "/x?", "<textarea>", "</textarea>",
        "\n  ", "=",
    ]

    private func template(_ depth: Int, _ random: inout Generator) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 1...5, using: &random) {
            switch Int.random(in: 0..<(depth > 3 ? 6 : 13), using: &random) {
            case 0...2: text += Self.pieces.randomElement(using: &random) ?? ""
            case 3...5: text += "{{ \(Self.values.randomElement(using: &random) ?? "title") }}"
            case 6:
                text +=
                    "{% if \(Self.values.randomElement(using: &random) ?? "yes") %}\(template(depth + 1, &random)){% else %}\(template(depth + 1, &random)){% endif %}"
            case 7: text += "{% for x in words %}\(template(depth + 1, &random)){% endfor %}"
            case 8: text += "{% set v %}\(template(depth + 1, &random)){% endset %}{{ v }}"
            case 9: text += "{% filter upper %}\(template(depth + 1, &random)){% endfilter %}"
            case 10: text += "{% trans a=title %}x {{ a }} <b>{% endtrans %}"
            case 11: text += "{% call m(title) %}\(template(depth + 1, &random)){% endcall %}"
            default: text += "<p{% if yes %} title=\"\(template(depth + 1, &random))\"{% endif %}>"
            }
        }
        return text
    }

    /// Text that is dangerous in every place of a page.
    private let poison = "\u{1}<zq onzq=zq>'\"`{{ zq }}"

    @Test func `no random template crashes, and none shows a visitor's text unescaped`() throws {
        var random = Generator(state: 0x9E37_79B9_7F4A_7C15)
        var page = Sample.sample
        page.title = poison
        page.script = "javascript:zq//" + poison
        let macro = "{% macro m(a) %}{{ a }}{% if caller is defined %}{{ caller() }}{% endif %}{% endmacro %}"
        var shownCount = 0
        for _ in 0..<1500 {
            let text = macro + template(0, &random)
            guard let html = try? shown(text, page: page) else { continue }
            shownCount += 1
            let lower = html.lowercased()
            #expect(!lower.contains("<zq"), "\(text)")
            #expect(!lower.contains("href=\"javascript:zq"), "\(text)")
            #expect(!html.contains("'\"`"), "\(text)")
        }
        #expect(shownCount > 150, "\(shownCount)")
    }

    @Test func `no random bytes crash the reader`() {
        var random = Generator(state: 42)
        let alphabet = [
            "{{", "}}", "{%", "%}", "{#", "#}", "-", "+", " ", "\n", "if", "for", "in", "endif", "endfor", "'", "\"",
            "(", ")", "[", "]", ":", "|", "x", "1", ".", "set", "=", "é", "\u{0}", "raw", "endraw", "trans", "endtrans",
            "block", "macro", "%", "~", "*", "\\",
        ]
        var faulty = 0
        for _ in 0..<2000 {
            let text = (0..<Int.random(in: 1...40, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? ""
            }.joined()
            if !faults(text).isEmpty { faulty += 1 }
        }
        #expect(faulty > 500)
    }
}
