import PortalLanguage
import PortalValues

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Filters {
    static let calculations: [Filter] = [
        Filter(
            name: "round", parameters: [.init("precision", .integer(0)), .init("method", .text("common"))],
            input: .number,
            result: { $0 == .number ? .number : .any }, action: .value(round)),
        Filter(
            name: "int", parameters: [.init("default", .integer(0)), .init("base", .integer(10))], input: .scalar,
            result: { _ in .number },
            action: .value { (value, arguments, _) throws(ValueError) in
                if let whole = value.whole { return .integer(whole) }
                let decimal = value.number ?? value.characters.flatMap { number($0) }
                if let base = arguments[1].whole, (2...36).contains(base), let text = value.characters,
                    let whole = Int(trimmed(text), radix: base)
                {
                    return .integer(whole)
                }
                guard let decimal, decimal.isFinite, let whole = Int(exactly: decimal.rounded(.towardZero)) else {
                    return arguments[0]
                }
                return .integer(whole)
            }),
        Filter(
            name: "float", parameters: [.init("default", .decimal(0))], input: .scalar, result: { _ in .decimal },
            action: .value { (value, arguments, _) throws(ValueError) in
                (value.number ?? value.characters.flatMap { number($0) }).map(Value.decimal) ?? arguments[0]
            }),
        Filter(
            name: "abs", input: .number, result: { $0 },
            action: .value { (value, _, _) throws(ValueError) in
                guard let number = value.number else { throw ValueError("\(value.kind) is not a number") }
                return number < 0 ? try value.negated() : value
            }),
        Filter(
            name: "range", parameters: [.init("start"), .init("stop", .some(.none)), .init("step", .integer(1))],
            input: .number,
            result: { _ in .list(.number) },
            action: .value { (_, arguments, _) throws(ValueError) in
                let first = arguments[1].isNone ? 0 : arguments[0].whole
                let end = arguments[1].isNone ? arguments[0].whole : arguments[1].whole
                guard let first, let end, let step = arguments[2].whole, step != 0 else {
                    throw ValueError("a range goes from number to number, by steps that are not zero")
                }
                var items: [Value] = []
                for number in stride(from: first, to: end, by: step) {
                    guard items.count < Limit.items else { throw ValueError("the range is too long") }
                    items.append(.integer(number))
                }
                return .list(items)
            }),
    ]

    static let notations: [Filter] = [
        Filter(
            name: "number", parameters: [.init("decimals", .some(.none))], input: .number, result: { _ in .text },
            action: .bytes { (value, arguments, context, out) throws(ValueError) in
                switch (value, arguments[0].whole) {
                case (.none, _): break
                case (.integer(let number), nil): context.language.formats.number(Int64(number), into: &out)
                case (_, let decimals):
                    guard let number = value.number else { throw ValueError("\(value.kind) is not a number") }
                    context.language.formats.decimal(number, decimals: min(max(decimals ?? 2, 0), 12), into: &out)
                }
            }),
        Filter(
            name: "percent", parameters: [.init("decimals", .integer(0))], input: .number, result: { _ in .text },
            action: .bytes { (value, arguments, context, out) throws(ValueError) in
                if value.isNone { return }
                guard let number = value.number else { throw ValueError("\(value.kind) is not a number") }
                context.language.formats.percent(number, decimals: min(max(arguments[0].whole ?? 0, 0), 12), into: &out)
            }),
        Filter(
            name: "money", input: .money, result: { _ in .text },
            action: .bytes { (value, _, context, out) throws(ValueError) in
                switch value {
                case .none: break
                case .money(let money): context.language.formats.money(money, into: &out)
                default: throw ValueError("\(value.kind) is not an amount of money")
                }
            }),
    ]

    private static func trimmed(_ text: String) -> String {
        String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }

    private static func number(_ text: String) -> Double? {
        let text = trimmed(text)
        guard text.utf8.count <= 400, text.utf8.allSatisfy({ (48...57).contains($0) || "+-.eE".utf8.contains($0) })
        else { return nil }
        return Double(text)
    }

    @Sendable private static func round(_ value: Value, _ arguments: [Value], _ context: FilterContext)
        throws(ValueError) -> Value
    {
        if value.isNone { return .none }
        guard let number = value.number, let precision = arguments[0].whole, (-20...20).contains(precision) else {
            throw ValueError("\(value.kind) cannot be rounded")
        }
        let method = arguments[1].characters ?? "common"
        guard ["common", "ceil", "floor"].contains(method) else {
            throw ValueError("rounding is common, ceil or floor")
        }
        guard method == "common" else {
            let scale = pow(10, Double(precision))
            return .decimal((number * scale).rounded(method == "ceil" ? .up : .down) / scale)
        }
        if let whole = value.whole {
            return precision >= 0 ? .integer(whole) : .integer(try roundedWhole(whole, -precision))
        }
        guard number.isFinite else { return value }
        if precision < 0 {
            let scale = pow(10, Double(-precision))
            return .decimal((number / scale).rounded(.toNearestOrEven) * scale)
        }
        // The C library rounds the exact binary value, as Python does.
        var buffer = [CChar](repeating: 0, count: 400)
        _ = withVaList([Int32(precision), number]) { vsnprintf(&buffer, buffer.count, "%.*f", $0) }
        return .decimal(strtod(buffer, nil))
    }

    private static func roundedWhole(_ number: Int, _ places: Int) throws(ValueError) -> Int {
        guard places < 19 else { return 0 }
        var scale = 1
        for _ in 0..<places { scale *= 10 }
        let rest = number % scale
        let lower = number - rest
        let half = scale / 2
        let isUp = abs(rest) > half || (abs(rest) == half && !(lower / scale).isMultiple(of: 2))
        let (result, overflow) = lower.addingReportingOverflow(isUp ? (rest < 0 ? -scale : scale) : 0)
        guard !overflow else { throw ValueError("the result is too large") }
        return result
    }
}
