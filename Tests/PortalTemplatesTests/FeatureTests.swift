import PortalLanguage
import PortalValues
import Testing

@testable import PortalTemplates

/// What the language has beyond Jinja2.
struct FeatureTests {
    @Test func `money, days and moments are written as the language writes them`() throws {
        #expect(try shown("{{ price }}") == "€1,234.50")
        #expect(try shown("{{ price|money }}", in: "fr") == "1\u{202F}234,50\u{A0}€")
        #expect(try shown("{{ big|number }}", in: "fr") == "1\u{202F}234\u{202F}567")
        #expect(try shown("{{ ratio|number(2) }}", in: "fr") == "2,50")
        #expect(try shown("{{ birthday|date('numeric') }}", in: "fr") == "04/10/2024")
        #expect(try shown("{{ birthday|date('long') }}", in: "fr") == "4 octobre 2024")
        #expect(try shown("{{ moment|time }}", in: "fr") == "23:13")
        #expect(try shown("{{ moment|iso }} {{ birthday|iso }}") == "2023-11-14T22:13:20Z 2024-10-04")
        #expect(try shown("[{{ noPrice|money }}{{ never|date }}{{ never|relative }}{{ noPrice }}]") == "[]")
    }

    @Test func `relative times count from the given moment, and their apostrophes are escaped`() throws {
        let now = Instant(seconds: 1_700_000_000)
        let text = try shown("{{ moment|relative }}", in: "fr", now: now)
        #expect(!text.isEmpty && !text.contains("'"))
        #expect(try shown("{{ moment|relative }}", now: now.adding(seconds: 86_400 * 3)).contains("3"))
    }

    @Test func `sentences are said in the reader's language and escaped`() throws {
        #expect(try shown("{{ greeting }}", in: "fr") == "Tom &amp; Jérôme &lt;3")
        #expect(try shown("<p title=\"{{ greeting }}\">") == "<p title=\"Tom &amp; Jerry\">")
    }

    @Test func `messages take arguments by name, which are escaped`() throws {
        #expect(try shown("{{ _('By %(name)s & co', name=title) }}") == "By Fête &amp; &lt;Soirée&gt; &amp; co")
        #expect(try shown("{{ ngettext('%(num)s file', '%(num)s files', one) }}", in: "fr") == "1 fichier")
        #expect(
            try shown("{% set t = ngettext('%(num)s file', '%(num)s files', count) %}{{ t|upper }}", in: "fr")
                == "3 FICHIERS")
        #expect(try shown("{% trans shown=big|number %}{{ shown }} of {{ count }}{% endtrans %}") == "1,234,567 of 3")
    }

    @Test func `a missing model has fields that are nothing`() throws {
        #expect(
            try shown("[{{ boss.name }}{{ boss.home.street }}]{% if boss %}x{% endif %}{{ boss is none }}") == "[]True")
        #expect(try shown("{{ boss.name|default('nobody') }} {{ nothing|default('–') }}") == "nobody –")
    }

    @Test func `an unknown name may be asked about and may have a stand-in`() throws {
        #expect(try shown("{% if crumbs is defined %}{{ crumbs.nonsense }}{% else %}none{% endif %}") == "none")
        #expect(try shown("{{ crumbs|default('x') }}{{ owner.nickname|default('y') }}") == "xy")
    }

    @Test func `markdown becomes safe HTML`() throws {
        let html = try shown("{{ note|markdown }}")
        #expect(html.contains("<strong>fat</strong>"))
        #expect(!html.contains("<script") && !html.contains("javascript:"))
        #expect(Markdown.html("~~a~~ www.x.org\n\n| a |\n|---|\n| b |").html.contains("<table>"))
        #expect(
            Markdown.html("~~a~~ www.x.org").html == "<p><del>a</del> <a href=\"http://www.x.org\">www.x.org</a></p>\n")
        #expect(
            Markdown.html("<b onclick=x>\n\n[a](JaVaScRiPt:x) ![](data:text/html,x)").html.lowercased().contains(
                "script:") == false)
        #expect(Markdown.html("a\0b").html.contains("a"))
    }

    @Test func `what is known beforehand is one piece of static text`() throws {
        let library = Library(names: ["page.html", "l.html", "m.html"]) { name in
            [
                "page.html":
                    "{% extends 'l.html' %}{% from 'm.html' import icon %}{% block a %}{{ icon('x', 2 + 1) }}{{ _('Hello') }}{% endblock %}",
                "l.html": "<p>{% block a %}{% endblock %}</p>{% if false %}{{ title }}{% endif %}",
                "m.html":
                    "{% macro icon(n, size) %}<i class=\"{{ n }}-{{ size * 2 }}{% if size > 2 %} big{% endif %}\"></i>{% endmacro %}",
            ][name]
        }
        let french = try #require(languages["fr"])
        let result = Compiler.compile(
            "page.html", page: Sample.self, layout: TestFrame.self, library: library, language: french)
        let program = try #require(result.program)
        #expect(program.instructions.count == 1)
        #expect(String(decoding: program.text, as: UTF8.self) == "<p><i class=\"x-6 big\"></i>Bonjour</p>")
    }

    @Test func `imported macros see the frame but not the page`() throws {
        let macros = "{% macro a() %}{{ layout.site }}{% endmacro %}{% macro b() %}{{ title }}{% endmacro %}"
        #expect(try shown("{% from 'm.html' import a %}{{ a() }}", files: ["m.html": macros]) == "Portail &amp; co")
        #expect(
            faults("{% from 'm.html' import b %}{{ b() }}", files: ["m.html": macros]).first?.message
                == "there is no “title” here")
        #expect(
            try shown("{% from 'm.html' import b with context %}{{ b() }}", files: ["m.html": macros]).hasPrefix("Fête")
        )
    }

    @Test func `pages nobody compiled, and frames of another kind, are faults`() throws {
        struct Other: Page {
            static let template = "other.html"
            static let sample = Other()
            static let fields: [Field<Other>] = []
        }
        let all = try templates(["page.html": "x", "spare.html": "y"])
        #expect(all.unused == ["spare.html"])
        #expect(throws: TemplateError.self) { try all.render(Other(), layout: TestFrame(), in: languages.standard) }
        #expect(throws: TemplateError.self) { try all.render(Sample.sample, layout: Home(), in: languages.standard) }
    }

    @Test func `a field named twice is a fault`() {
        struct Twice: Page {
            static let template = "page.html"
            static let sample = Twice()
            static let fields: [Field<Twice>] = [.text("a") { _ in "" }, .text("a") { _ in "" }]
        }
        #expect(throws: TemplateErrors.self) { try templates(["page.html": ""], pages: [Twice.self]) }
    }

    @Test func `sums of money are money`() throws {
        #expect(
            try shown("{{ price + price }} {{ price * 2 - price }} {{ -price }}") == "€2,469.00 €1,234.50 -€1,234.50")
        #expect(try shown("{{ price > noPrice if no else 'x' }}{{ price == price }}") == "xTrue")
    }
}
