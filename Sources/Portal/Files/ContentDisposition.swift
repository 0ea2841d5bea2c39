/// The header field that offers a file for saving (RFC 6266), and what it makes of names.
package enum ContentDisposition {
    /// `attachment; filename="resume.pdf"; filename*=UTF-8''r%C3%A9sum%C3%A9.pdf`: the plain name for old programs, the exact one
    /// (RFC 8187) beside it where they differ.
    package static func attachment(_ name: String) -> String {
        let clean = safe(name)
        let plain = String(
            clean.unicodeScalars.map { $0.isASCII && $0 != "\"" && $0 != "\\" && $0 != "%" ? Character($0) : "_" })
        let field = "attachment; filename=\"\(plain)\""
        return plain == clean ? field : field + "; filename*=UTF-8''" + escaped(clean)
    }

    /// A name without folders, control characters and anything that turns text around, at most 150 characters; never empty.
    package static func safe(_ name: String) -> String { String(tidy(name).prefix(150)) }

    /// The same at any length.
    static func tidy(_ name: String) -> String {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? ""
        var kept = String.UnicodeScalarView()
        for scalar in last.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate: continue
            default: kept.append(scalar)
            }
        }
        let tidy = String(kept).drop { $0 == "." || $0 == " " }
        return tidy.isEmpty ? "file" : String(tidy)
    }

    /// RFC 8187: attr-char as it is, everything else as percent-encoded UTF-8.
    private static func escaped(_ text: String) -> String {
        var result: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 48...57, 65...90, 97...122: result.append(byte)
            case _ where "!#$&+-.^_`|~".utf8.contains(byte): result.append(byte)
            default:
                result.append(37)
                result.append(contentsOf: (byte < 16 ? "0" : "").utf8)
                result.append(contentsOf: String(byte, radix: 16, uppercase: true).utf8)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
