import PortalDatabase
import PortalLanguage
import PortalValues

/// What is wrong with one typed text.
struct TextFault: Error, Equatable {
    let message: Message

    init(_ message: Message) { self.message = message }
}

/// Typed texts on their way into the database.
enum Words {
    /// One line of text, any alphabet: white space off the ends and squeezed inside, at most so many characters. Empty is a fault
    /// unless `optional`.
    static func line(_ typed: String, most: Int, optional: Bool = false) throws(TextFault) -> String {
        let text = typed.tidied
        if text.isEmpty, !optional { throw TextFault(tr("Please fill this in.")) }
        if text.unicodeScalars.count > most {
            throw TextFault(tr("At most %(count)s characters.", ["count": .number(most)]))
        }
        // Direction marks and line breaks would let one record look like another.
        let isOdd = text.unicodeScalars.contains { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: true
            case .format: scalar != "\u{200C}" && scalar != "\u{200D}"
            default: false
            }
        }
        if isOdd { throw TextFault(tr("This contains an invisible character that cannot be stored.")) }
        return text.split(separator: " ").joined(separator: " ")
    }
}

/// The words by which a row is found: folded, each once. An e-mail address and a telephone number are one word each.
struct SearchWords: Equatable {
    /// No word in the index is longer; what is typed is cut alike.
    static let longest = 60
    private(set) var all: Set<String> = []

    init(_ texts: [String], whole: [String] = []) {
        for text in texts {
            for word in text.folded.split(separator: " ") { all.insert(String(word.prefix(Self.longest))) }
        }
        for text in whole where !text.isEmpty { all.insert(String(text.lowercased().prefix(Self.longest))) }
    }

    /// What somebody typed into a search field, as beginnings of words; at most eight. A telephone number is found however it is
    /// spaced, an e-mail address as it stands.
    static func typed(_ q: String) -> [String] {
        if let number = PhoneNumber.beginning(q) { return [number] }
        var terms: [String] = []
        for piece in q.tidied.split(whereSeparator: \.isWhitespace) {
            if piece.contains("@") {
                terms.append(String(piece.lowercased().prefix(longest)))
            } else {
                terms += piece.description.folded.split(separator: " ").map { String($0.prefix(longest)) }
            }
        }
        var seen: Set<String> = []
        return Array(terms.filter { seen.insert($0).inserted }.prefix(8))
    }

    /// The condition that a word begins like this, as a range of the index.
    static func begins(_ column: SQL, _ term: String) -> SQL {
        "(\(sql: column) >= \(term) AND \(sql: column) < \(term + "\u{10FFFF}"))"
    }
}
