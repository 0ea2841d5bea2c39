import Foundation
import PortalValues

/// The name of a photo's or film's file: what its owner called it, as far as every disk and every browser can bear it.
struct MediaName: Hashable, Sendable, CustomStringConvertible {
    /// In bytes of UTF-8, ending included.
    static let limit = 120

    let text: String

    var description: String { text }

    /// From what a browser says: the last part of the path, composed (NFC), without control characters, bidirectional tricks and
    /// characters that systems reserve, at most 120 bytes, ending as its content demands. A leading `_`, as cameras write it for
    /// pictures in Adobe RGB, stays.
    init(_ said: String, type: MediaType) {
        let (stem, ending) = Self.parts(Self.cleaned(said))
        let right = type.extensions.contains(ending) ? ending : type.fileExtension
        text = Self.joined(stem, right, otherwise: type.isVideo ? "video" : "photo")
    }

    /// The name of a file found on disk, kept to the byte so that it stays its name; nil where no URL could name it.
    init?(existing: String) {
        // By scalars: a slash with an accent on it is another character to a reader, but a slash to a disk.
        guard !existing.isEmpty, existing.utf8.count <= 255, existing.unicodeScalars.first != ".",
            existing.unicodeScalars.allSatisfy({ Self.isKept($0) && $0 != "/" && $0 != "\\" })
        else { return nil }
        text = existing
    }

    private init(text: String) { self.text = text }

    /// The next one of that name: `plage.jpg` → `plage-2.jpg`, never longer than allowed.
    func numbered(_ number: Int) -> MediaName {
        let (stem, ending) = Self.parts(text)
        return MediaName(text: Self.joined(stem, ending, suffix: "-\(number)", otherwise: "photo"))
    }

    private static func cleaned(_ said: String) -> String {
        // A name can be as long as a request: what lies beyond any use is not even looked at.
        let scalars = said.suffix(1000).precomposedStringWithCanonicalMapping.unicodeScalars
        // By scalars: a slash with an accent on it is another character to a reader, but a slash to a disk.
        let last = scalars.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? Substring().unicodeScalars
        var kept = String.UnicodeScalarView()
        for scalar in last {
            if ":*?\"<>|".unicodeScalars.contains(scalar) {
                kept.append("-")
            } else if scalar.properties.isWhitespace {
                kept.append(" ")
            } else if isKept(scalar) {
                kept.append(scalar)
            }
        }
        return trimmed(String(kept))
    }

    /// No control character, nothing invisible, nothing that turns text around, no half of a pair.
    private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: false
        default: true
        }
    }

    /// No dot or space at either end: the first hides a file, the last is lost on some systems.
    private static func trimmed(_ text: String) -> String {
        var rest = text.unicodeScalars.drop { $0 == "." || $0 == " " }
        while let last = rest.last, last == "." || last == " " { rest = rest.dropLast() }
        return String(String.UnicodeScalarView(rest))
    }

    /// Stem and ending in lower case. A few letters behind the last dot are an ending, whichever; `1.5` and `M. Dupont` have none.
    private static func parts(_ name: String) -> (stem: String, ending: String) {
        guard let dot = name.lastIndex(of: ".") else { return (name, "") }
        let ending = name[name.index(after: dot)...]
        guard (1...5).contains(ending.utf8.count), ending.first?.isLetter == true,
            ending.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
        else { return (name, "") }
        return (trimmed(String(name[..<dot])), ending.lowercased())
    }

    private static func joined(
        _ stem: String, _ ending: String, suffix: String = "", otherwise: String
    ) -> String {
        let tail = suffix + (ending.isEmpty ? "" : "." + ending)
        var stem = stem
        while stem.utf8.count + tail.utf8.count > limit, !stem.isEmpty { stem.removeLast() }
        stem = trimmed(stem)
        if stem.isEmpty { stem = otherwise }
        // Windows takes these for devices, whatever follows the dot.
        let base = stem.prefix { $0 != "." }.uppercased()
        let isDevice =
            ["CON", "PRN", "AUX", "NUL"].contains(base)
            || base.utf8.count == 4 && (base.hasPrefix("COM") || base.hasPrefix("LPT")) && base.last?.isNumber == true
        return (isDevice ? "_" : "") + stem + tail
    }
}
