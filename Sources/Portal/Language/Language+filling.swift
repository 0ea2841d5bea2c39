import PortalValues

extension Language {
    /// Copies `pattern`, replacing `%(name)s` by its argument and `%%` by `%`. A placeholder without an argument stays as it is,
    /// where a test or a reader sees it.
    func fill(_ pattern: String, _ arguments: [String: Argument], into bytes: inout [UInt8]) {
        var pattern = pattern
        pattern.withUTF8 { text in
            var start = 0
            while let sign = text[start...].firstIndex(of: 37) {
                bytes.append(contentsOf: text[start..<sign])
                start = sign + 1
                if start < text.count, text[start] == 37 {
                    bytes.append(37)
                    start += 1
                } else if let (name, end) = Self.placeholder(text[start...]), let argument = arguments[name] {
                    write(argument, into: &bytes)
                    start = end
                } else {
                    bytes.append(37)
                }
            }
            bytes.append(contentsOf: text[start...])
        }
    }

    /// The name in `(name)s`, and where the text goes on.
    private static func placeholder(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> (name: String, end: Int)? {
        guard text.first == 40, let end = text.firstIndex(of: 41), text[end...].dropFirst().first == 115 else {
            return nil
        }
        return (String(decoding: text[..<end].dropFirst(), as: UTF8.self), end + 2)
    }

    /// Appends one argument the way this language writes it.
    public func write(_ argument: Argument, into bytes: inout [UInt8]) {
        switch argument {
        case .text(let text): bytes.append(contentsOf: text.utf8)
        case .number(let number): formats.number(Int64(number), into: &bytes)
        case .money(let money): formats.money(money, into: &bytes)
        case .day(let day): formats.date(day, style: .medium, into: &bytes)
        case .instant(let instant): formats.dateTime(instant, into: &bytes)
        case .message(let message): write(message, into: &bytes)
        }
    }
}
