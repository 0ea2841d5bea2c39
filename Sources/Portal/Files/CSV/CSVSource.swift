import NIOCore

/// The bytes of a CSV file, read in chunks.
package struct CSVSource: Sendable {
    private enum Place: Sendable {
        case file(OpenFile)
        case memory([UInt8])
    }

    static let chunk = 65_536
    private let place: Place
    /// In bytes.
    package let size: Int

    package init(path: String) throws(CSVError) {
        do throws(FileError) {
            let (file, facts) = try OpenFile.read(path)
            place = .file(file)
            size = facts.size
        } catch {
            throw .unreadable(error.description)
        }
    }

    package init(_ bytes: [UInt8]) {
        place = .memory(bytes)
        size = bytes.count
    }

    package func bytes(at offset: Int, count: Int = chunk) throws(CSVError) -> [UInt8] {
        switch place {
        case .memory(let bytes): return Array(bytes.dropFirst(offset).prefix(count))
        case .file(let file):
            do throws(FileError) { return Array(try file.bytes(at: offset, count: count).readableBytesView) } catch {
                throw .unreadable(error.description)
            }
        }
    }

    /// The encoding, and where the text begins. Without a mark the whole file is looked at once: the first accent of a long file
    /// may stand in its last line.
    func encoding() throws(CSVError) -> (encoding: CSVEncoding, start: Int) {
        if let marked = CSVEncoding.marked(try bytes(at: 0, count: 3)) { return (marked.encoding, marked.length) }
        var offset = 0
        while offset < size {
            let piece = try bytes(at: offset)
            guard !piece.isEmpty else { break }
            let isLast = offset + piece.count >= size
            let whole = isLast ? piece.count : Self.wholeCharacters(piece)
            guard String(validating: piece.prefix(whole), as: UTF8.self) != nil else { return (.windows1252, 0) }
            offset += whole
        }
        return (.utf8, 0)
    }

    /// How many of the bytes belong to whole UTF-8 characters: all but a character cut at the end.
    private static func wholeCharacters(_ bytes: [UInt8]) -> Int {
        for back in 1...3 where back < bytes.count {
            switch bytes[bytes.count - back] {
            case 0x80...0xBF: continue
            case 0xC0...0xDF: return back < 2 ? bytes.count - back : bytes.count
            case 0xE0...0xEF: return back < 3 ? bytes.count - back : bytes.count
            case 0xF0...0xFF: return bytes.count - back
            default: return bytes.count
            }
        }
        return bytes.count
    }
}
