import Crypto
import Foundation

/// A secret of 256 random bits: a session, a link in a mail. Its text goes to the person, only its hash is stored.
public struct Token: Sendable, Equatable {
    /// 43 characters that need no escaping in cookies and URLs.
    public let text: String

    /// A fresh one.
    public init() { text = Base64URL.encode(RandomBytes.next(32)) }

    /// What came back from a cookie or a link; nil unless it has the shape of a token.
    public init?(_ text: String) {
        guard text.utf8.count == 43, Base64URL.decode(text)?.count == 32 else { return nil }
        self.text = text
    }

    /// SHA-256 of the text in 64 hexadecimal digits: the form that is stored and looked up. A fast hash is enough,
    /// nobody can guess 256 random bits.
    public var hashed: String { Hex.encode(SHA256.hash(data: Array(text.utf8))) }

    /// Compared in the same time wherever the first difference is.
    public static func == (a: Token, b: Token) -> Bool { ConstantTime.equal(a.text, b.text) }
}

extension Token: CustomStringConvertible, CustomDebugStringConvertible {
    /// Never the secret itself, so that a log cannot hold it by mistake.
    public var description: String { "Token(hidden)" }

    /// The same as `description`.
    public var debugDescription: String { description }
}

/// Comparisons whose duration tells nothing about where two secrets differ.
public enum ConstantTime {
    /// Whether both hold the same bytes; the time depends only on the lengths.
    public static func equal(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        guard a.count == b.count else { return false }
        var difference: UInt8 = 0
        for (left, right) in zip(a, b) { difference |= left ^ right }
        return difference == 0
    }

    /// The same for two texts, byte by byte in UTF-8.
    public static func equal(_ a: String, _ b: String) -> Bool { equal(Array(a.utf8), Array(b.utf8)) }
}
