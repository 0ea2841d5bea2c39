import Testing

@testable import PortalLanguage

@Suite struct LanguagesTests {
    private func folder(_ texts: [String: String]) throws -> Folder {
        let folder = Folder()
        for (code, text) in texts { try folder.write(text, to: "\(code)/LC_MESSAGES/portal.po") }
        return folder
    }

    private static let fr =
        header(french) + """
            msgid "Save"
            msgstr "Enregistrer"

            msgid "E-mail"
            msgstr "E-mail"

            msgid "%(count)s item"
            msgid_plural "%(count)s items"
            msgstr[0] "%(count)s article"
            msgstr[1] "%(count)s articles"

            """

    @Test func `Quebec says its own word, then France's, then the English one`() throws {
        let quebec = header(french, language: "fr_CA") + "msgid \"E-mail\"\nmsgstr \"Courriel\"\n"
        let folder = try folder(["fr": Self.fr, "fr_CA": quebec])
        let languages = try Languages(directory: folder.path, default: "fr", zone: .utc)
        let language = try #require(languages["fr_CA"])
        #expect(["E-mail", "Save", "Close"].map { language.text(tr($0)) } == ["Courriel", "Enregistrer", "Close"])
        #expect(language.text(trn("%(count)s item", "%(count)s items", 0)) == "0 article")
        #expect(languages["fr"]?.text(tr("E-mail")) == "E-mail")
        #expect(language.tag == "fr-CA")
        #expect(language.name == "Français")
    }

    @Test func `counted texts are not taken from a language that counts otherwise`() throws {
        let other = header("nplurals=2; plural=(n != 1);", language: "fr_CA")
        let folder = try folder(["fr": Self.fr, "fr_CA": other])
        let languages = try Languages(directory: folder.path, default: "fr", zone: .utc)
        #expect(languages["fr_CA"]?.text(trn("%(count)s item", "%(count)s items", 0)) == "0 items")
        #expect(languages["fr_CA"]?.text(tr("Save")) == "Enregistrer")
    }

    @Test func `English is there without a folder and folders that are no languages are not`() throws {
        let folder = try folder(["fr": Self.fr, "old files": Self.fr, "FR": Self.fr])
        try folder.write("", to: "de/readme.txt")
        let languages = try Languages(directory: folder.path, default: "fr", zone: .utc)
        #expect(languages.all.map(\.code) == ["en", "fr"])
        #expect(languages.standard.code == "fr")
        #expect(languages["../fr"] == nil)
    }

    @Test func `a missing folder, a missing default and a broken file are told`() throws {
        #expect(throws: CatalogueError.self) { try Languages(directory: "/nowhere", default: "en", zone: .utc) }
        let good = try folder(["fr": Self.fr])
        #expect(throws: CatalogueError.self) { try Languages(directory: good.path, default: "de", zone: .utc) }
        let broken = try folder(["fr": header(french) + "msgid \"a\"\nmsgstr \"b"])
        let fault = #expect(throws: CatalogueError.self) {
            try Languages(directory: broken.path, default: "fr", zone: .utc)
        }
        #expect(fault?.line == 14)
        let rule = try folder(["fr": header("nplurals=two")])
        #expect(throws: CatalogueError.self) { try Languages(directory: rule.path, default: "fr", zone: .utc) }
    }

    @Test func `the younger of text and compiled file is read, and only the compiled one where that is asked for`()
        throws
    {
        let folder = try folder(["fr": Self.fr])
        #expect(throws: CatalogueError.self) {
            try Languages(directory: folder.path, default: "fr", zone: .utc, choice: .compiled)
        }
        _ = try Translations.compile(directory: folder.path)
        try folder.write(Self.fr.replacing("Enregistrer", with: "Sauver"), to: "fr/LC_MESSAGES/portal.po")
        func save(_ choice: CatalogueChoice) throws -> String? {
            try Languages(directory: folder.path, default: "fr", zone: .utc, choice: choice)["fr"]?.text(tr("Save"))
        }
        try folder.date("fr/LC_MESSAGES/portal.po", 60)
        #expect(try save(.newest) == "Sauver")
        #expect(try save(.compiled) == "Enregistrer")
        try folder.date("fr/LC_MESSAGES/portal.po", -60)
        #expect(try save(.newest) == "Enregistrer")
    }

    @Test func `the stamp changes with the files and only with them`() throws {
        let folder = try folder(["fr": Self.fr])
        let first = Languages.stamp(directory: folder.path)
        #expect(Languages.stamp(directory: folder.path) == first)
        try folder.date("fr/LC_MESSAGES/portal.po", 60)
        let second = Languages.stamp(directory: folder.path)
        #expect(second != first)
        try folder.write(Self.fr, to: "de/LC_MESSAGES/portal.po")
        #expect(Languages.stamp(directory: folder.path) != second)
        #expect(Languages.stamp(directory: "/nowhere") == Languages.stamp(directory: "/nowhere either"))
    }

    @Test(
        arguments: [
            ("fr", "fr"), ("fr-FR,fr;q=0.9,en;q=0.8", "fr"), ("en;q=0.8,fr;q=0.9", "fr"), ("de,en;q=0.5", "en"),
            ("FR-ch", "fr"),
            ("pt", "pt_BR"), ("pt-PT;q=0.5,en;q=0.4", "en"), ("*", "fr"), ("de,*;q=0.1", "fr"),
            ("fr;q=0,en;q=0.1", "en"), ("fr;q=0,*", "en"), ("en, fr", "en"),
            ("fr ; q = 0.4 , en", "en"), ("de", nil), ("", nil), (";;;,,,", nil), ("fr;q=2", nil), ("fr;q=0.1234", nil),
            ("fr;q=x", nil),
            ("fr;q=", nil), ("é-à;q=1", nil), ("-", nil), ("zh-Hant-TW,en-US;q=0.7", "en"),
        ] as [(String, String?)])
    func `a browser's wishes find the best language`(wish: String, code: String?) throws {
        let folder = try folder(["fr": Self.fr, "pt_BR": header(french, language: "pt_BR")])
        #expect(try Languages(directory: folder.path, default: "fr", zone: .utc).best(for: wish)?.code == code)
    }

    @Test func `languages can be made of texts alone`() throws {
        let languages = try Languages(texts: ["fr": Self.fr], default: "fr", zone: .utc)
        #expect(languages.standard.text(tr("Save")) == "Enregistrer")
        #expect(languages.all.map(\.code) == ["en", "fr"])
        #expect(throws: CatalogueError.self) { try Languages(texts: ["..": ""], default: "en", zone: .utc) }
    }

    @Test func `a wish without end is cut`() throws {
        let folder = try folder(["fr": Self.fr])
        let languages = try Languages(directory: folder.path, default: "fr", zone: .utc)
        #expect(languages.best(for: String(repeating: "de,", count: 100_000) + "fr") == nil)
        #expect(languages.best(for: "fr," + String(repeating: "a-", count: 100_000))?.code == "fr")
    }

    @Test(
        arguments: [
            ("fr", true), ("fr_CA", true), ("sr_Latn_RS", true), ("ca@valencia", true), ("es_419", true), ("oci", true),
            ("", false), ("f", false),
            ("..", false), ("fr/..", false), ("fr_", false), ("fr_ca", false), ("FR", false), ("fr@", false),
            ("fr_CA_", false), ("français", false),
            ("fr-CA", false), ("fr\0", false), ("fr@a@b", false),
        ] as [(String, Bool)])
    func `a code is checked before it becomes a path`(code: String, isValid: Bool) {
        #expect(LanguageCode.isValid(code) == isValid)
    }
}
