public import PortalLanguage

/// Why a CSV file cannot be read, and in which line (the first is 1).
public enum CSVError: Error, Sendable, Hashable {
    /// The file cannot be opened or read; the system's words.
    case unreadable(String)
    /// Bytes that are no text in the file's encoding.
    case encoding(line: Int)
    /// A zero character: a spreadsheet's own format, not CSV.
    case notText(line: Int)
    /// A quoted field that begins in this line never ends, or grows beyond the bound.
    case openQuote(line: Int)
    /// Something other than a separator after a closing quote.
    case afterQuote(line: Int)
    /// A field of more than so many bytes.
    case longField(line: Int, limit: Int)
    /// More than so many fields in one line.
    case manyFields(line: Int, limit: Int)

    /// The fault in the reader's language.
    public var message: Message {
        switch self {
        case .unreadable(let reason): tr("The file cannot be read: %(reason)s", ["reason": .text(reason)])
        case .encoding(let line): tr("Line %(line)s is not text in the encoding of the file.", ["line": .number(line)])
        case .notText(let line):
            tr("Line %(line)s holds a zero character: save the file as CSV and try again.", ["line": .number(line)])
        case .openQuote(let line): tr("Line %(line)s: the quotation mark is never closed.", ["line": .number(line)])
        case .afterQuote(let line):
            tr(
                "Line %(line)s: there is text between a closing quotation mark and the separator.",
                ["line": .number(line)])
        case .longField(let line, let limit):
            tr(
                "Line %(line)s: a field is longer than %(limit)s bytes.",
                ["line": .number(line), "limit": .number(limit)])
        case .manyFields(let line, let limit):
            tr("Line %(line)s has more than %(limit)s fields.", ["line": .number(line), "limit": .number(limit)])
        }
    }
}
