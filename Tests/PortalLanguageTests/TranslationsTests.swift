import Testing

@testable import PortalLanguage

@Suite struct TranslationsTests {
    private static let messages = [
        ExtractedMessage(id: "Save", file: "Sources/B.swift", line: 9),
        ExtractedMessage(
            id: "Hello %(name)s", file: "Resources/home.html", line: 3, comment: "the visitor’s first name"),
        ExtractedMessage(id: "Save", file: "Sources/A.swift", line: 12),
        ExtractedMessage(id: "%(count)s item", plural: "%(count)s items", file: "Sources/A.swift", line: 2),
        ExtractedMessage(id: "Open", context: "verb", file: "Sources/A.swift", line: 4),
    ]

    /// A folder with the sample's texts in French, all translated.
    private func french() throws -> Folder {
        let folder = Folder()
        try folder.write("", to: "nothing")
        _ = try Translations.update(messages: Self.messages, directory: folder.path)
        try Translations.initialise(language: "fr", directory: folder.path)
        var object = try PortableObject(folder.text("fr/LC_MESSAGES/portal.po"), file: "fr.po")
        let words = [
            "Save": ["Enregistrer"], "Hello %(name)s": ["Bonjour %(name)s"], "Open": ["Ouvrir"],
            "%(count)s item": ["%(count)s article", "%(count)s articles"],
        ]
        for index in object.entries.indices {
            if let word = words[object.entries[index].id] { object.entries[index].translations = word }
        }
        try folder.write(object.text, to: "fr/LC_MESSAGES/portal.po")
        return folder
    }

    private func change(_ folder: Folder, _ from: String, _ to: String) throws {
        let text = folder.text("fr/LC_MESSAGES/portal.po")
        try #require(text.contains(from))
        try folder.write(text.replacing(from, with: to), to: "fr/LC_MESSAGES/portal.po")
    }

    private func kinds(_ folder: Folder, _ messages: [ExtractedMessage] = messages) throws -> [TranslationError.Kind] {
        try Translations.check(directory: folder.path, messages: messages).map(\.kind)
    }

