import Foundation
public import PortalDatabase
import PortalValues

/// What somebody is recognised by in texts: names in either order, e-mail addresses, telephone numbers, user names.
public struct PersonalWords: Sendable {
    private var names: Set<[String]> = []
    private var parts: Set<[String]> = []
    private var phrases: Set<String> = []
    private var numbers: Set<String> = []
    /// E-mail addresses, as they are compared.
    public private(set) var emails: Set<String> = []
    /// User names, as they are compared.
    public private(set) var usernames: Set<String> = []

    /// Nothing yet.
    public init() {}

    /// A name; without a first name the last one stands for all.
    public mutating func add(first: String, last: String) {
        let (first, last) = (first.tidied, last.tidied)
        guard !last.isEmpty else { return }
        for name in [[first, last], [last, first]] {
            let words = name.joined(separator: " ").folded.split(separator: " ").map(String.init)
            // One short word is a word of many sentences.
            guard words.count > 1 || (words.first?.count ?? 0) > 3 else { continue }
            names.insert(words)
            // As people write it, and as identifiers are made of it.
            phrases.insert(name.filter { !$0.isEmpty }.joined(separator: " ").unaccented)
            phrases.insert(words.joined(separator: "-"))
        }
        for part in [first, last] where part.count > 2 {
            let words = part.folded.split(separator: " ").map(String.init)
            parts.insert(words)
            // Half of a double name is enough to know somebody by.
            for word in words where words.count > 1 && word.count > 4 { parts.insert([word]) }
        }
    }

    /// An e-mail address.
    public mutating func add(email: String) {
        if email.contains("@") { emails.insert(email.tidied.lowercased()) }
    }

    /// A telephone number, however it is written: its last nine digits tell it from others.
    public mutating func add(telephone: String) {
        let digits = telephone.filter { $0.isASCII && $0.isNumber }
        if digits.count >= 9 { numbers.insert(String(digits.suffix(9))) }
    }

    /// A user name.
    public mutating func add(username: String) {
        if !username.isEmpty { usernames.insert(username.lowercased()) }
    }

    /// How much in a text is taken for them.
    public enum Closeness: Sendable {
        /// What only they have: addresses, numbers, user names.
        case unique
        /// Whole names too.
        case names
        /// A first or last name that stands alone too: for texts that are about them, where nobody else is meant.
        case parts
    }

    /// A condition: this text (an SQL expression) may name them; wider than ``replaced(in:by:_:)``, which looks closely. With `.unique` it
    /// surely does. User names are looked for as values of the audit log's JSON.
    public func mentioned(in text: SQL, _ dialect: Dialect, _ closeness: Closeness = .names) -> SQL {
        let plain = SQL.unaccented(text, dialect)
        var sought = Set(emails.map(\.unaccented)).union(numbers)
        for username in usernames.map(\.unaccented) {
            sought.formUnion(["after\":\"\(username)\"", "before\":\"\(username)\""])
        }
        if closeness != .unique { sought.formUnion(phrases) }
        let tests = sought.sorted().map { one -> SQL in
            switch dialect {
            case .sqlite: "INSTR(\(sql: plain), \(one)) > 0"
            case .postgresql: "STRPOS(\(sql: plain), \(one)) > 0"
            }
        }
        return tests.isEmpty ? "1 = 0" : "(\(sql: tests.joined(separator: " OR ")))"
    }

    /// The text with a pseudonym in place of them.
    public func replaced(in text: String, by pseudonym: String, _ closeness: Closeness = .names) -> String {
        if usernames.contains(text.lowercased()) { return pseudonym }
        var text = text
        for email in emails {
            while let range = text.range(of: email, options: .caseInsensitive) {
                text.replaceSubrange(range, with: pseudonym)
            }
        }
        for range in numberRanges(text).reversed() { text.replaceSubrange(range, with: pseudonym) }
        if closeness == .unique { return text }
        for range in nameRanges(text, closeness == .parts ? names.union(parts) : names).reversed() {
            text.replaceSubrange(range, with: pseudonym)
        }
        return text
    }

    /// Where a telephone number of theirs stands: digits with what people put between them.
    private func numberRanges(_ text: String) -> [Range<String.Index>] {
        guard !numbers.isEmpty else { return [] }
        var ranges: [Range<String.Index>] = []
        var start: String.Index?
        var end = text.startIndex
        var digits = ""
        func close() {
            if let start, numbers.contains(String(digits.suffix(9))) { ranges.append(start..<end) }
            start = nil
            digits = ""
        }
        for index in text.indices {
            let sign = text[index]
            if sign.isASCII && sign.isNumber || sign == "+" {
                if start == nil { start = index }
                if sign != "+" { digits.append(sign) }
                end = text.index(after: index)
            } else if !" .-/()\u{A0}\u{202F}".contains(sign) {
                close()
            }
        }
        close()
        return ranges
    }

    /// Where one of these names stands, as whole words, whatever case, accents and hyphens they are written with.
    private func nameRanges(_ text: String, _ names: Set<[String]>) -> [Range<String.Index>] {
        let words = text.split { !$0.isLetter && !$0.isNumber }
        let folded = words.map { String($0).folded }
        let longest = names.sorted { ($0.count, $0.joined()) > ($1.count, $1.joined()) }
        var ranges: [Range<String.Index>] = []
        var place = 0
        while place < words.count {
            let found = longest.first { name in
                place + name.count <= words.count && folded[place..<place + name.count].elementsEqual(name)
            }
            guard let found, !found.isEmpty else {
                place += 1
                continue
            }
            ranges.append(words[place].startIndex..<words[place + found.count - 1].endIndex)
            place += found.count
        }
        return ranges
    }
}
