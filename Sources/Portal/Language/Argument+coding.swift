import PortalValues

/// An object with one member, named after the kind of argument: `{"money": 1250}`.
extension Argument: Codable {
    private enum Kind: String, CodingKey { case text, number, money, day, instant, message }

    /// Reads an argument. Throws `DecodingError` for anything that is none.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Kind.self)
        guard let kind = container.allKeys.first, container.allKeys.count == 1 else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: decoder.codingPath, debugDescription: "one kind of argument is needed"))
        }
        switch kind {
        case .text: self = .text(try container.decode(String.self, forKey: kind))
        case .number: self = .number(try container.decode(Int.self, forKey: kind))
        case .money: self = .money(Money(cents: try container.decode(Int64.self, forKey: kind)))
        case .day: self = .day(Day(number: try container.decode(Int.self, forKey: kind)))
        case .instant: self = .instant(Instant(microseconds: try container.decode(Int64.self, forKey: kind)))
        case .message: self = .message(try container.decode(Message.self, forKey: kind))
        }
    }

    /// Writes an argument; money in cents, a day in days and a moment in microseconds since 1970.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Kind.self)
        switch self {
        case .text(let text): try container.encode(text, forKey: .text)
        case .number(let number): try container.encode(number, forKey: .number)
        case .money(let money): try container.encode(money.cents, forKey: .money)
        case .day(let day): try container.encode(day.number, forKey: .day)
        case .instant(let instant): try container.encode(instant.microseconds, forKey: .instant)
        case .message(let message): try container.encode(message, forKey: .message)
        }
    }
}
