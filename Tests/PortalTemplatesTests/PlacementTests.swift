import PortalLanguage
import Testing

@testable import PortalTemplates

/// Where in HTML a value may stand, and what becomes of it there.
struct PlacementTests {
    @Test(arguments: [
        ("<script>{{ title }}</script>", "a value may not stand inside <script>"),
        ("<SCRIPT>var a = '{{ title }}'</SCRIPT>", "a value may not stand inside <script>"),
        ("<script{% if yes %} async{% endif %}>{{ title }}</script>", "a value may not stand inside <script>"),
        ("<style>p { color: {{ title }} }</style>", "a value may not stand inside <style>"),
        ("<p onclick=\"a({{ count }})\">", "an event attribute holds a script"),
        ("<p ONCLICK='{{ title }}'>", "an event attribute holds a script"),
        ("<p style=\"width: {{ count }}px\">", "a style attribute cannot be made safe; choose a class"),
        ("<p class={{ title }}>", "the value of the attribute “class” needs quotes"),
        ("<p class=a{{ title }}>", "the value of the attribute “class” needs quotes"),
        ("<p {{ title }}>", "a value may not stand between attributes or in an attribute’s name"),
        ("<p data-{{ title }}=\"x\">", "a value may not stand between attributes or in an attribute’s name"),
        ("<{{ title }}>", "a value may not stand in a tag’s name"),
        ("<h{{ count }}>", "a value may not stand in a tag’s name"),
        ("</{{ title }}>", "a value may not stand in a tag’s name"),
        ("<!-- {{ title }} -->", "a value may not stand in an HTML comment"),
        ("<!doctype {{ title }}>", "a value may not stand in a declaration"),
        ("<iframe srcdoc=\"{{ title }}\">", "“srcdoc” holds a whole page"),
        (
            "<meta http-equiv=\"refresh\" content=\"{{ title }}\">",
            "“http-equiv” makes this an instruction to the browser"
        ),
        ("<a href=\"javascript:{{ title }}\">", "nothing may be put behind the scheme “javascript:”"),
        ("<a href=\"data:{{ title }}\">", "nothing may be put behind the scheme “data:”"),
        ("<a href=\"{{ title }}:{{ title }}\">", "the scheme of an address may not be put together from parts"),
        ("<a href=\"{{ bold }}\">", "HTML cannot be an address"),
        ("<svg><animate to=\"{{ title }}\">", "an animation could change any attribute"),
        (
            "{% if yes %}<p class=\"{% endif %}{{ title }}",
            "one way this ends in the attribute “class”, the other way in text"
        ),
        (
            "{% for w in words %}<p class=\"{% endfor %}",
            "a round of this loop begins in text and ends in the attribute “class”"
        ),
        ("{% set x %}<p class=\"{% endset %}", "this passage ends in the attribute “class”, so that it cannot be kept"),
        (
            "<p{% if yes %} class=\"a\"{% endif %}id=\"b\">",
            "a blank must follow a part of a tag that is not always there"
        ),
        ("<p class=\"a", "the page ends in the attribute “class”"),
        ("<script>", "the page ends inside <script>"),
        ("{% trans %}<p class=\"{{ title }}{% endtrans %}", "the page ends in the attribute “class”"),
        ("{% filter upper %}<script>{{ title }}</script>{% endfilter %}", "a value may not stand inside <script>"),
        (
            "{% macro a(x) %}{{ x }}{% endmacro %}<script>{{ a(title) }}</script>",
            "a value may not stand inside <script>"
        ),
    ])
    func `a value is refused where nothing makes it safe`(text: String, message: String) {
        let found = faults(text).map(\.message)
        #expect(found.contains(message), "\(found)")
    }

