public import PortalLanguage
import PortalValues

/// How CSV is written for a language (RFC 4180, in UTF-8 with a byte order mark, without which Excel takes it for Latin-1).
///
/// The separator is `;` where the language writes `,` before decimals (French), and `,` elsewhere (English): what the
/// spreadsheets of each country open without asking.
public struct CSVFormat: Sendable {
    /// What a file begins with.
    public static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    let formats: Formats
    let separator: UInt8

    package init(_ language: Language) { self.init(language.formats) }

    /// For whoever has no catalogue at hand: the command line.
    public init(_ formats: Formats) {
        self.formats = formats
        let usesComma = formats.amount(Money(cents: 150)).utf8.contains(UInt8(ascii: ","))
        separator = UInt8(ascii: usesComma ? ";" : ",")
    }

    /// Appends one record with its line end (CR LF).
    public func write(_ cells: [CSVCell], into bytes: inout [UInt8]) {
        let start = bytes.count
        for (position, cell) in cells.enumerated() {
            if position > 0 { bytes.append(separator) }
            write(cell, into: &bytes)
        }
        // A record of one empty field would be an empty line, which readers skip.
        if bytes.count == start { bytes.append(contentsOf: [34, 34]) }
        bytes.append(contentsOf: [13, 10])
    }

    private func write(_ cell: CSVCell, into bytes: inout [UInt8]) {
        switch cell {
        case .empty: break
        case .text(let text): quote(CSVGuard.add(text), into: &bytes)
        case .number(let number): bytes.append(contentsOf: String(number).utf8)
        case .money(let money): formats.amount(money, into: &bytes)
        case .day(let day): bytes.append(contentsOf: day.description.utf8)
        case .instant(let instant):
            let (day, second) = formats.zone.local(instant)
            bytes.append(contentsOf: day.description.utf8)
            bytes.append(32)
            bytes.append(contentsOf: Digits.pad(second / 3600, 2))
            bytes.append(58)
            bytes.append(contentsOf: Digits.pad(second / 60 % 60, 2))
            bytes.append(58)
            bytes.append(contentsOf: Digits.pad(second % 60, 2))
        }
    }

    private func quote(_ text: String, into bytes: inout [UInt8]) {
        let needsQuotes = text.utf8.contains { $0 == separator || $0 == 34 || $0 == 10 || $0 == 13 || $0 == 9 }
        guard needsQuotes || text.utf8.first == 32 || text.utf8.last == 32 else {
            bytes.append(contentsOf: text.utf8)
            return
        }
        bytes.append(34)
        for byte in text.utf8 {
            if byte == 34 { bytes.append(34) }
            bytes.append(byte)
        }
        bytes.append(34)
    }
}
