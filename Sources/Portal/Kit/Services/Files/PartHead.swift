import PortalFiles

/// What stands above the content of one part of a form (RFC 7578).
struct PartHead: Equatable {
    /// The form field.
    let name: String
    /// The name of the file as the visitor's machine calls it; nil for a text field.
    let fileName: String?

    /// Reads the lines of a part's head; nil without a usable Content-Disposition.
    init?(_ bytes: some Sequence<UInt8>) {
        guard let text = String(validating: Array(bytes), as: UTF8.self), !text.utf8.contains(0) else { return nil }
        var parameters: [String: String]?
        for line in text.split(separator: "\r\n") {
            guard let colon = line.firstIndex(of: ":"), line[..<colon].lowercased() == "content-disposition" else {
                continue
            }
            guard parameters == nil else { return nil }
            parameters = HeaderParameters.read(line[line.index(after: colon)...], kind: "form-data")
        }
        guard let name = parameters?["name"] else { return nil }
        self.name = Self.unescaped(name)
        fileName = parameters?["filename"].map(Self.unescaped)
    }

    /// Browsers write these three, and no other character, as `%XX` (WHATWG HTML, "multipart/form-data encoding algorithm").
    private static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
        return text.split(separator: "%22", omittingEmptySubsequences: false).joined(separator: "\"")
            .split(separator: "%0D%0A", omittingEmptySubsequences: false).joined(separator: "\r\n")
    }
}

/// `form-data; name="a"; filename="b"`: a value with parameters.
enum HeaderParameters {
    /// The parameters by lower-case name; nil where the value is of another kind or a parameter stands there twice.
    static func read(_ text: some StringProtocol, kind: String) -> [String: String]? {
        var rest = Array(text.utf8)[...]
        guard String(decoding: take(&rest, until: 59), as: UTF8.self)[...].trimming.lowercased() == kind else {
            return nil
        }
        var parameters: [String: String] = [:]
        while !rest.isEmpty {
            rest = rest.dropFirst()
            let name = String(decoding: take(&rest, until: 61, 59), as: UTF8.self)[...].trimming.lowercased()
            var value = ""
            if rest.first == 61 {
                rest = rest.dropFirst().drop { $0 == 32 || $0 == 9 }
                if rest.first == 34 {
                    guard let quoted = quoted(&rest) else { return nil }
                    value = quoted
                } else {
                    value = String(String(decoding: take(&rest, until: 59), as: UTF8.self)[...].trimming)
                }
            }
            rest = rest.drop { $0 != 59 }
            guard !name.isEmpty else { continue }
            guard parameters.updateValue(value, forKey: name) == nil else { return nil }
        }
        return parameters
    }

    private static func take(_ rest: inout ArraySlice<UInt8>, until ends: UInt8...) -> ArraySlice<UInt8> {
        let taken = rest.prefix { !ends.contains($0) }
        rest = rest.dropFirst(taken.count)
        return taken
    }

    /// Browsers escape nothing but the quote (as %22), so a backslash is one: `C:\photos\a.jpg`. Others write `\"`.
    private static func quoted(_ rest: inout ArraySlice<UInt8>) -> String? {
        var bytes: [UInt8] = []
        rest = rest.dropFirst()
        while let byte = rest.first {
            rest = rest.dropFirst()
            if byte == 34 { return String(decoding: bytes, as: UTF8.self) }
            if byte == 92, rest.first == 34 {
                rest = rest.dropFirst()
                bytes.append(34)
            } else {
                bytes.append(byte)
            }
        }
        return nil
    }
}
