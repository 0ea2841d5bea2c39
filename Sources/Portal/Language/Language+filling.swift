import PortalValues

extension Language {
    /// Copies `pattern`, replacing `%(name)s` by its argument and `%%` by `%`. A placeholder without an argument stays as it is,
    /// where a test or a reader sees it.
    func fill(_ pattern: String, _ arguments: [String: Argument], into bytes: inout [UInt8]) {
        var rest = pattern.utf8[...]
        while let sign = rest.firstIndex(of: 37) {
            bytes.append(contentsOf: rest[..<sign])
            let next = rest.index(after: sign)
            rest = rest[next...]
            guard let byte = rest.first else {
                bytes.append(37)
                return
            }
            if byte == 37 {
                bytes.append(37)
                rest = rest.dropFirst()
            } else if byte == 40, let end = rest.firstIndex(of: 41), rest[end...].dropFirst().first == 115,
                let name = String(rest[rest.index(after: next)..<end]), let argument = arguments[name]
            {
                write(argument, into: &bytes)
                rest = rest[end...].dropFirst(2)
            } else {
                bytes.append(37)
            }
        }
        bytes.append(contentsOf: rest)
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
