import Foundation
import PortalLanguage
import PortalValues
import Testing

@Suite struct MessageTests {
    private let languages: Languages

    init() throws {
        let folder = Folder()
        try folder.write(
            header(french) + """
                msgid "Welcome back, %(name)s"
                msgstr "Bon retour, %(name)s"

                msgid "%(count)s client"
                msgid_plural "%(count)s clients"
                msgstr[0] "%(count)s client"
                msgstr[1] "%(count)s clients"

                msgctxt "verb"
                msgid "Open"
                msgstr "Ouvrir"

                msgid "Open"
                msgstr "Ouvert"

                msgid "100%% of %(what)s"
                msgstr "%(what)s à 100\u{202F}%%"

                """, to: "fr/LC_MESSAGES/portal.po")
        languages = try Languages(directory: folder.path, default: "en", zone: .utc)
    }

    private func said(_ message: Message) throws -> [String] {
        try ["en", "fr"].map { try #require(languages[$0]).text(message) }
    }

    @Test func `a sentence is said in the reader's language`() throws {
        #expect(try said(tr("Welcome back, %(name)s", ["name": "Zoé"])) == ["Welcome back, Zoé", "Bon retour, Zoé"])
        #expect(try said(tr("Not translated")) == ["Not translated", "Not translated"])
    }

    @Test func `the same word has another translation in another context`() throws {
        #expect(try said(trc("verb", "Open")) == ["Open", "Ouvrir"])
        #expect(try said(tr("Open")) == ["Open", "Ouvert"])
        #expect(try said(trc("adjective", "Open")) == ["Open", "Open"])
    }

    @Test(
        arguments: [
            (0, "0 clients", "0 client"), (1, "1 client", "1 client"), (2, "2 clients", "2 clients"),
            (1200, "1,200 clients", "1\u{202F}200 clients"),
        ] as [(Int, String, String)])
    func `each language counts its own way and writes the number its own way`(n: Int, en: String, fr: String) throws {
        #expect(try said(trn("%(count)s client", "%(count)s clients", n)) == [en, fr])
    }

    @Test func `arguments are written the way of the language`() throws {
        let day = try #require(Day(iso: "2026-11-21"))
        let message = tr(
            "%(a)s %(b)s %(c)s %(d)s %(e)s",
            [
                "a": 1500, "b": .money(Money(cents: 250)), "c": .day(day), "d": .message(tr("Open")),
                "e": .instant(Instant(seconds: 0)),
            ])
        #expect(
            try said(message) == [
                "1,500 €2.50 21 Nov 2026 Open 1 Jan 1970, 00:00",
                "1\u{202F}500 2,50\u{A0}€ 21 nov. 2026 Ouvert 1er janv. 1970 à 00:00",
            ])
    }

    @Test(
        arguments: [
            ("100%", "100%"), ("%", "%"), ("%%", "%"), ("%%(name)s", "%(name)s"), ("%(name)s%(name)s", "ZZ"),
            ("%(nobody)s", "%(nobody)s"),
            ("%(name", "%(name"), ("%(name)", "%(name)"), ("%(name)d", "%(name)d"), ("5 % of %(name)s", "5 % of Z"),
            ("", ""), ("%()s", "%()s"),
            ("%(%(name)s", "%(Z"),
        ] as [(String, String)])
    func `only whole placeholders with an argument are filled`(pattern: String, text: String) throws {
        #expect(try said(tr(pattern, ["name": "Z"]))[0] == text)
    }

    @Test func `a placeholder inside of an argument stays as it is`() throws {
        #expect(try said(tr("Hello %(name)s", ["name": "%(name)s%%"]))[0] == "Hello %(name)s%%")
    }

    @Test func `templates get translations with their placeholders untouched`() throws {
        let fr = try #require(languages["fr"])
        #expect(fr.translation("100%% of %(what)s", context: nil) == "%(what)s à 100\u{202F}%%")
        #expect(fr.translation("Not translated", context: nil) == nil)
        #expect(fr.translations("%(count)s client", "%(count)s clients", context: nil)?.count == 2)
        #expect(fr.translations("Open", "Opens", context: nil) == nil)
        #expect([0, 1, 2].map(fr.pluralIndex) == [0, 0, 1])
        #expect(try [0, 1, 2].map(#require(languages["en"]).pluralIndex) == [1, 0, 1])
    }

    @Test func `a message can be kept and said later`() throws {
        let message = trn(
            "%(count)s of %(a)s", "%(count)s of %(a)s", 2,
            [
                "a": "text", "b": .money(Money(cents: .min)), "c": .day(Day(number: -5)), "d": .message(trc("x", "y")),
                "e": .instant(Instant(microseconds: 1)),
            ])
        let data = try JSONEncoder().encode(message)
        #expect(try JSONDecoder().decode(Message.self, from: data) == message)
    }

    @Test(arguments: ["{}", "{\"text\": 5}", "{\"text\": \"a\", \"number\": 1}", "{\"other\": 1}", "5"])
    func `what is no argument is refused`(json: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Argument.self, from: Data(json.utf8)) }
    }
}
