extension PortableObject {
    /// The file's text: strings are broken after their line ends only, references as many as fit a line.
    public var text: String {
        entries.map { Self.text(of: $0) }.joined(separator: "\n")
    }

    private static func text(of entry: Entry) -> String {
        var lines = entry.remarks.map { $0.isEmpty ? "#" : "# \($0)" }
        lines += entry.comments.map { $0.isEmpty ? "#." : "#. \($0)" }
        lines += references(entry.references)
        if !entry.flags.isEmpty { lines.append("#, " + entry.flags.joined(separator: ", ")) }
        let obsolete = entry.isObsolete ? "#~" : ""
        lines += entry.previous.map { entry.isObsolete ? "#~| \($0)" : "#| \($0)" }
        var body: [String] = []
        if let context = entry.context { body += string("msgctxt", context) }
        body += string("msgid", entry.id)
        if let plural = entry.plural {
            body += string("msgid_plural", plural)
            for (index, form) in entry.translations.enumerated() { body += string("msgstr[\(index)]", form) }
        } else {
            body += string("msgstr", entry.translations.first ?? "")
        }
        lines += body.map { entry.isObsolete ? "\(obsolete) \($0)" : $0 }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func references(_ references: [String]) -> [String] {
        var lines: [String] = []
        for reference in references {
            if let last = lines.last, last.utf8.count + 1 + reference.utf8.count <= 79 {
                lines[lines.count - 1] = "\(last) \(reference)"
            } else {
                lines.append("#: \(reference)")
            }
        }
        return lines
    }

    /// A keyword and its text; a text of several lines starts under the keyword, a line each.
    private static func string(_ keyword: String, _ text: String) -> [String] {
        var pieces = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map {
            String($0) + "\n"
        }
        if let last = pieces.popLast(), last != "\n" { pieces.append(String(last.unicodeScalars.dropLast())) }
        if pieces.count <= 1 { return ["\(keyword) \(PortableObjectString.quoted(text))"] }
        return ["\(keyword) \"\""] + pieces.map { PortableObjectString.quoted($0) }
    }
}
