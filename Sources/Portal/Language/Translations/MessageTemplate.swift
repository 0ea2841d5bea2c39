import PortalValues

/// `portal.pot`: every text to translate, in an order and form that depend on the texts alone.
struct MessageTemplate {
    private(set) var object = PortableObject()

    /// Texts that occur several times become one entry with all its places. Throws where two calls give one text two plurals.
    init(_ messages: [ExtractedMessage]) throws(TranslationErrors) {
        var faults: [TranslationError] = []
        var entries: [CatalogueKey: PortableObject.Entry] = [:]
        var order: [CatalogueKey] = []
        let sorted = messages.sorted {
            ($0.file, $0.line, $0.context ?? "", $0.id) < ($1.file, $1.line, $1.context ?? "", $1.id)
        }
        for message in sorted {
            let key = CatalogueKey(context: message.context, id: message.id)
            var entry = entries[key] ?? PortableObject.Entry(context: message.context, id: message.id)
            if entries[key] == nil { order.append(key) }
            if let plural = message.plural, let known = entry.plural, known != plural {
                let reason = "“\(message.id)” has another plural in \(entry.references.first ?? ""): “\(known)”"
                faults.append(TranslationError(.conflict, file: message.file, line: message.line, reason: reason))
            }
            entry.plural = entry.plural ?? message.plural
            Self.add("\(message.file):\(message.line)", to: &entry.references)
            if let comment = message.comment {
                for line in comment.split(separator: "\n") { Self.add(String(line), to: &entry.comments) }
            }
            entries[key] = entry
        }
        if !faults.isEmpty { throw TranslationErrors(faults) }
        object.entries = [Self.header(language: nil, plurals: "nplurals=INTEGER; plural=EXPRESSION;")]
        for key in order {
            guard var entry = entries[key] else { continue }
            if entry.plural != nil { entry.translations = ["", ""] }
            let names = Placeholders.names(entry.id).union(Placeholders.names(entry.plural ?? ""))
            if !names.isEmpty { entry.flags = ["python-format"] }
            object.entries.append(entry)
        }
    }

    private static func add(_ text: String, to list: inout [String]) {
        if !list.contains(text) { list.append(text) }
    }

    /// The header of a language's file; of the template where `language` is nil. The template's has no date, so that nothing but a
    /// changed text changes the file.
    static func header(language: String?, plurals: String) -> PortableObject.Entry {
        let now = Instant.now().description
        let name = language.flatMap { KnownLanguage.named($0)?.englishName }
        let date = language == nil ? "YEAR-MO-DA HO:MI+ZONE" : "\(now.prefix(10)) \(now.dropFirst(11).prefix(5))+0000"
        let fields = [
            "Project-Id-Version: portal",
            "PO-Revision-Date: \(date)",
            "Last-Translator: \(language == nil ? "FULL NAME <EMAIL@ADDRESS>" : "none")",
            "Language-Team: \(name ?? language ?? "LANGUAGE <LL@li.org>")",
            "Language: \(language ?? "")",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=UTF-8",
            "Content-Transfer-Encoding: 8bit",
            "Plural-Forms: \(plurals)",
        ]
        var entry = PortableObject.Entry(id: "", translations: [fields.joined(separator: "\n") + "\n"])
        entry.remarks = [language == nil ? "The texts of the portal." : "The portal in \(name ?? language ?? "")."]
        if language == nil { entry.flags = ["fuzzy"] }
        return entry
    }
}
