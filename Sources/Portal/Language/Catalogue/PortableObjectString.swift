/// The strings of a PO file: C's, in double quotes.
enum PortableObjectString {
    struct Problem: Error { let reason: String }

    /// The text of a quoted string that fills the line.
    static func read(_ line: PortableObjectLine) -> Result<String, Problem> {
        var bytes: [UInt8] = []
        var rest = line.dropFirst()
        while let byte = rest.popFirst() {
            switch byte {
            case 34:
                guard rest.allSatisfy({ $0 == 32 || $0 == 9 }) else {
                    return .failure(Problem(reason: "something follows the closing quote"))
                }
                guard let text = String(validating: bytes, as: UTF8.self) else {
                    return .failure(Problem(reason: "the escapes do not make UTF-8"))
                }
                return .success(text)
            case 92:
                guard let escape = rest.popFirst(), let value = value(of: escape, &rest) else {
                    return .failure(Problem(reason: "unknown escape after \\"))
                }
                bytes.append(value)
            default:
                bytes.append(byte)
            }
        }
        return .failure(Problem(reason: "the string is not closed"))
    }

    private static func value(of escape: UInt8, _ rest: inout Substring.UTF8View) -> UInt8? {
        switch escape {
        case UInt8(ascii: "n"): return 10
        case UInt8(ascii: "t"): return 9
        case UInt8(ascii: "r"): return 13
        case UInt8(ascii: "a"): return 7
        case UInt8(ascii: "b"): return 8
        case UInt8(ascii: "v"): return 11
        case UInt8(ascii: "f"): return 12
        case 34, 92: return escape
        case 48...55:
            let more = rest.prefix(2).prefix { (48...55).contains($0) }
            rest = rest.dropFirst(more.count)
            return UInt8(exactly: more.reduce(Int(escape - 48)) { $0 * 8 + Int($1 - 48) })
        case UInt8(ascii: "x"):
            let digits = rest.prefix(2).prefix { Unicode.Scalar($0).properties.isASCIIHexDigit }
            rest = rest.dropFirst(digits.count)
            return UInt8(String(Substring(digits)), radix: 16)
        default: return nil
        }
    }

    /// The text as a quoted string, without line breaks of its own.
    static func quoted(_ text: some StringProtocol) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\u{7}": result += "\\a"
            case "\u{8}": result += "\\b"
            case "\u{B}": result += "\\v"
            case "\u{C}": result += "\\f"
            default:
                if scalar.value < 32 || scalar.value == 127 {
                    let octal = String(scalar.value, radix: 8)
                    result += "\\" + String(repeating: "0", count: 3 - octal.count) + octal
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }
}
