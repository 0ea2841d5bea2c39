/// Takes a `multipart/form-data` body apart as it comes in, holding little more than one chunk (RFC 2046 section 5.1, RFC 7578).
struct MultipartParser {
    /// What the body turned out to hold, in order.
    enum Event: Equatable {
        case begin(PartHead)
        case content(ArraySlice<UInt8>)
        case end
    }

    private enum Place {
        /// Before the first boundary.
        case preamble
        /// Right behind a boundary.
        case boundary
        case head
        case content
        /// Behind the last boundary: whatever follows is ignored.
        case epilogue
    }

    /// CR LF and the boundary.
    private let mark: [UInt8]
    private var place = Place.preamble
    private var pending: [UInt8]

    /// Nil for a Content-Type that is no form with files, or whose boundary is none (RFC 2046: 1 to 70 characters).
    init?(contentType: String) {
        guard contentType.utf8.count <= 500,
            let boundary = HeaderParameters.read(contentType, kind: "multipart/form-data")?["boundary"],
            (1...70).contains(boundary.utf8.count), boundary.utf8.allSatisfy({ (32...126).contains($0) })
        else { return nil }
        mark = Array("\r\n--\(boundary)".utf8)
        // The first boundary may stand at the very beginning, without the line end that belongs to the others.
        pending = [13, 10]
    }

    /// Whether the last boundary has been seen.
    var isComplete: Bool { place == .epilogue }

    /// Takes the next bytes of the body. Throws 400 for what is no form, 413 for a head that never ends.
    mutating func feed(_ bytes: some Sequence<UInt8>, _ event: (Event) throws -> Void) throws {
        if place == .epilogue { return }
        pending.append(contentsOf: bytes)
        var rest = pending[...]
        while try step(&rest, event) {}
        pending = place == .epilogue ? [] : Array(rest)
    }

    /// Goes one step; false when more bytes are needed.
    private mutating func step(_ rest: inout ArraySlice<UInt8>, _ event: (Event) throws -> Void) throws -> Bool {
        switch place {
        case .preamble:
            guard let found = find(mark, in: rest) else {
                rest = rest.suffix(mark.count - 1)
                return false
            }
            rest = rest[found.upperBound...]
            place = .boundary
        case .boundary: return try afterBoundary(&rest)
        case .head:
            guard let found = find([13, 10, 13, 10], in: rest) else {
                guard rest.count <= UploadLimits.head else { throw Failure.tooLarge(limit: UploadLimits.head) }
                return false
            }
            guard rest.distance(from: rest.startIndex, to: found.lowerBound) <= UploadLimits.head else {
                throw Failure.tooLarge(limit: UploadLimits.head)
            }
            guard let head = PartHead(rest[..<found.lowerBound]) else { throw Failure.badRequest(.body) }
            // The line end above a boundary belongs to the boundary, also where the content is empty.
            rest = rest[found.upperBound...]
            try event(.begin(head))
            place = .content
        case .content:
            guard let found = find(mark, in: rest) else {
                let safe = max(rest.count - mark.count + 1, 0)
                if safe > 0 { try event(.content(rest.prefix(safe))) }
                rest = rest.dropFirst(safe)
                return false
            }
            if found.lowerBound > rest.startIndex { try event(.content(rest[..<found.lowerBound])) }
            rest = rest[found.upperBound...]
            try event(.end)
            place = .boundary
        case .epilogue: return false
        }
        return true
    }

    /// A line end: another part. Two dashes: the end.
    private mutating func afterBoundary(_ rest: inout ArraySlice<UInt8>) throws -> Bool {
        let padding = rest.prefix { $0 == 32 || $0 == 9 }
        let line = rest.dropFirst(padding.count)
        guard line.count >= 2 else {
            guard rest.count <= UploadLimits.head else { throw Failure.badRequest(.body) }
            return false
        }
        if line.starts(with: [45, 45]), padding.isEmpty {
            place = .epilogue
            return false
        }
        guard line.starts(with: [13, 10]) else { throw Failure.badRequest(.body) }
        rest = line.dropFirst(2)
        place = .head
        return true
    }

    private func find(_ pattern: [UInt8], in bytes: ArraySlice<UInt8>) -> Range<Int>? {
        guard let first = pattern.first else { return nil }
        var rest = bytes
        while let start = rest.firstIndex(of: first) {
            guard rest.endIndex - start >= pattern.count else { return nil }
            if rest[start...].starts(with: pattern) { return start..<start + pattern.count }
            rest = rest[(start + 1)...]
        }
        return nil
    }
}
