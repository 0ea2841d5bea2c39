extension Translations {
    /// Everything that translators or authors have to put right before a landing: texts missing, fuzzy, with other placeholders
    /// than the English one, with a wrong number of plural forms, a `portal.pot` that is not up to date, French typography. English
    /// needs no translations; what it has is checked like any other. Throws only where the messages themselves contradict each
    /// other.
    public static func check(
        directory: String, messages: [ExtractedMessage]
    ) throws(TranslationErrors) -> [TranslationError] {
        let template = try MessageTemplate(messages)
        let path = "\(directory)/portal.pot"
        var faults: [TranslationError] = []
        if File.bytes(path) != Array(template.object.text.utf8) {
            let reason = "not what the sources and templates say (portal translate update)"
            faults.append(TranslationError(.stale, file: path, reason: reason))
        }
        for code in languages(in: directory) {
            let file = poFile(code, directory)
            do throws(TranslationErrors) {
                faults += check(code, file, try read(file), template)
            } catch {
                faults += error.faults
            }
        }
        return faults
    }

    private static func check(
        _ code: String, _ file: String, _ object: PortableObject, _ template: MessageTemplate
    ) -> [TranslationError] {
        guard let rule = object.headers.first(where: { $0.name == "Plural-Forms" }).flatMap({ PluralRule($0.value) })
        else {
            return [TranslationError(.plural, file: file, reason: "Plural-Forms is missing or cannot be read")]
        }
        var faults: [TranslationError] = []
        var present: Set<CatalogueKey> = []
        for entry in object.entries where !entry.isObsolete && !entry.id.isEmpty {
            present.insert(CatalogueKey(context: entry.context, id: entry.id))
            faults += check(entry, code, rule).map {
                TranslationError($0, file: file, line: entry.line, reason: "\($1): “\(shortened(entry.id))”")
            }
        }
        guard code != Languages.source else { return faults }
        for entry in template.object.entries where !entry.id.isEmpty {
            guard !present.contains(CatalogueKey(context: entry.context, id: entry.id)) else { continue }
            let reason = "not in the file (portal translate update): “\(shortened(entry.id))”"
            faults.append(TranslationError(.missing, file: file, reason: reason))
        }
        return faults
    }

    private static func check(
        _ entry: PortableObject.Entry, _ code: String, _ rule: PluralRule
    ) -> [(TranslationError.Kind, String)] {
        var faults: [(TranslationError.Kind, String)] = []
        let isSource = code == Languages.source
        if entry.isFuzzy { faults.append((.fuzzy, "to be confirmed")) }
        if !entry.isTranslated, !isSource { faults.append((.missing, "not translated")) }
        let forms = entry.translations.filter { !$0.isEmpty }
        if forms.isEmpty { return faults }
        if entry.plural != nil, entry.translations.count != rule.count {
            faults.append((.plural, "\(entry.translations.count) plural forms instead of \(rule.count)"))
        }
        faults += placeholders(entry, forms).map { (.placeholder, $0) }
        if code == "fr" || code.hasPrefix("fr_") {
            var seen: Set<String> = []
            for mistake in forms.flatMap(FrenchTypography.mistakes) where seen.insert(mistake).inserted {
                faults.append((.typography, mistake))
            }
        }
        return faults
    }

    /// Every form may use the placeholders of the English texts, and has to use those that stand in both of them.
    private static func placeholders(_ entry: PortableObject.Entry, _ forms: [String]) -> [String] {
        let one = Placeholders.names(entry.id)
        let many = entry.plural.map(Placeholders.names) ?? one
        var reasons: Set<String> = []
        for form in forms {
            let used = Placeholders.names(form)
            for name in used.subtracting(one.union(many)) { reasons.insert("%(\(name))s is not in the English text") }
            for name in one.intersection(many).subtracting(used) { reasons.insert("%(\(name))s is missing") }
        }
        return reasons.sorted()
    }

    private static func shortened(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.count > 60 ? line.prefix(59) + "…" : line
    }
}
