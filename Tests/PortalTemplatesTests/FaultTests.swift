import Testing

@testable import PortalTemplates

struct FaultTests {
    @Test func `a fault shows file, line, column, the line and a caret`() throws {
        let fault = try #require(faults("<p>\n\t<b>é👩‍👩‍👧{{ titel }}</b>\n</p>").first)
        #expect(fault.file == "page.html")
        #expect(fault.line == 2)
        #expect(fault.column == 10)
        #expect(fault.suggestion == "did you mean “title”?")
        let lines = fault.description.split(separator: "\n").map(String.init)
        #expect(lines[0] == "page.html:2:10: there is no “titel” here (did you mean “title”?)")
        #expect(lines[1] == "    \t<b>é👩‍👩‍👧{{ titel }}</b>")
        #expect(lines[2] == "    \t        ^")
    }

    @Test func `all faults of all templates are found at once`() {
        let found = faults(
            "{{ wrong }}\n{{ owner.nam }}\n{% for p in people %}{{ p.agee }}{% endfor %}\n{{ title|uper }}\n{{ 1 is od }}",
            files: ["other.html": "{% if %}{% endif %}{{ 'x }}"])
        #expect(found.map(\.file) == ["other.html", "other.html"] + Array(repeating: "page.html", count: 5))
        #expect(found.suffix(5).map(\.line) == [1, 2, 3, 4, 5])
        #expect(found.suffix(4).map(\.suggestion) == ["name", "age", "upper", "odd"].map { "did you mean “\($0)”?" })
    }

