/// What a `Range` header asks for (RFC 9110, section 14).
package enum ByteRange: Equatable {
    /// Everything: no range, one that is not understood, or several at once, which a server may ignore.
    case whole
    /// These bytes.
    case part(Range<Int>)
    /// Bytes that the file does not have: 416.
    case unsatisfiable

    package init(_ header: String?, size: Int) {
        guard let header, header.utf8.count <= 200, let equals = header.firstIndex(of: "="),
            header[..<equals].lowercased() == "bytes"
        else {
            self = .whole
            return
        }
        let spec = header[header.index(after: equals)...].drop { $0 == " " || $0 == "\t" }
        let ends = spec.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let first = Self.number(ends[0]), let last = Self.number(ends[1]) else {
            self = .whole
            return
        }
        switch (first, last) {
        case (nil, nil): self = .whole
        case (nil, let count?): self = count == 0 || size == 0 ? .unsatisfiable : .part(max(size - count, 0)..<size)
        case (let from?, nil): self = from < size ? .part(from..<size) : .unsatisfiable
        case (let from?, let to?):
            if to < from {
                self = .whole
            } else {
                self = from < size ? .part(from..<(min(to, size - 1) + 1)) : .unsatisfiable
            }
        }
    }

    /// Nil: no number. `.some(nil)`: nothing there. A number too big for the machine is as good as the biggest one.
    private static func number(_ text: Substring) -> Int?? {
        let digits = text.trimming
        if digits.isEmpty { return .some(nil) }
        guard digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return .some(Int(digits) ?? Int.max)
    }
}

extension Substring {
    /// Without blanks at both ends (RFC 9110, OWS).
    package var trimming: Substring {
        var rest = drop { $0 == " " || $0 == "\t" }
        while let last = rest.last, last == " " || last == "\t" { rest = rest.dropLast() }
        return rest
    }
}
