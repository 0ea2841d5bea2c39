import Foundation

/// A value kept as a JSON document: JSONB in PostgreSQL, text in SQLite.
public struct JSON<Content: Codable & Sendable>: SQLValue {
    /// What the document holds.
    public var content: Content

    /// A document that holds this.
    public init(_ content: Content) { self.content = content }

    /// In words, for an error.
    public static var sqlName: String { "JSON of \(Content.self)" }

    /// How the engines see it.
    public static var sqlType: SQLType { .json }

    /// The document as text, with sorted keys: the same content is the same text.
    public var sqlArgument: SQLArgument {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return .json(String(decoding: try encoder.encode(content), as: UTF8.self))
        } catch {
            return .unusable("a \(Content.self) that cannot be written as JSON")
        }
    }

    /// The content; nothing where the document is of another shape.
    public static func decode(_ stored: Stored) -> JSON<Content>? {
        stored.withText { text in
            // What does not fit is answered by nil; the row names the column and the type.
            (try? JSONDecoder().decode(Content.self, from: Data(text))).map(JSON.init)
        }
    }
}

extension JSON: Equatable where Content: Equatable {}
extension JSON: Hashable where Content: Hashable {}
