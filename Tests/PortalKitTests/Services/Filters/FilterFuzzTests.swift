import PortalDatabase
import PortalTestSupport
import Testing

@testable import PortalKit

/// Filters that nobody would write.
@Suite struct FilterFuzzTests {
    private static let words = [
        "name", "town", "size", "made", "paid", "status", "maker", "support", "by.town", "creation_date",
        "reste_a_payer", "x",
        "=", "!=", "<", "<=", ">", "=>", "~", "!~", "^=", "$=", "(", ")", ",", "and", "ou", "not", "!", "&&", "||",
        "in",
        "between", "entre", "is", "none", "vide", "sort", "by", "limit", "offset", "'", "\"", "«", "»", "'a b'",
        "\"é\"",
        "Nantes", "m-1", "me", "3", "-2", "1 200", "1,5", "22-06-2020", "today", "signed", "oui", "|", "&", ";", "\\",
        "%",
        "\u{0}", "\u{202E}", "\u{FDFA}", "--", "/*", "?", "$1", "14:30", "€", "😀", "e\u{301}", "\n",
    ]

    /// Either a fault, or an answer of which the opposite is exactly the rest: never a failing statement.
    private static func check(_ text: String, _ db: any Connection) throws {
        let found: [Int]
        do {
            found = try Pieces.found(text, db)
        } catch let fault as FilterError {
            #expect(fault.column >= 1 && fault.column <= text.count + 1, "\(text.debugDescription)")
            return
        }
        let query = try FilterQuery(text)
        guard query.condition != nil, query.order.isEmpty, query.limit == nil, query.offset == 0 else { return }
        let opposite = try Pieces.found("not (" + text + ")", db)
        #expect(Set(found).isDisjoint(with: opposite), "\(text)")
        #expect(found.count + opposite.count == 5, "\(text)")
    }

    @Test(arguments: ServiceDatabase.tested)
    func `random words are a fault or an answer`(engine: ServiceDatabase) async throws {
        try await engine.with { database in
            try await database.write { db in try Pieces.make(db) }
            try await database.read { db in
                var chance = Chance(seed: 42)
                for _ in 0..<2000 {
                    let count = Int.random(in: 1...14, using: &chance)
                    let words = (0..<count).map { _ in Self.words.randomElement(using: &chance) ?? "" }
                    try Self.check(words.joined(separator: Bool.random(using: &chance) ? " " : ""), db)
                }
            }
        }
    }

    @Test(arguments: ServiceDatabase.tested)
    func `random filters that are right have an opposite`(engine: ServiceDatabase) async throws {
        let terms = FilterResultTests.questions.map(\.0).filter { text in
            !["sort", "tri ", "limit", "offset"].contains { text.contains($0) } && !text.isEmpty
        }
        try await engine.with { database in
            try await database.write { db in try Pieces.make(db) }
            try await database.read { db in
                var chance = Chance(seed: 7)
                for _ in 0..<300 {
                    var text = terms.randomElement(using: &chance) ?? ""
                    for _ in 0..<Int.random(in: 0...5, using: &chance) {
                        let other = terms.randomElement(using: &chance) ?? ""
                        switch Int.random(in: 0...3, using: &chance) {
                        case 0: text = "(\(text)) and \(other)"
                        case 1: text = "(\(text)) or not (\(other))"
                        case 2: text = "not (\(text)) or \(other)"
                        default: text = "\(other) and not (\(text))"
                        }
                    }
                    try Self.check(text, db)
                }
            }
        }
    }

    @Test(arguments: ["'", "\"", "«", "»", "“", "‘", "’", "(", ")", "\\", "\u{0}", ";", "--", "%", "?", "€"])
    func `a sign in every place is a fault or an answer`(sign: String) async throws {
        let text =
            "town = 'La Rochelle' and (size > 1 200 or status in (signed, 'non signé')) sort by name desc limit 3"
        try await ServiceDatabase.sqlite.with { database in
            try await database.write { db in try Pieces.make(db) }
            try await database.read { db in
                for place in 0...text.count {
                    let index = text.index(text.startIndex, offsetBy: place)
                    try Self.check(String(text[..<index]) + sign + String(text[index...]), db)
                    try Self.check(String(text[..<index]), db)
                    try Self.check(String(text[index...]), db)
                }
            }
        }
    }

    @Test(arguments: ServiceDatabase.tested)
    func `the widest filters that fit are answered`(engine: ServiceDatabase) async throws {
        let many = (0..<30).map { "size=\($0)" }.joined(separator: " or ")
        let opposites = (0..<30).map { "!size=\($0)" }.joined(separator: "&&")
        let list = "size in (" + (0..<100).map { "\($0)" }.joined(separator: ",") + ")"
        let texts = "town in (" + (0..<100).map { "t\($0)" }.joined(separator: ",") + ")"
        let days = "made in (" + (0..<100).map { "-\($0 + 1)d" }.joined(separator: ",") + ")"
        let wide = "name ~ '" + String(repeating: "\u{FDFA}", count: 1900) + "'"
        try await engine.with { database in
            try await database.write { db in try Pieces.make(db) }
            for text in [many, opposites, list, texts, days, wide] {
                #expect(text.count <= FilterQuery.longest)
                _ = try await database.read { db in try Pieces.found(text, db) }
            }
        }
    }
}
