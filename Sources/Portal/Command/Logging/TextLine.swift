import Logging
import PortalValues

/// A line of the log for people: `05:12:07 info GET /clients 200 address=127.0.0.1`.
enum TextLine {
    static func bytes(
        at now: Instant, _ level: Logger.Level, _ message: String,
        _ metadata: [(key: String, value: Logger.MetadataValue)]
    ) -> [UInt8] {
        var line: [UInt8] = []
        // HH:MM:SS of 2026-11-21T05:12:07.123456Z.
        line += now.description.utf8.dropFirst(11).prefix(8)
        line.append(UInt8(ascii: " "))
        line += level.rawValue.utf8
        line.append(UInt8(ascii: " "))
        append(message, to: &line)
        for (key, value) in metadata {
            line.append(UInt8(ascii: " "))
            append(key, to: &line)
            line.append(UInt8(ascii: "="))
            append("\(value)", to: &line)
        }
        line.append(UInt8(ascii: "\n"))
        return line
    }

    /// Control characters are shown and never obeyed: what a stranger sends cannot begin a line or colour a terminal.
    private static func append(_ text: String, to line: inout [UInt8]) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\n"): line += Array("\\n".utf8)
            case 0..<32, 127: line += Array("\\x".utf8) + Array(JSONLine.hexadecimal(byte))
            default: line.append(byte)
            }
        }
    }
}
