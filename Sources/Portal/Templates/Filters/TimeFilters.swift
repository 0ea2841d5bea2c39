import PortalLanguage
import PortalValues

extension Filters {
    private static let styles: [String: DateStyle] = [
        "numeric": .numeric, "medium": .medium, "long": .long, "full": .full,
    ]

    static let times: [Filter] = [
        Filter(
            name: "date", parameters: [.init("style", .text("medium"))], input: .time, result: { _ in .text },
            action: .bytes { (value, arguments, context, out) throws(ValueError) in
                guard let style = styles[arguments[0].characters ?? ""] else {
                    throw ValueError("a date is numeric, medium, long or full")
                }
                switch value {
                case .none: break
                case .day(let day): context.language.formats.date(day, style: style, into: &out)
                case .instant(let instant): context.language.formats.date(instant, style: style, into: &out)
                default: throw ValueError("\(value.kind) is not a date")
                }
            }),
        Filter(
            name: "time", input: .time, result: { _ in .text },
            action: .bytes { (value, _, context, out) throws(ValueError) in
                if let instant = try instant(value) { context.language.formats.time(instant, into: &out) }
            }),
        Filter(
            name: "datetime", input: .time, result: { _ in .text },
            action: .bytes { (value, _, context, out) throws(ValueError) in
                if let instant = try instant(value) { context.language.formats.dateTime(instant, into: &out) }
            }),
        Filter(
            name: "relative", input: .time, isPure: false, result: { _ in .text },
            action: .bytes { (value, _, context, out) throws(ValueError) in
                if let instant = try instant(value) {
                    context.language.formats.relative(instant, now: context.now, into: &out)
                }
            }),
        Filter(
            name: "iso", input: .time, result: { _ in .text },
            action: .bytes { (value, _, _, out) throws(ValueError) in
                switch value {
                case .none: break
                case .day(let day): out.append(contentsOf: day.description.utf8)
                case .instant(let instant):
                    // HTML's datetime attribute takes at most three decimals: whole seconds are enough for it.
                    out.append(contentsOf: instant.description.utf8.prefix(19))
                    out.append(90)
                default: throw ValueError("\(value.kind) is not a date")
                }
            }),
    ]

    private static func instant(_ value: Value) throws(ValueError) -> Instant? {
        switch value {
        case .none: return nil
        case .instant(let instant): return instant
        default: throw ValueError("\(value.kind) has no time of day")
        }
    }
}
