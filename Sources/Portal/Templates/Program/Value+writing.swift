import PortalLanguage
import PortalValues

extension Value {
    /// Writes the value as a visitor sees it, made harmless for where it stands. The escaping `.url` escapes only: the renderer
    /// looks at the scheme.
    func write(_ escaping: Escaping, in language: Language, into out: inout [UInt8]) throws(ValueError) {
        switch self {
        case .none: break
        case .text(let text):
            if escaping == .plain { out.append(contentsOf: text.utf8) } else { Escaper.append(text, to: &out) }
        case .integer(let number): Self.write(number, into: &out)
        case .markup(let markup):
            switch escaping {
            case .plain, .html: out.append(contentsOf: markup.html.utf8)
            case .attribute: Escaper.append(markup: markup.html, toAttribute: &out)
            case .url: Escaper.append(markup.html, to: &out)
            }
        case .decimal(let number): out.append(contentsOf: number.description.utf8)
        case .boolean(let flag): out.append(contentsOf: (flag ? "True" : "False").utf8)
        case .money, .day, .instant, .message:
            let start = out.count
            switch self {
            case .money(let money): language.formats.money(money, into: &out)
            case .day(let day): language.formats.date(day, style: .medium, into: &out)
            case .instant(let instant): language.formats.dateTime(instant, into: &out)
            case .message(let message): language.write(message, into: &out)
            default: break
            }
            if escaping != .plain { Escaper.escapeTail(of: &out, from: start) }
        case .list, .rows: throw ValueError("a list cannot be shown")
        case .row: throw ValueError("a model cannot be shown")
        }
    }

    /// The number in digits.
    static func write(_ number: Int, into out: inout [UInt8]) {
        if number < 0 { out.append(45) }
        var rest = number.magnitude
        let start = out.count
        repeat {
            out.append(UInt8(truncatingIfNeeded: rest % 10) + 48)
            rest /= 10
        } while rest > 0
        out[start...].reverse()
    }

    /// The value as text, as filters see it.
    func plain(in language: Language) throws(ValueError) -> String {
        switch self {
        case .text(let text): return text
        case .markup(let markup): return markup.html
        default:
            var bytes: [UInt8] = []
            try write(.plain, in: language, into: &bytes)
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    /// The value as HTML: what is not markup already is escaped.
    func escaped(in language: Language) throws(ValueError) -> String {
        var bytes: [UInt8] = []
        try write(.html, in: language, into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
