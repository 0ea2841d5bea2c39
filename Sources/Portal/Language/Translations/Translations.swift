import PortalValues

/// The work on the translation files: `portal translate update | compile | check | init`.
///
/// They live in one folder: `portal.pot` (every text of the sources and templates), and `<code>/LC_MESSAGES/portal.po` for each
/// language, compiled to `portal.mo` beside it.
public enum Translations {
    /// Where a language stands.
    public struct Progress: Sendable, Hashable {
        /// The language's code.
        public let language: String
        /// Texts with a translation that is used.
        public let translated: Int
        /// Texts whose translation has to be confirmed.
        public let fuzzy: Int
        /// Texts without translation.
        public let untranslated: Int
    }

    /// Writes `portal.pot` and merges every language with it; English, whose texts are the source, is left as it is.
    ///
    /// A text that changed becomes a new one without translation, and the old one is kept as obsolete: a translation guessed by
    /// likeness (`msgmerge`'s fuzzy matching) would not be shown anyway, is refused by `check`, and tempts to confirm what is
    /// wrong. Throws where a text has two plurals, a file cannot be read or written, or `msgmerge` refuses.
    public static func update(messages: [ExtractedMessage], directory: String) throws(TranslationErrors) -> [Progress] {
        let template = try MessageTemplate(messages)
        let path = "\(directory)/portal.pot"
        try write(template.object.text, to: path)
        var progress: [Progress] = []
        for code in languages(in: directory) {
            let file = poFile(code, directory)
            if code != Languages.source {
                try run(
                    "msgmerge",
                    [
                        "--update", "--backup=none", "--no-fuzzy-matching", "--no-wrap", "--quiet", "--lang=\(code)",
                        file, path,
                    ])
            }
            progress.append(Translations.progress(code, try read(file)))
        }
        return progress
    }

    /// Checks every language with `msgfmt --check` and compiles it. Each file appears whole or not at all. Throws everything that
    /// `msgfmt` refuses, of all languages; the catalogues without fault are compiled all the same.
    public static func compile(directory: String) throws(TranslationErrors) -> [Progress] {
        var progress: [Progress] = []
        var faults: [TranslationError] = []
        for code in languages(in: directory) {
            let file = poFile(code, directory)
            let compiled = "\(directory)/\(code)/LC_MESSAGES/portal.mo"
            do throws(TranslationErrors) {
                try run("msgfmt", ["--check", "--output-file=\(compiled).new", file])
                try File.replace(compiled, by: "\(compiled).new")
                progress.append(Translations.progress(code, try read(file)))
            } catch {
                File.remove("\(compiled).new")
                faults += error.faults
            }
        }
        if !faults.isEmpty { throw TranslationErrors(faults) }
        return progress
    }

    /// Begins a language: its file with a header and every text of `portal.pot`, untranslated. `plurals` is its Plural-Forms
    /// header; needed only for a language that is not among the known ones. Throws for a code that is none, a language that is
    /// there already, or a missing `portal.pot`.
    public static func initialise(
        language code: String, directory: String, plurals: String? = nil
    ) throws(TranslationErrors) {
        let file = poFile(code, directory)
        guard LanguageCode.isValid(code) else {
            throw TranslationErrors([
                TranslationError(.syntax, file: directory, reason: "“\(code)” is not a language code")
            ])
        }
        guard !File.exists(file) else {
            throw TranslationErrors([TranslationError(.conflict, file: file, reason: "the language is there already")])
        }
        guard let rule = plurals ?? KnownLanguage.named(code)?.plurals, let count = PluralRule(rule)?.count else {
            let reason = "no plural rule is known for “\(code)”: give a Plural-Forms header"
            throw TranslationErrors([TranslationError(.plural, file: file, reason: reason)])
        }
        var object = try read("\(directory)/portal.pot")
        object.entries.removeAll { $0.id.isEmpty }
        for index in object.entries.indices where object.entries[index].plural != nil {
            object.entries[index].translations = [String](repeating: "", count: count)
        }
        object.entries.insert(MessageTemplate.header(language: code, plurals: rule), at: 0)
        try write(object.text, to: file)
    }

    static func progress(_ code: String, _ object: PortableObject) -> Progress {
        let entries = object.entries.filter { !$0.isObsolete && !$0.id.isEmpty }
        return Progress(
            language: code, translated: entries.count { $0.isTranslated && !$0.isFuzzy },
            fuzzy: entries.count(where: \.isFuzzy),
            untranslated: entries.count { !$0.isTranslated && !$0.isFuzzy })
    }

    static func poFile(_ code: String, _ directory: String) -> String { "\(directory)/\(code)/LC_MESSAGES/portal.po" }

    /// The codes of the languages that have a file, sorted.
    static func languages(in directory: String) -> [String] {
        Languages.codes(in: directory).filter { File.exists(poFile($0, directory)) }
    }

    static func read(_ file: String) throws(TranslationErrors) -> PortableObject {
        guard let bytes = File.bytes(file) else {
            throw TranslationErrors([TranslationError(.syntax, file: file, reason: "the file cannot be read")])
        }
        do throws(CatalogueError) {
            return try PortableObject(bytes, file: file)
        } catch {
            throw TranslationErrors([TranslationError(error)])
        }
    }

    private static func write(_ text: String, to file: String) throws(TranslationErrors) {
        guard File.bytes(file) != Array(text.utf8) else { return }
        try File.write(text, to: file)
    }
}