    @Test func `the template is the same whatever the order of the messages`() throws {
        let texts = try (0..<5).map { _ in try MessageTemplate(Self.messages.shuffled()).object.text }
        #expect(Set(texts).count == 1)
        let text = try #require(texts.first)
        #expect(text.contains("#: Sources/A.swift:12 Sources/B.swift:9\nmsgid \"Save\"\n"))
        #expect(
            text.contains(
                "#. the visitor’s first name\n#: Resources/home.html:3\n#, python-format\nmsgid \"Hello %(name)s\"\n"))
        #expect(text.contains("msgctxt \"verb\"\nmsgid \"Open\"\n"))
        #expect(text.contains("msgid_plural \"%(count)s items\"\nmsgstr[0] \"\"\nmsgstr[1] \"\"\n"))
        #expect(text.contains("charset=UTF-8"))
    }

    @Test func `one text with two plurals is refused`() {
        let messages = ["items", "things"].map { ExtractedMessage(id: "item", plural: $0, file: "a", line: 1) }
        #expect(throws: TranslationErrors.self) { try MessageTemplate(messages) }
    }

    @Test func `a complete translation has no fault, compiles and speaks`() throws {
        let folder = try french()
        #expect(try kinds(folder) == [])
        let progress = try Translations.compile(directory: folder.path)
        #expect(progress == [Translations.Progress(language: "fr", translated: 4, fuzzy: 0, untranslated: 0)])
        let languages = try Languages(directory: folder.path, default: "fr", zone: .utc, choice: .compiled)
        #expect(languages.standard.text(trn("%(count)s item", "%(count)s items", 2)) == "2 articles")
        #expect(languages.standard.text(trc("verb", "Open")) == "Ouvrir")
    }

    @Test func `an update keeps translations, adds new texts and lays old ones aside`() throws {
        let folder = try french()
        let fewer =
            Self.messages.filter { $0.id != "Open" } + [ExtractedMessage(id: "Close", file: "Sources/C.swift", line: 1)]
        #expect(try kinds(folder, fewer) == [.stale, .missing])
        let progress = try Translations.update(messages: fewer, directory: folder.path)
        #expect(progress == [Translations.Progress(language: "fr", translated: 3, fuzzy: 0, untranslated: 1)])
        #expect(folder.text("fr/LC_MESSAGES/portal.po").contains("#~ msgstr \"Ouvrir\""))
        #expect(try kinds(folder, fewer) == [.missing])
        _ = try Translations.update(messages: Self.messages, directory: folder.path)
        #expect(try kinds(folder) == [])
    }

    @Test func `a second update changes nothing`() throws {
        let folder = try french()
        _ = try Translations.update(messages: Self.messages, directory: folder.path)
        let first = [folder.text("portal.pot"), folder.text("fr/LC_MESSAGES/portal.po")]
        let stamp = Languages.stamp(directory: folder.path)
        _ = try Translations.update(messages: Self.messages.reversed(), directory: folder.path)
        #expect([folder.text("portal.pot"), folder.text("fr/LC_MESSAGES/portal.po")] == first)
        #expect(Languages.stamp(directory: folder.path) == stamp)
    }

    @Test(
        arguments: [
            ("msgstr \"Enregistrer\"", "msgstr \"\"", .missing),
            ("msgstr \"Bonjour %(name)s\"", "msgstr \"Bonjour\"", .placeholder),
            ("msgstr \"Bonjour %(name)s\"", "msgstr \"Bonjour %(nom)s %(name)s\"", .placeholder),
            ("msgstr[0] \"%(count)s article\"", "msgstr[0] \"un article\"", .placeholder),
            ("msgstr \"Enregistrer\"", "msgstr \"Enregistrer !\"", .typography),
            ("msgstr[1] \"%(count)s articles\"\n", "", .plural),
            ("msgstr[1] \"%(count)s articles\"", "msgstr[1] \"\"", .missing),
            ("msgstr \"Enregistrer\"", "msgstr \"Enre", .syntax),
            ("Plural-Forms: nplurals=2", "Plural-Forms: nplurals=two", .plural),
        ] as [(String, String, TranslationError.Kind)])
    func `each mistake of a translator is found`(from: String, to: String, kind: TranslationError.Kind) throws {
        let folder = try french()
        try change(folder, from, to)
        #expect(try kinds(folder) == [kind])
    }

    @Test func `a fuzzy translation is found and told with its line`() throws {
        let folder = try french()
        try change(
            folder, "#: Sources/A.swift:12 Sources/B.swift:9\n", "#: Sources/A.swift:12 Sources/B.swift:9\n#, fuzzy\n")
        let faults = try Translations.check(directory: folder.path, messages: Self.messages)
        #expect(faults.map(\.kind) == [.fuzzy])
        #expect(
            faults.first?.description.hasSuffix("portal.po:\(faults.first?.line ?? 0): to be confirmed: “Save”") == true
        )
    }

    @Test func `what msgfmt refuses is told with its place and the old catalogue stays`() throws {
        let folder = try french()
        _ = try Translations.compile(directory: folder.path)
        try change(folder, "msgstr \"Bonjour %(name)s\"", "msgstr \"Bonjour %(nom)s\"")
        let error = #expect(throws: TranslationErrors.self) { try Translations.compile(directory: folder.path) }
        let fault = try #require(error?.faults.first)
        #expect(fault.kind == .program)
        #expect(fault.file.hasSuffix("fr/LC_MESSAGES/portal.po"))
        #expect((fault.line ?? 0) > 10)
        let languages = try Languages(directory: folder.path, default: "fr", zone: .utc, choice: .compiled)
        #expect(languages.standard.text(tr("Save")) == "Enregistrer")
        #expect(File.names(in: "\(folder.path)/fr/LC_MESSAGES") == ["portal.mo", "portal.po"])
    }

    @Test(arguments: ["de", "ar", "ja", "pl", "fr_CA", "pt_BR", "sr_Latn"])
    func `a new language begins with every text and a header that msgfmt accepts`(code: String) throws {
        let folder = try french()
        try Translations.initialise(language: code, directory: folder.path)
        let progress = try Translations.compile(directory: folder.path)
        #expect(progress.first { $0.language == code }?.untranslated == 4)
        let languages = try Languages(directory: folder.path, default: code, zone: .utc)
        #expect(languages.standard.text(tr("Nothing")) == "Nothing")
        #expect(languages.standard.name != code)
    }

    @Test func `English may be empty and needs no translations`() throws {
        let folder = try french()
        try Translations.initialise(language: "en", directory: folder.path)
        #expect(try kinds(folder) == [])
        try folder.write(header("nplurals=2; plural=(n != 1);", language: "en"), to: "en/LC_MESSAGES/portal.po")
        #expect(try kinds(folder) == [])
        _ = try Translations.update(messages: Self.messages, directory: folder.path)
        #expect(try Translations.compile(directory: folder.path).map(\.language) == ["en", "fr"])
    }

    @Test func `a language that is there, a code that is none and an unknown plural rule are refused`() throws {
        let folder = try french()
        for code in ["fr", "../fr", "", "xx"] {
            #expect(throws: TranslationErrors.self) {
                try Translations.initialise(language: code, directory: folder.path)
            }
        }
        try Translations.initialise(language: "xx", directory: folder.path, plurals: "nplurals=1; plural=0;")
        #expect(folder.text("xx/LC_MESSAGES/portal.po").contains("nplurals=1; plural=0;"))
    }

    @Test func `a program that is not installed is named`() {
        let error = #expect(throws: TranslationErrors.self) { try Translations.run("msgnothing", []) }
        #expect(error?.description == "msgnothing: not installed; it comes with the Debian package gettext")
    }
}
