import PortalLanguage
import Testing

@testable import PortalTemplates

struct ExtractionTests {
    @Test func `every message is found with its line, context, plural and the words for translators`() throws {
        let source = """
            {# Translators: a greeting, \
            on the first page #}
            <h1>{{ _("Hello %(name)s", name=user) }}</h1>
            {% trans count=n %}{{ count }} person{% pluralize %}{{ count }} people{% endtrans %}
            {% if ngettext("one", "many", 2) is string %}{{ pgettext("verb", "Open") }}{% endif %}
            {% macro m(a=_("standard")) %}{% for x in [_("item")] if _("cond") %}{{ x|default(_("none")) }}{% endfor %}{% endmacro %}
            {% call m(_("argument")) %}{% set y = "a" ~ _("joined") %}{% endcall %}
            {# not for them #}
            {% trans "bar" %}
              two
              lines 100%
            {% endtrans %}
            """
        let found = try TemplateMessages.extract(source: source, file: "a/b.html")
        #expect(
            found.map(\.id) == [
                "Hello %(name)s", "%(count)s person", "one", "Open", "standard", "item", "cond", "none", "argument",
                "joined",
                "two lines 100%",
            ])
        #expect(found.map(\.line) == [2, 3, 4, 4, 5, 5, 5, 5, 6, 6, 8])
        #expect(found[0].comment == "a greeting, on the first page")
        #expect(found.dropFirst().allSatisfy { $0.comment == nil })
        #expect(found[1].plural == "%(count)s people" && found[2].plural == "many")
        #expect(found[3].context == "verb" && found[10].context == "bar")
        #expect(found.allSatisfy { $0.file == "a/b.html" })
    }

    @Test func `what cannot be extracted is a fault`() {
        #expect(throws: TemplateErrors.self) { try TemplateMessages.extract(source: "{{ _(name) }}", file: "a") }
        #expect(throws: TemplateErrors.self) { try TemplateMessages.extract(source: "{% trans %}x", file: "a") }
    }
}
