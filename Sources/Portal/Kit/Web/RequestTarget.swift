/// The one right spelling of what a request asks for.
///
/// Routes, static files and the checks at the door each read a path in their own way; where they could read one differently (`//api/v1`,
/// `/a/../b`, `/a%2Fb`), one of them is wrong. So a path has one spelling, and no other gets past the front.
enum RequestTarget: Equatable {
    /// It is spelt right.
    case right
    /// The same thing has this spelling: a path of this portal with its query, never of another host.
    case other(String)
    /// It names nothing that could be here.
    case none

    /// Reads what stands in the first line of a request (RFC 9112, section 3.2), or `:path`.
    ///
    /// - Parameter base: the portal's sub-path, which alone keeps a slash at its end.
    init(_ target: String, base: String) {
        let bytes = target.utf8
        if Self.isPlain(bytes), !Self.needsCare(bytes, base) {
            self = .right
            return
        }
        guard let rest = Self.withoutOrigin(Array(bytes)[...]), !rest.contains(UInt8(ascii: "#")) else {
            self = .none
            return
        }
        let mark = rest.firstIndex(of: UInt8(ascii: "?")) ?? rest.endIndex
        guard let path = Self.path(rest[..<mark], base: base) else {
            self = .none
            return
        }
        let right = String(decoding: path + Self.escaped(rest[mark...]), as: UTF8.self)
        self = right == target ? .right : .other(right)
    }

    /// Whether all of it is of the letters of an address, and nothing in it can be read in two ways: nearly always so.
    private static func isPlain(_ bytes: String.UTF8View) -> Bool {
        guard bytes.first == UInt8(ascii: "/") else { return false }
        return bytes.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: "#") }
    }

    /// Whether the path holds an empty part, a dot at the beginning of a part, an escape, or a slash at its end.
    private static func needsCare(_ bytes: String.UTF8View, _ base: String) -> Bool {
        var last: UInt8 = 0
        var count = 0
        for byte in bytes {
            if byte == UInt8(ascii: "?") { break }
            if last == UInt8(ascii: "/"), byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") { return true }
            if byte == UInt8(ascii: "%") { return true }
            last = byte
            count += 1
        }
        return (last == UInt8(ascii: "/") && count > 1) || (!base.isEmpty && count == base.utf8.count)
    }

    /// Without `http://host`, as proxies are asked; nil for what is neither that nor a path.
    private static func withoutOrigin(_ target: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let first = target.first else { return target }
        if [UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "?")].contains(first) { return target }
        for scheme in ["http://", "https://"] {
            let beginning = target.prefix(scheme.utf8.count)
            guard String(decoding: beginning, as: UTF8.self).lowercased() == scheme else { continue }
            return target.dropFirst(scheme.utf8.count).drop { ![UInt8(ascii: "/"), UInt8(ascii: "?")].contains($0) }
        }
        return nil
    }

    /// Without empty parts and dots, everything escaped that must be; nil where a part would hold a slash.
    private static func path(_ bytes: ArraySlice<UInt8>, base: String) -> [UInt8]? {
        var parts: [[UInt8]] = []
        for part in bytes.split(whereSeparator: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }) {
            guard let part = readable(part) else { return nil }
            switch part {
            case [UInt8(ascii: ".")]: continue
            case [UInt8(ascii: "."), UInt8(ascii: ".")]: _ = parts.popLast()
            default: parts.append(part)
            }
        }
        let path = parts.flatMap { [UInt8(ascii: "/")] + escaped($0[...]) }
        if path.isEmpty || path == Array(base.utf8) { return path + [UInt8(ascii: "/")] }
        return path
    }

    /// A part with its escaped dots written out; nil where it hides a slash or a zero.
    private static func readable(_ part: ArraySlice<UInt8>) -> [UInt8]? {
        var read: [UInt8] = []
        var index = part.startIndex
        while index < part.endIndex {
            let triple = part[index...].prefix(3)
            if part[index] == UInt8(ascii: "%"), triple.count == 3 {
                switch String(decoding: triple, as: UTF8.self).lowercased() {
                case "%2f", "%5c", "%00": return nil
                case "%2e":
                    read.append(UInt8(ascii: "."))
                    index += 3
                    continue
                default: break
                }
            }
            read.append(part[index])
            index += 1
        }
        return read
    }

    /// What is no letter of an address, as `%XX`.
    private static func escaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return bytes.flatMap { byte in
            byte > 0x20 && byte < 0x7F
                ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }
}
