import PortalLanguage

/// `%s` and `%d` in a text, filled in their order, and `%%`.
enum Formatting {
    static func fill(_ pattern: String, _ arguments: [Value], _ language: Language) throws(ValueError) -> String {
        var result: [UInt8] = []
        var rest = arguments[...]
        var bytes = Array(pattern.utf8)[...]
        while let byte = bytes.popFirst() {
            guard byte == 37 else {
                result.append(byte)
                continue
            }
            switch bytes.popFirst() {
            case UInt8(ascii: "%"): result.append(37)
            case UInt8(ascii: "s"):
                guard let value = rest.popFirst() else {
                    throw ValueError("the text asks for more values than there are")
                }
                result += Array(try value.plain(in: language).utf8)
            case UInt8(ascii: "d"):
                guard let value = rest.popFirst()?.whole else { throw ValueError("“%d” asks for a whole number") }
                Value.write(value, into: &result)
            default: throw ValueError("only “%s”, “%d” and “%%” can be filled in")
            }
        }
        guard rest.isEmpty else { throw ValueError("the text asks for fewer values than there are") }
        return String(decoding: result, as: UTF8.self)
    }
}
