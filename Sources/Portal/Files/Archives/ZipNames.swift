/// The names inside an archive: safe to unpack anywhere, and each only once.
package struct ZipNames {
    private var taken: Set<String> = []
    private var numbers: [String: Int] = [:]

    /// Takes note of the folders first, so that no file gets the name of one.
    package init(_ names: [String]) {
        for name in names {
            let pieces = Self.pieces(name)
            for count in 1..<max(pieces.count, 1) {
                taken.insert(Self.key(pieces.prefix(count).joined(separator: "/")))
            }
        }
    }

    /// A name that no other file of the archive has, letter case aside: `a.jpg`, `a (2).jpg`.
    package mutating func take(_ name: String) -> String {
        let name = Self.pieces(name).joined(separator: "/")
        if taken.insert(Self.key(name)).inserted { return name }
        let start = name.lastIndex(of: "/").map { name.index(after: $0) } ?? name.startIndex
        let dot = name[start...].lastIndex(of: ".") ?? name.endIndex
        var number = numbers[Self.key(name)] ?? 1
        var other = name
        repeat {
            number += 1
            other = "\(name[..<dot]) (\(number))\(name[dot...])"
        } while !taken.insert(Self.key(other)).inserted
        numbers[Self.key(name)] = number
        return other
    }

    private static func key(_ name: String) -> String { name.lowercased() }

    /// The folders and the file, each fit for every common file system; never empty.
    private static func pieces(_ name: String) -> [String] {
        let pieces = name.split(separator: "/").filter { $0 != "." && $0 != ".." }.prefix(20).map { safe(String($0)) }
        return pieces.isEmpty ? ["file"] : pieces
    }

    private static func safe(_ piece: String) -> String {
        // What Windows refuses in names (and the backslash, which it takes for a folder).
        let visible = String(piece.map { "\\:*?\"<>|".contains($0) ? "_" : $0 })
        let clean = ContentDisposition.tidy(visible)
        var kept = shortened(clean)[...]
        while let last = kept.last, last == "." || last == " " { kept = kept.dropLast() }
        let stem = kept.prefix { $0 != "." }.uppercased()
        return kept.isEmpty ? "file" : reserved.contains(stem) ? "_" + String(kept) : String(kept)
    }

    /// At most 200 bytes, the ending included where it is a short one: file systems allow 255, and a number may come.
    private static func shortened(_ name: String) -> String {
        guard name.utf8.count > 200 else { return name }
        var ending = name.lastIndex(of: ".").map { String(name[$0...]) } ?? ""
        if ending.utf8.count > 20 { ending = "" }
        var stem = String.UnicodeScalarView()
        var count = 0
        for scalar in name.unicodeScalars {
            count += UTF8.width(scalar)
            guard count + ending.utf8.count <= 200 else { break }
            stem.append(scalar)
        }
        return String(stem) + ending
    }

    /// Devices of Windows.
    private static let reserved: Set<String> = Set(
        ["CON", "PRN", "AUX", "NUL"] + (1...9).flatMap { ["COM\($0)", "LPT\($0)"] })
}
