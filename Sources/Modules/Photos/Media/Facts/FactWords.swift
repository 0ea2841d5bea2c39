import Foundation
import PortalValues

/// Texts from files, made fit to be shown.
enum FactWords {
    /// On one line, without control characters and anything invisible, at most so many characters; nil where nothing is left.
    static func tidy(_ text: String?, limit: Int) -> String? {
        guard let text else { return nil }
        var kept = String.UnicodeScalarView()
        // Whatever a file holds beyond this is not even looked at.
        for scalar in text.prefix(limit * 4).unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .spaceSeparator, .lineSeparator, .paragraphSeparator: kept.append(" ")
            case .format, .privateUse, .surrogate, .unassigned: continue
            default: kept.append(scalar)
            }
        }
        let words = String(kept).split(separator: " ").joined(separator: " ")
        let short = String(words.precomposedStringWithCanonicalMapping.prefix(limit)).trimmingCharacters(
            in: .whitespaces)
        // A character can hold any number of accents.
        return short.isEmpty || short.utf8.count > limit * 8 ? nil : short
    }

    /// A caption that a person wrote: what cameras put there by themselves is none.
    static func caption(_ text: String?) -> String? {
        guard let caption = tidy(text, limit: 280), caption.contains(where: { $0.isLetter || $0.isNumber }) else {
            return nil
        }
        let plain = caption.lowercased()
        let isRubbish =
            rubbish.contains(plain) || plain.hasSuffix("digital camera") || plain.hasSuffix("digital still camera")
            || plain.hasPrefix("created with ") || plain.hasPrefix("<digimax") || plain.hasPrefix("charset=")
            || plain.hasPrefix("file written by ") || plain.hasPrefix("screenshot")
        return isRubbish ? nil : caption
    }

    /// What cameras, telephones and programs write into the field for the caption, in lower case.
    private static let rubbish: Set<String> = [
        "sony dsc", "dcim", "dsc", "exif_jpeg_picture", "samsung", "samsung camera pictures", "jpeg", "image", "photo",
        "camera", "default", "ascii", "unicode", "untitled", "none", "null", "undefined", "my beautiful picture", "dig",
        "dav", "cof", "hdr", "sdr", "nor", "edf", "bty", "vr", "rhdr", "oznor", "mde", "ptr", "rbf", "burst", "fptbty",
        "picture", "kodak", "binary comment", "user comments", "title", "description", "caption",
    ]

    /// Maker and model, said once: `NIKON CORPORATION`, `NIKON D750` → `Nikon D750`.
    static func camera(make: String?, model: String?) -> String? {
        let maker = tidy(make, limit: 64).map(shortMaker) ?? ""
        guard let model = tidy(model, limit: 64) else { return maker.isEmpty ? nil : maker }
        guard !maker.isEmpty else { return model }
        if model.lowercased().hasPrefix(maker.lowercased()) {
            return tidy(maker + model.dropFirst(maker.count), limit: 96)
        }
        return tidy(maker + " " + model, limit: 96)
    }

    private static func shortMaker(_ make: String) -> String {
        let forms: Set<String> = [
            "corporation", "corp", "co", "ltd", "inc", "company", "imaging", "optical", "electric", "digital", "camera",
            "ag", "gmbh", "technologies", "electronics", "mobile", "communications", "ab", "limited", "eastman",
        ]
        let words = make.split(whereSeparator: { $0 == " " || $0 == "," })
        let names = words.filter { !forms.contains($0.lowercased().trimmingCharacters(in: ["."])) }
        return (names.isEmpty ? words : names).map { word in
            let isShort = word.count <= 3
            let isOneCase = word == word.uppercased() || word == word.lowercased()
            return isOneCase && !isShort ? word.prefix(1).uppercased() + word.dropFirst().lowercased() : String(word)
        }.joined(separator: " ")
    }
}
