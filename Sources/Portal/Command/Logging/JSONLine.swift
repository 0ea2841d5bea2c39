import Logging
import PortalValues

/// A line of the log for programs: one JSON object.
enum JSONLine {
    static func bytes(
        at now: Instant, _ level: Logger.Level, _ message: String,
        _ metadata: [(key: String, value: Logger.MetadataValue)],
        label: String
    ) -> [UInt8] {
        var line: [UInt8] = Array("{\"time\":\"".utf8)
        line += now.description.utf8
        line += Array("\",\"level\":\"".utf8)
        line += level.rawValue.utf8
        line += Array("\",\"logger\":".utf8)
        append(label, to: &line)
        line += Array(",\"message\":".utf8)
        append(message, to: &line)
        for (key, value) in metadata where !reserved.contains(key) {
            line.append(UInt8(ascii: ","))
            append(key, to: &line)
            line.append(UInt8(ascii: ":"))
            append(value, to: &line)
        }
        line += Array("}\n".utf8)
        return line
    }

    private static let reserved: Set<String> = ["time", "level", "logger", "message"]

    private static func append(_ value: Logger.MetadataValue, to line: inout [UInt8]) {
        switch value {
        case .string(let text): append(text, to: &line)
        case .stringConvertible(let value): append(value.description, to: &line)
        case .array(let values):
            line.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { line.append(UInt8(ascii: ",")) }
                append(value, to: &line)
            }
            line.append(UInt8(ascii: "]"))
        case .dictionary(let values):
            line.append(UInt8(ascii: "{"))
            for (index, pair) in values.sorted(by: { $0.key < $1.key }).enumerated() {
                if index > 0 { line.append(UInt8(ascii: ",")) }
                append(pair.key, to: &line)
                line.append(UInt8(ascii: ":"))
                append(pair.value, to: &line)
            }
            line.append(UInt8(ascii: "}"))
        }
    }

    /// RFC 8259, section 7.
    private static func append(_ text: String, to line: inout [UInt8]) {
        line.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): line += [UInt8(ascii: "\\"), byte]
            case 0..<32: line += Array("\\u00".utf8) + Array(hexadecimal(byte))
            default: line.append(byte)
            }
        }
        line.append(UInt8(ascii: "\""))
    }

    static func hexadecimal(_ byte: UInt8) -> [UInt8] {
        [byte >> 4, byte & 15].map { $0 < 10 ? UInt8(ascii: "0") + $0 : UInt8(ascii: "a") + $0 - 10 }
    }
}
