public import PortalDatabase
import PortalValues

/// The words by which a row is found: folded, each once. What is found as a whole, such as an e-mail address, is one word.
public struct SearchWords: Equatable, Sendable {
    /// No word in the index is longer; what is typed is cut alike.
    public static let longest = 60
    /// The words, without order.
    public private(set) var all: Set<String> = []

    /// The words of these texts, and these texts as they are.
    public init(_ texts: [String], whole: [String] = []) {
        for text in texts {
            for word in text.folded.split(separator: " ") { all.insert(String(word.prefix(Self.longest))) }
        }
        for text in whole where !text.isEmpty { all.insert(String(text.lowercased().prefix(Self.longest))) }
    }

    /// What somebody typed into a search field, as beginnings of words; at most eight. An e-mail address is found as it stands.
    public static func typed(_ q: String) -> [String] {
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
    public static func begins(_ column: SQL, _ term: String) -> SQL {
        "(\(sql: column) >= \(term) AND \(sql: column) < \(term + "\u{10FFFF}"))"
    }
}
