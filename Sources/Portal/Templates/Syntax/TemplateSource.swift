/// The text of one template, with `\n` line ends.
final class TemplateSource: Sendable {
    let name: String
    let bytes: [UInt8]

    /// Every kind of line end becomes `\n`, and one line end at the end of the file is dropped, as in Jinja.
    init(name: String, text: String) {
        self.name = name
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var afterReturn = false
        for byte in text.utf8 {
            if byte != 10 || !afterReturn { bytes.append(byte == 13 ? 10 : byte) }
            afterReturn = byte == 13
        }
        if bytes.last == 10 { bytes.removeLast() }
        self.bytes = bytes
    }

    /// Whether what is shown is escaped and checked as HTML; plain text, for mails, is neither.
    var isHTML: Bool { !name.hasSuffix(".txt") }

    /// The line of a byte, counted from 1.
    func line(at offset: Int) -> Int { bytes.prefix(offset).reduce(1) { $1 == 10 ? $0 + 1 : $0 } }

    func fault(at offset: Int, _ message: String, _ suggestion: String? = nil) -> TemplateError {
        let offset = min(max(offset, 0), bytes.count)
        let start = bytes[..<offset].lastIndex(of: 10).map { $0 + 1 } ?? 0
        let end = bytes[offset...].firstIndex(of: 10) ?? bytes.count
        return TemplateError(
            file: name, line: line(at: offset),
            column: String(decoding: bytes[start..<offset], as: UTF8.self).count + 1,
            message: message, suggestion: suggestion, source: String(decoding: bytes[start..<end], as: UTF8.self))
    }
}

/// A byte of a template: where something was written.
struct Place: Sendable {
    let source: TemplateSource
    let offset: Int

    func fault(_ message: String, _ suggestion: String? = nil) -> TemplateError {
        source.fault(at: offset, message, suggestion)
    }
}