    @Test(arguments: [
        "<!-- a --><p>{{ title }}</p>", "<!-->{{ title }}", "<script>a</script>{{ title }}",
        "<style>a</style >{{ title }}",
        "<script>'</scrip'</script>{{ title }}", "<p a=\"<script>\">{{ title }}", "<p a='>' b=\">\">{{ title }}",
        "1 < 2 {{ title }}",
        "<a {% if yes %}href=\"x\"{% endif %} class=\"y\">{{ title }}",
        "<p{% for w in words %} data-x=\"{{ w }}\"{% endfor %}>",
        "<input {% if yes %}checked {% endif %}name=\"a\">",
        "<input type=text {% if yes %}checked{% endif %}>{{ title }}",
        "<br/>{{ title }}", "<p/{{ '' }}>", "<title>{{ title }}</title><textarea>{{ title }}</textarea>{{ title }}",
        "{% if yes %}<a href=\"/{{ count }}\">{% else %}<span>{% endif %}x{% if yes %}</a>{% else %}</span>{% endif %}",
        "<p class=\"{% if yes %}a{% elif no %}b{% else %}c{% endif %} {{ title }}\">",
        "<img srcset=\"{{ address }} 320w, {{ address }} 640w\" src=\"{{ address }}\">",
    ])
    func `a value is welcome in text and in quoted attributes`(text: String) {
        #expect(faults(text).filter { !$0.message.contains("between attributes") } == [])
    }

    @Test(arguments: [
        ("javascript:alert(1)", "#"), ("JavaScript:alert(1)", "#"), (" \u{1}java\tscript:alert(1)", "#"),
        ("data:text/html,x", "#"),
        ("vbscript:x", "#"), ("https://x.org/?a=b:c", "https://x.org/?a=b:c"), ("/a:b", "/a:b"), ("?q=a:b", "?q=a:b"),
        ("mailto:a@b.c", "mailto:a@b.c"), ("tel:+331", "tel:+331"), ("//x.org", "//x.org"), ("#a:b", "#a:b"),
        ("a/b", "a/b"), ("", ""),
        ("ftp://x", "#"), ("HTTP://x", "HTTP://x"),
    ])
    func `an address with a foreign scheme is neutralised`(address: String, expected: String) throws {
        var page = Sample.sample
        page.script = address
        #expect(try shown("<a href=\"{{ script }}\">", page: page) == "<a href=\"\(expected)\">")
        #expect(try shown("<form action='{{ script }}'>", page: page) == "<form action='\(expected)'>")
        #expect(
            try shown("{% macro a(u) %}<a href=\"{{ u }}\">{% endmacro %}{{ a(script) }}", page: page)
                == "<a href=\"\(expected)\">")
    }

    @Test func `a scheme cannot be put together from parts`() throws {
        var page = Sample.sample
        page.script = "script:alert(1)"
        #expect(try shown("<a href=\"java{{ script }}\">", page: page) == "<a href=\"#\">")
        #expect(try shown("<a href=\"{% if yes %}java{% endif %}{{ script }}\">", page: page) == "<a href=\"#\">")
        #expect(try shown("<a href=\"{{ 'java' }}{{ script }}\">", page: page) == "<a href=\"#\">")
        #expect(try shown("<a href=\"{{ 'java' ~ script }}/x\">", page: page) == "<a href=\"#/x\">")
        #expect(
            try shown("<a href=\"{{ 'java' if yes }}{{ script if yes else title }}\">", page: page) == "<a href=\"#\">")
        #expect(try shown("<a href=\"/{{ script }}\">", page: page) == "<a href=\"/script:alert(1)\">")
    }

    @Test func `safe HTML inside an attribute loses its quotes and brackets`() throws {
        #expect(
            try shown("<p title=\"{{ bold }}\">{{ bold }}")
                == "<p title=\"&lt;b title=&#34;x&#34;&gt;&amp;&lt;/b&gt;\"><b title=\"x\">&amp;</b>")
        #expect(try shown("<title>{{ bold }}</title>").contains("<b") == false)
    }

    @Test func `a plain text is neither escaped nor checked`() throws {
        struct Mail: Page {
            static let template = "mail.txt"
            static let sample = Mail()
            static let fields: [Field<Mail>] = [.text("name") { _ in "Tom & <Jerry>" }]
        }
        let all = try templates(["mail.txt": "Hello {{ name }},\n<script {{ name }}\n"], pages: [Mail.self])
        let bytes = try all.render(Mail(), layout: TestFrame(), in: languages.standard)
        #expect(String(decoding: bytes, as: UTF8.self) == "Hello Tom & <Jerry>,\n<script Tom & <Jerry>")
    }
}
