import Foundation
import PortalValues

/// The name of a collection's or an album's folder, which is also its place in the URL.
struct DirectoryName: Hashable, Sendable, CustomStringConvertible {
    /// In bytes.
    static let limit = 120

    let text: String

    var description: String { text }

    /// From a title: in Latin letters without accents, lower case, everything that is no letter or digit an underscore, none at the
    /// ends. `Gala d’été 2026` → `gala_d_ete_2026`.
    ///
    /// - Parameter otherwise: what to take where nothing is left.
    init(_ said: String, otherwise: String = "album") {
        let title = String(said.prefix(500))
        let latin = title.applyingTransform(.toLatin, reverse: false) ?? title
        let words = latin.folded.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        let name = Self.shortened(words.joined(separator: "_"), limit: Self.limit)
        text = name.isEmpty ? otherwise : name
    }

    /// The name of a folder found on disk, kept to the byte; nil for those that are not shown (`_thumbs`, `.git`) and those that no URL
    /// could name.
    init?(existing: String) {
        guard !existing.isEmpty, existing.utf8.count <= Self.limit, existing.utf8.first != UInt8(ascii: "_"),
            existing == existing.tidied, MediaName(existing: existing) != nil
        else { return nil }
        text = existing
    }

    private init(text: String) { self.text = text }

    /// The next one of that name: `gala` → `gala_2`, never longer than allowed.
    func numbered(_ number: Int) -> DirectoryName {
        let suffix = "_\(number)"
        return DirectoryName(text: Self.shortened(text, limit: Self.limit &- suffix.utf8.count) + suffix)
    }

    private static func shortened(_ text: String, limit: Int) -> String {
        var text = text
        while text.utf8.count > limit || text.hasSuffix("_") { text.removeLast() }
        return text
    }
}
