import PortalTestSupport
import Testing

@testable import PortalLanguage

@Suite struct PortableObjectTests {
    static let sample = """
        # The portal in French.
        msgid ""
        msgstr ""
        "Content-Type: text/plain; charset=UTF-8\\n"
        "Plural-Forms: nplurals=2; plural=(n > 1);\\n"

        # A remark
        #
        #. Shown to treasurers
        #: Sources/Bar.swift:12 Sources/Bar.swift:40
        #: \u{2068}a name.swift:3\u{2069}
        #, fuzzy, python-format
        #| msgid "Open %(name)s"
        msgctxt "verb"
        msgid "Open “%(name)s”"
        msgstr "Ouvrir « %(name)s »"

        msgid "%(count)s drink"
        msgid_plural "%(count)s drinks"
        msgstr[0] "%(count)s boisson"
        msgstr[1] "%(count)s boissons"

        msgid ""
        "two\\n"
        "lines"
        msgstr "a \\"quote\\", a\\ttab, a \\\\"

        #~ msgid "Old"
        #~ msgstr "Ancien"

        """

    @Test func `every part of an entry is read`() throws {
        let object = try PortableObject(Self.sample, file: "fr.po")
        try #require(object.entries.count == 5)
        #expect(object.headers.map(\.name) == ["Content-Type", "Plural-Forms"])
        let open = object.entries[1]
        #expect(open.context == "verb")
        #expect(open.remarks == ["A remark", ""])
        #expect(open.comments == ["Shown to treasurers"])
        #expect(open.references == ["Sources/Bar.swift:12", "Sources/Bar.swift:40", "\u{2068}a name.swift:3\u{2069}"])
        #expect(open.flags == ["fuzzy", "python-format"])
        #expect(open.previous == ["msgid \"Open %(name)s\""])
        #expect(open.line == 14)
        #expect(object.entries[2].translations == ["%(count)s boisson", "%(count)s boissons"])
        #expect(object.entries[3].id == "two\nlines")
        #expect(object.entries[3].translations == ["a \"quote\", a\ttab, a \\"])
        #expect(object.entries[4].isObsolete)
    }

    @Test func `what is written is what was read`() throws {
        let object = try PortableObject(Self.sample, file: "fr.po")
        let again = try PortableObject(object.text, file: "fr.po")
        #expect(again.text == object.text)
        #expect(again.entries.map(Self.withoutLine) == object.entries.map(Self.withoutLine))
    }

    @Test func `any text survives writing and reading`() throws {
        var chance = Chance(seed: 11)
        let letters: [Unicode.Scalar] = [
            "\"", "\\", "\n", "\r", "\t", "\u{7}", "\u{1B}", "\u{7F}", "é", "\u{301}", "n", "%", "🎉", " ",
        ]
        for _ in 0..<500 {
            var entry = PortableObject.Entry(
                context: Self.text(letters, &chance), id: "x" + Self.text(letters, &chance))
            if Bool.random(using: &chance) { entry.plural = Self.text(letters, &chance) }
            entry.translations = (0..<(entry.plural == nil ? 1 : 3)).map { _ in Self.text(letters, &chance) }
            let read = try PortableObject(PortableObject(entries: [entry]).text, file: "x.po")
            #expect(read.entries.map(Self.withoutLine) == [entry])
        }
    }

    private static func text(_ letters: [Unicode.Scalar], _ chance: inout Chance) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...8, using: &chance) {
            text.unicodeScalars.append(letters.randomElement(using: &chance) ?? "x")
        }
        return text
    }

    private static func withoutLine(_ entry: PortableObject.Entry) -> PortableObject.Entry {
        var entry = entry
        entry.line = 0
        return entry
    }

    @Test(
        arguments: [
            ("msgid \"a\"\nmsgstr \"b", 2, "not closed"), ("msgid \"a\"\n\nmsgid \"b\"", 3, "no msgstr"),
            ("\"a\"", 1, "without a keyword"),
            ("msgid \"a\"\nmsgstr[0] \"b\"", 2, "without msgid_plural"),
            ("msgid \"a\"\nmsgid_plural \"b\"\nmsgstr \"c\"", 3, "msgstr[0]"),
            ("msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[1] \"c\"", 3, "not the next"),
            ("msgid \"a\"\nmsgstr \"\\q\"", 2, "escape"),
            ("msgid \"a\"\nmsgstr \"b\" c", 2, "closing quote"), ("msgidd \"a\"", 1, "unknown keyword"),
            ("msgstr \"a\"", 1, "without msgid"),
            ("msgid \"a\"\nmsgstr \"b\"\n\nmsgid \"a\"\nmsgstr \"c\"", 4, "line 1"), ("msgid a", 1, "double quotes"),
            ("msgid \"a\"", 1, "no msgstr"), ("msgctxt \"a\"\nmsgstr \"b\"", 2, "without msgid"),
            ("msgid \"a\"\nmsgstr \"\\377\"", 2, "UTF-8"),
            ("msgid \"a\"\nmsgstr[99999999999999999999] \"b\"", 2, "unknown keyword"),
        ] as [(String, Int, String)])
    func `a mistake is told with its line`(text: String, line: Int, reason: String) {
        let fault = #expect(throws: CatalogueError.self) { try PortableObject(text, file: "fr.po") }
        #expect(fault?.line == line)
        #expect(fault?.reason.contains(reason) == true, "\(String(describing: fault))")
    }

    @Test func `bytes that are not UTF-8 are told with their line`() {
        let fault = #expect(throws: CatalogueError.self) {
            try PortableObject(Array("# é\nmsgid \"".utf8) + [0xE9] + Array("\"".utf8), file: "fr.po")
        }
        #expect(fault?.description == "fr.po:2: the text is not UTF-8")
    }

    @Test func `lines may end as on Windows and the file begin with a byte order mark`() throws {
        let text = "\u{FEFF}msgid \"a\"\r\nmsgstr \"b\"\r\n"
        #expect(try PortableObject(text, file: "x.po").entries.first?.translations == ["b"])
    }

    @Test func `damaged files never stop the program`() {
        var chance = Chance(seed: 11)
        let bytes = Array(Self.sample.utf8)
        for _ in 0..<3_000 {
            var damaged = bytes
            for _ in 0..<Int.random(in: 1...4, using: &chance) {
                let place = Int.random(in: 0..<damaged.count, using: &chance)
                if Bool.random(using: &chance) {
                    damaged.remove(at: place)
                } else {
                    damaged[place] = UInt8.random(in: 0...255, using: &chance)
                }
            }
            _ = try? PortableObject(damaged, file: "x.po")
        }
    }
}
