import Foundation

/// A pair of quotation marks: `'…'`, `"…"`, `« … »`, `“…”`, `‘…’`. A doubled closing mark stands for itself.
struct FilterQuotes {
    let opening: [UInt8]
    let closing: [UInt8]
    /// Blanks inside these marks belong to the marks, as French typography sets them.
    private let isSpaced: Bool

    private init(_ opening: String, _ closing: String, isSpaced: Bool = false) {
        self.opening = Array(opening.utf8)
        self.closing = Array(closing.utf8)
        self.isSpaced = isSpaced
    }

    private static let all = [
        FilterQuotes("'", "'"), FilterQuotes("\"", "\""), FilterQuotes("«", "»", isSpaced: true),
        FilterQuotes("“", "”"), FilterQuotes("‘", "’"),
    ]

    /// The pair that opens at this byte, if one does.
    static func pair(_ bytes: [UInt8], at position: Int) -> FilterQuotes? {
        switch bytes[position] {
        case 0x22, 0x27, 0xC2, 0xE2: all.first { bytes[position...].starts(with: $0.opening) }
        default: nil
        }
    }

    /// What stood between the marks, composed as everything is that the portal stores.
    func text(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        let inner = isSpaced ? text.trimmingCharacters(in: .whitespacesAndNewlines) : text
        return inner.composed
    }
}

extension String {
    /// In the form in which the portal stores texts (NFC).
    var composed: String { utf8.allSatisfy { $0 < 0x80 } ? self : precomposedStringWithCanonicalMapping }
}
