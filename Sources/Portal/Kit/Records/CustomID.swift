public import PortalDatabase
import PortalFiles
import PortalLanguage
import PortalValues

/// The identifier people choose, see and type: any short text, unique in its table regardless of case.
public struct CustomID: Sendable, Hashable {
    /// How long it may be.
    public static let limit = 120
    /// Words of addresses that mean something else, whichever list they stand in; a test holds them against the table of routes.
    private static let reserved: Set<String> = [
        ".", "..", "calendar", "export.csv", "feed", "filters", "import", "look-up", "new", "selection", "view",
    ]

    /// As typed.
    public let text: String
    /// As compared.
    public var key: String { Self.key(text) }

    /// A text as identifiers are compared.
    public static func key(_ text: String) -> String { text.tidied.lowercased() }

    /// Reads what was typed; throws what is wrong with it, in words.
    public init(typed: String) throws(TextError) {
        text = try Words.line(typed, most: Self.limit)
        if text.contains(where: { "/\\".contains($0) }) { throw TextError(tr("An identifier cannot contain a slash.")) }
        if Self.reserved.contains(key) {
            throw TextError(tr("This word is reserved for the portal; choose another one."))
        }
    }

    private init(made text: String) { self.text = text }

    /// As stored.
    public init(stored: String) { text = stored }

    /// A readable identifier from names: `Lefèvre d’Été, Zoé` → `LEFEVRE-D-ETE-ZOE`, at most 40 characters.
    public static func readable(_ parts: [String]) -> String {
        let words = parts.map { String($0.folded.uppercased().map { $0 == " " ? "-" : $0 }.prefix(24)) }.filter {
            !$0.isEmpty
        }
        let text = String(words.joined(separator: "-").prefix(40))
        return text.isEmpty || reserved.contains(text.lowercased()) ? "ID" : text
    }

    /// The first identifier of this form that the table does not have yet: `NAME`, `NAME-2` … `NAME-9`, then `NAME-` and five signs
    /// by chance, so that the thousandth namesake costs no more than the tenth. `reserved` are keys that somebody is about to use.
    public static func propose(
        _ base: String, in table: SQL, except reserved: Set<String> = [], _ db: any Connection
    ) throws -> CustomID {
        let plain = [base] + (2...9).map { "\(base)-\($0)" }
        let signs = Array("ABCDEFGHJKLMNPQRSTUVWXYZ23456789")
        let mixed = (0..<8).map { _ in base + "-" + String((0..<5).compactMap { _ in signs.randomElement() }) }
        for candidates in [plain, mixed] {
            let taken = Set(
                try db.values(
                    "SELECT custom_id_key FROM \(sql: table) WHERE custom_id_key IN \(in: candidates.map(key))",
                    as: String.self))
            if let free = candidates.first(where: { !taken.contains(key($0)) && !reserved.contains(key($0)) }) {
                return CustomID(made: free)
            }
        }
        throw FieldErrors("", tr("No free identifier was found; please type one."))
    }
}

extension RecordField {
    /// The identifier that people gave the record, in the columns `custom_id` and `custom_id_key`. Emptied, it stays as it was.
    public static func customID(
        _ name: StaticString, _ path: any WritableKeyPath<Facts, CustomID?> & Sendable
    ) -> RecordField {
        let key = name.description
        return RecordField(
            name, tr("Identifier"), api: ApiField(name, tr("Identifier"), .identifier, .readWrite(needed: false)),
            text: Text({ $0[keyPath: path]?.text ?? "" }) { typed, facts, errors, _ in
                let id = errors.checkTyped(key, typed) { text throws(TextError) in try CustomID(typed: text) }
                if let id { facts[keyPath: path] = id }
            },
            storage: Storage([
                Column("custom_id") { $0[keyPath: path]?.text.sqlArgument ?? .null(.text) },
                Column("custom_id_key") { $0[keyPath: path]?.key.sqlArgument ?? .null(.text) },
            ]) { row, facts in facts[keyPath: path] = CustomID(stored: try row.get("custom_id")) },
            telling: Telling(
                json: { row, json in json.field(name, try row.get("custom_id", as: StoredText.self)) },
                cell: { facts, _ in .optional(facts[keyPath: path]?.text) }, logged: { $0[keyPath: path]?.text }),
            control: .line(most: CustomID.limit),
            help: tr("Part of the page’s address. Leave empty: the portal forms one from the name."))
    }
}
