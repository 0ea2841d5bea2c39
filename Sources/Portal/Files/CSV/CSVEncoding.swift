/// How the bytes of a CSV file stand for text.
public enum CSVEncoding: String, Sendable, Hashable {
    /// What the portal writes, with or without a byte order mark.
    case utf8
    /// “Unicode text” of spreadsheets, known by its byte order mark.
    case utf16LittleEndian, utf16BigEndian
    /// What Excel saves in Western Europe; Latin-1 is read as the same (WHATWG Encoding).
    case windows1252

    /// What the first bytes say; nil where they carry no mark. `length` is the mark's.
    static func marked(_ head: some Collection<UInt8>) -> (encoding: CSVEncoding, length: Int)? {
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if head.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if head.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        return nil
    }

    /// The characters of the bytes 0x80 to 0x9F in Windows-1252; 0 where there is none.
    static let windows: [UInt32] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
        0x0178,
    ]
}

/// Turns the bytes of a file into UTF-8, chunk by chunk. What stands for no character becomes a byte that is never UTF-8, so that
/// the reader finds it in its line.
struct CSVTranscoder {
    static let foreign: UInt8 = 0xFF

    let encoding: CSVEncoding
    /// The first byte of a pair whose second is in the next chunk.
    private var half: UInt8?
    /// The first unit of a surrogate pair.
    private var high: UInt16?

    package init(_ encoding: CSVEncoding) { self.encoding = encoding }

    mutating func decode(_ bytes: [UInt8]) -> [UInt8] {
        switch encoding {
        case .utf8: return bytes
        case .windows1252:
            var text: [UInt8] = []
            text.reserveCapacity(bytes.count + bytes.count / 8)
            for byte in bytes {
                switch byte {
                case ..<0x80: text.append(byte)
                case ..<0xA0: Self.append(CSVEncoding.windows[Int(byte) - 0x80], to: &text)
                default: Self.append(UInt32(byte), to: &text)
                }
            }
            return text
        case .utf16LittleEndian, .utf16BigEndian:
            var text: [UInt8] = []
            text.reserveCapacity(bytes.count)
            for byte in bytes {
                guard let first = half else {
                    half = byte
                    continue
                }
                half = nil
                let unit =
                    encoding == .utf16LittleEndian
                    ? UInt16(byte) << 8 | UInt16(first) : UInt16(first) << 8 | UInt16(byte)
                decode(unit, into: &text)
            }
            return text
        }
    }

    /// What is left when the file ends: nothing, unless it ends in the middle of a character.
    mutating func finish() -> [UInt8] {
        let isWhole = half == nil && high == nil
        half = nil
        high = nil
        return isWhole ? [] : [Self.foreign]
    }

    private mutating func decode(_ unit: UInt16, into text: inout [UInt8]) {
        let isLow = (0xDC00...0xDFFF).contains(unit)
        if let first = high {
            high = nil
            if isLow {
                Self.append(0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(unit) - 0xDC00), to: &text)
                return
            }
            text.append(Self.foreign)
        }
        switch unit {
        case 0xD800...0xDBFF: high = unit
        case 0xDC00...0xDFFF: text.append(Self.foreign)
        case 0: text.append(0)
        default: Self.append(UInt32(unit), to: &text)
        }
    }

    private static func append(_ code: UInt32, to text: inout [UInt8]) {
        guard code != 0, let scalar = Unicode.Scalar(code) else { return text.append(foreign) }
        text.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [foreign])
    }
}
