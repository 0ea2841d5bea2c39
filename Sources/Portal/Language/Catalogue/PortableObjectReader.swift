/// A line of a PO file or a part of it. Bytes, not characters: a quote with an accent after it would be one character.
typealias PortableObjectLine = Substring.UTF8View

/// Collects entries line by line.
struct PortableObjectReader {
    /// What the next string belongs to.
    private enum Part: Equatable { case context, id, plural, translation(Int) }

    let file: String
    private var entries: [PortableObject.Entry] = []
    private var seen: [CatalogueKey: Int] = [:]
    private var entry = PortableObject.Entry(id: "", translations: [])
    private var part: Part?
    private var hasID = false
    private var number = 0

    init(file: String) { self.file = file }

    mutating func read(_ whole: PortableObjectLine, number: Int) throws(CatalogueError) {
        self.number = number
        let line = whole.drop(while: Self.isBlank)
        if line.isEmpty { return }
        if line.starts(with: "#~".utf8) {
            let content = line.dropFirst(2).drop(while: Self.isBlank)
            if content.first == UInt8(ascii: "|") {
                try startEntryIfComplete()
                entry.previous.append(Self.trimmed(content.dropFirst()))
            } else if !content.isEmpty {
                try keyword(content, isObsolete: true)
            }
        } else if line.first == UInt8(ascii: "#") {
            try startEntryIfComplete()
            comment(line)
        } else {
            try keyword(line, isObsolete: false)
        }
    }

    mutating func finish() throws(CatalogueError) -> [PortableObject.Entry] {
        try startEntryIfComplete()
        if part != nil || hasID { throw fault("the entry has no msgstr") }
        return entries
    }

    private func fault(_ reason: String) -> CatalogueError { CatalogueError(file: file, line: number, reason: reason) }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }

    private static func trimmed(_ text: PortableObjectLine) -> String {
        var rest = text.drop(while: isBlank)
        while let last = rest.last, isBlank(last) { rest = rest.dropLast() }
        return String(Substring(rest))
    }

    private mutating func comment(_ line: PortableObjectLine) {
        let content = line.dropFirst(2)
        switch line.dropFirst().first {
        case UInt8(ascii: "."): entry.comments.append(Self.trimmed(content))
        case UInt8(ascii: ":"): entry.references += Self.references(content)
        case UInt8(ascii: ","):
            entry.flags += content.split(separator: 44).map { Self.trimmed($0) }.filter { !$0.isEmpty }
        case UInt8(ascii: "|"): entry.previous.append(Self.trimmed(content))
        default: entry.remarks.append(Self.trimmed(line.dropFirst()))
        }
    }

    /// References are separated by spaces; one whose file name has spaces stands between U+2068 and U+2069.
    private static func references(_ text: PortableObjectLine) -> [String] {
        var result: [String] = []
        var current = ""
        var isIsolated = false
        for character in Substring(text).unicodeScalars {
            if character == "\u{2068}" { isIsolated = true }
            if character == "\u{2069}" { isIsolated = false }
            if !isIsolated, character == " " || character == "\t" {
                if !current.isEmpty { result.append(current) }
                current = ""
            } else {
                current.unicodeScalars.append(character)
            }
        }
        return current.isEmpty ? result : result + [current]
    }

    private mutating func keyword(_ line: PortableObjectLine, isObsolete: Bool) throws(CatalogueError) {
        if line.first == 34 {
            guard let part else { throw fault("a string without a keyword before it") }
            return append(try string(line), to: part)
        }
        let end = line.firstIndex { Self.isBlank($0) || $0 == 34 } ?? line.endIndex
        let word = String(Substring(line[..<end]))
        let rest = line[end...].drop(while: Self.isBlank)
        let next = try self.part(word)
        if next == .context || (next == .id && part != .context) { try startEntryIfComplete() }
        try check(next, word)
        if entry.line == 0 { entry.line = number }
        entry.isObsolete = isObsolete
        guard rest.first == 34 else { throw fault("\(word) needs a string in double quotes") }
        part = next
        switch next {
        case .context: entry.context = ""
        case .id: hasID = true
        case .plural: entry.plural = ""
        case .translation: entry.translations.append("")
        }
        append(try string(rest), to: next)
    }

    private func part(_ word: String) throws(CatalogueError) -> Part {
        switch word {
        case "msgctxt": return .context
        case "msgid": return .id
        case "msgid_plural": return .plural
        case "msgstr": return .translation(-1)
        default:
            guard word.hasPrefix("msgstr["), word.hasSuffix("]"), let index = Int(word.dropFirst(7).dropLast()),
                index >= 0
            else { throw fault("unknown keyword “\(word)”") }
            return .translation(index)
        }
    }

    /// Is this the keyword's place? msgctxt, msgid, msgid_plural, msgstr or msgstr[0], msgstr[1] …
    private func check(_ next: Part, _ word: String) throws(CatalogueError) {
        switch next {
        case .context: if part != nil { throw fault("the entry before has no msgstr") }
        case .id: if part != nil, part != .context { throw fault("the entry before has no msgstr") }
        case .plural: if part != .id { throw fault("msgid_plural must follow msgid") }
        case .translation(let index):
            guard hasID else { throw fault("\(word) without msgid") }
            if (index < 0) != (entry.plural == nil) {
                throw fault(index < 0 ? "a text with msgid_plural needs msgstr[0]" : "msgstr[…] without msgid_plural")
            }
            guard max(index, 0) == entry.translations.count else { throw fault("\(word) is not the next one") }
        }
    }

    private mutating func append(_ text: String, to part: Part) {
        switch part {
        case .context: entry.context = (entry.context ?? "") + text
        case .id: entry.id += text
        case .plural: entry.plural = (entry.plural ?? "") + text
        case .translation:
            if let last = entry.translations.indices.last { entry.translations[last] += text }
        }
    }

    private mutating func startEntryIfComplete() throws(CatalogueError) {
        guard !entry.translations.isEmpty else { return }
        if !entry.isObsolete {
            let key = CatalogueKey(context: entry.context, id: entry.id)
            if let line = seen[key] {
                throw CatalogueError(file: file, line: entry.line, reason: "the same text stands on line \(line)")
            }
            seen[key] = entry.line
        }
        entries.append(entry)
        entry = PortableObject.Entry(id: "", translations: [])
        part = nil
        hasID = false
    }

    private func string(_ line: PortableObjectLine) throws(CatalogueError) -> String {
        switch PortableObjectString.read(line) {
        case .success(let text): return text
        case .failure(let problem): throw fault(problem.reason)
        }
    }
}
