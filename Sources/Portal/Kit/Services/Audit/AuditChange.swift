import Foundation

/// One field that changed.
public struct AuditChange: Sendable, Hashable, Codable {
    /// The field's name, as the database calls it.
    public let field: String
    /// What stood there; nil for nothing.
    public let before: String?
    /// What stands there now; nil for nothing.
    public let after: String?

    /// One field that changed.
    public init(field: String, before: String?, after: String?) {
        self.field = field
        self.before = before
        self.after = after
    }

    /// What the log keeps of it: nothing of a secret but that it changed, and no text longer than 2,000 characters.
    var stored: AuditChange {
        func kept(_ text: String?) -> String? {
            guard let text else { return nil }
            return isSecret ? "•••" : text.count > 2000 ? text.prefix(2000) + "…" : text
        }
        return AuditChange(field: field, before: kept(before), after: kept(after))
    }

    private var isSecret: Bool {
        let name = field.lowercased()
        return ["password", "token", "secret", "passphrase", "private_key", "api_key"].contains { name.contains($0) }
    }

    /// The changes as one JSON text, without fields that stayed as they were.
    static func encode(_ changes: [AuditChange]) throws -> String {
        try encode(redacted: changes.filter { $0.before != $0.after }.map(\.stored))
    }

    /// The same for changes whose values were taken out: both sides may look alike now.
    static func encode(redacted changes: [AuditChange]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(changes), as: UTF8.self)
    }

    /// Reads what `encode` wrote; nothing for a text that somebody else wrote, which `verify` finds.
    static func decode(_ text: String) -> [AuditChange] {
        (try? JSONDecoder().decode([AuditChange].self, from: Data(text.utf8))) ?? []
    }
}