    @Test func `macros that nobody calls and templates that no page uses are looked at too`() {
        let found = faults(
            "{% macro one(a) %}{{ a|uper }}{% filter lowr %}x{% endfilter %}{% endmacro %}",
            files: ["spare.html": "{% macro two(a) %}{% if a is od %}{{ _(a) }}{% endif %}{% endmacro %}"])
        #expect(found.map(\.file) == ["page.html", "page.html", "spare.html", "spare.html"])
        #expect(
            found.map(\.message) == [
                "there is no filter “uper”", "there is no filter “lowr”", "there is no test “od”",
                "a text to translate is written out, between quotes",
            ])
    }

    @Test func `what two readings find is said once`() {
        #expect(faults("{{ title|uper }}{{ 1 is od }}{{ _(title) }}").count == 3)
    }

    @Test func `carriage returns count as line ends and are never shown`() throws {
        #expect(faults("a\r\nb\r{{ x }}").first?.line == 3)
        #expect(try shown("a\r\n{% if yes %}\r\nb\r\n{% endif %}\rc\r\n") == "a\nb\nc")
    }

    @Test(arguments: [
        ("{{ title", "“{{” is never closed by “}}”"),
        ("a {% if yes", "“{%” is never closed by “%}”"),
        ("{# a", "“{#” is never closed by “#}”"),
        ("{% if yes %}x", "“if” is never closed"),
        ("{% for x in words %}{% if yes %}{% endfor %}", "“endfor” stands here without its beginning"),
        ("{% raw %}x", "“raw” is never closed by “endraw”"),
        ("{% endif %}", "“endif” stands here without its beginning"),
        ("{{ 'abc }}", "this text is never closed"),
        ("{{ }}", "expected a value, found the end of the tag"),
        ("{{ 1 + }}", "expected a value, found the end of the tag"),
        ("{{ title title }}", "expected the end of the tag, found “title”"),
        ("{{ 99999999999999999999 }}", "this number is too large"),
        ("{{ ? }}", "“?” means nothing here"),
        ("{{ {'a': 1} }}", "this language has no dictionaries"),
        ("{% blck a %}", "there is no statement “blck”"),
        ("{{ title.upper() }}", "values have no functions"),
        ("{{ title|safe }}", "there is no filter “safe”"),
        ("{{ words }}", "a list cannot be shown"),
        ("{{ owner }}", "a Person cannot be shown"),
        ("{{ title + 1 }}", "“+” does not work between a text and a number"),
        ("{{ owner < 3 }}", "“<” does not work between a Person and a number"),
        ("{% for x in title|length %}{% endfor %}", "a number is not a list"),
        ("{{ title|date }}", "“date” does not work on a text"),
        ("{{ bold|truncate(3) }}", "“truncate” does not work on HTML"),
        ("{{ 1 // 0 }}", "a division by zero"),
        ("{{ 2 ** 100 }}", "the result is too large"),
        ("{{ 9223372036854775807 + 1 }}", "the result is too large"),
        ("{{ _(title) }}", "a text to translate is written out, between quotes"),
        ("{{ _('Hi %(name)s', nam=title) }}", "the text “Hi %(name)s” names “name”, which is not given"),
        ("{% trans %}{{ title|upper }}{% endtrans %}", "only names may be shown inside “trans”"),
        ("{% trans %}{% if yes %}{% endif %}{% endtrans %}", "“if” may not stand inside “trans”"),
        (
            "{% trans count=title %}a{% pluralize %}b{% endtrans %}",
            "a number decides which form is used, and “count” is a text"
        ),
        ("{% extends 'nope.html' %}", "there is no template “nope.html”"),
        ("{% include 'page.html' %}", "“page.html” includes or extends itself"),
        ("{% extends 'page.html' %}", "“page.html” extends itself"),
        ("{% import 'page.html' as m %}", "“page.html” imports itself"),
        ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "the macro “a” calls itself"),
        (
            "{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ a() }}",
            "the macro “a” calls itself"
        ),
        ("{% macro a(x) %}{% endmacro %}{{ a(1, 2) }}", "“a” takes 1 arguments at most"),
        ("{% macro a(x) %}{% endmacro %}{{ a(y=2) }}", "“a” has no parameter “y”"),
        ("{% block a %}{{ self.a() }}{% endblock %}", "the block “a” shows itself"),
        ("{% block a %}{% endblock %}{% block a %}{% endblock %}", "there is a block “a” already"),
        ("{{ super() }}", "“super” stands outside of a block"),
        ("{% if yes %}{% set a = 'x' %}{% else %}{% set a = words %}{% endif %}", "“a” is either a text or a list"),
        ("{{ loop.index }}", "there is no “loop” here"),
        ("{% for w in words %}{{ loop.indx }}{% endfor %}", "“loop” has no “indx”"),
        (
            "{% for a, b in words %}{{ a }}{% endfor %}{% for a, b in people %}{% endfor %}",
            "a Person cannot be taken apart into 2 values"
        ),
        ("{{ people|map(attribute='nam')|join }}", "Person has no “nam”"),
    ])
    func `a template that cannot be right is refused`(text: String, message: String) {
        #expect(faults(text).map(\.message).contains(message), "\(faults(text))")
    }

    @Test func `text outside of the blocks of a page with a layout is a fault, because nobody would see it`() {
        let found = faults(
            "{% extends 'l.html' %}\nlost\n{{ title }}", files: ["l.html": "{% block a %}{% endblock %}"])
        #expect(found.map(\.line) == [2, 3])
    }

    @Test func `a required block must be given`() {
        let found = faults("{% extends 'l.html' %}", files: ["l.html": "{% block a required %}{% endblock %}"])
        #expect(found.first?.message == "the block “a” must be given by the page")
    }

    @Test func `what can only go wrong with values is a fault with its place`() throws {
        let cases = [
            "\n{{ count // zero }}", "\n{{ big * 9223372036854775807 }}", "\n{{ people[0].age % zero }}",
            "\n{% for a, b in [words, words] %}{% endfor %}", "\n{% for i in range(big) %}{% endfor %}",
            "\n{{ '%d'|format(title) }}", "\n{{ count ** big }}", "\n{{ long|truncate(negative) }}",
        ]
        for text in cases {
            let fault = #expect(throws: TemplateError.self, "\(text)") { try shown(text) }
            #expect(fault?.line == 2)
        }
    }

    @Test func `loops and pages without end come to an end`() {
        let long = "{% for i in range(90000) %}{% for j in range(90000) %}{% endfor %}{% endfor %}"
        #expect(
            #expect(throws: TemplateError.self) { try shown(long) }?.message == "the loops of this page are too long")
        let wide =
            "{% for i in range(90000) %}{% for w in range(90000) %}{{ long }}{{ long }}{{ long }}{% endfor %}{% endfor %}"
        #expect(#expect(throws: TemplateError.self) { try shown(wide) }?.message == "the page is too long")
        let doubled = "{% set ns = namespace(t='x') %}{% for i in range(64) %}{% set ns.t = ns.t ~ ns.t %}{% endfor %}"
        #expect(#expect(throws: TemplateError.self) { try shown(doubled) }?.message == "the text is too long")
    }

    @Test func `macros that double each other come to an end`() {
        var text = "{% macro m0() %}{{ title }}{{ title }}{% endmacro %}"
        for level in 1...40 {
            text += "{% macro m\(level)() %}{{ m\(level - 1)() }}{{ m\(level - 1)() }}{% endmacro %}"
        }
        let found = faults(text + "{{ m40() }}")
        #expect(found.contains { $0.message.hasPrefix("this page grows too large") })
    }

    @Test func `a thousand brackets are refused, not a crash`() {
        #expect(!faults("{{ " + String(repeating: "(", count: 10_000) + "1").isEmpty)
        #expect(!faults("{{ " + String(repeating: "-", count: 10_000) + "1 }}").isEmpty)
        #expect(!faults("{{ " + String(repeating: "not ", count: 10_000) + "1 }}").isEmpty)
        #expect(!faults("{{ title" + String(repeating: "|upper", count: 10_000) + " }}").isEmpty)
        let brackets = String(repeating: "(", count: 90) + "owner" + String(repeating: ".a.a.a.a.a)", count: 90)
        #expect(!faults("{{ \(brackets) }}").isEmpty)
        #expect(!faults(String(repeating: "{% if yes %}", count: 10_000)).isEmpty)
        #expect(!faults("{{ " + String(repeating: "1 if yes else ", count: 10_000) + "1 }}").isEmpty)
        #expect(!faults("{{ " + String(repeating: "1 + ", count: 10_000) + "1 }}").isEmpty)
    }
}
