import PortalLanguage
import PortalValues

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Value {
    /// `a + b` and the like, as Python does it; what does not fit is a problem, never a stop.
    static func calculate(
        _ sign: BinaryOperator, _ a: Value, _ b: Value, in language: Language
    ) throws(ValueError) -> Value {
        switch sign {
        case .equal: return .boolean(a.equals(b))
        case .notEqual: return .boolean(!a.equals(b))
        case .less: return .boolean(try a.order(b) < 0)
        case .lessOrEqual: return .boolean(try a.order(b) <= 0)
        case .greater: return .boolean(try a.order(b) > 0)
        case .greaterOrEqual: return .boolean(try a.order(b) >= 0)
        case .contains: return .boolean(try b.contains(a))
        case .lacks: return .boolean(try !b.contains(a))
        case .add, .subtract, .multiply, .divide, .floorDivide, .modulo, .power:
            if let result = try combine(sign, a, b, in: language) { return result }
            if let a = a.whole, let b = b.whole { return try integers(sign, a, b) }
            if let a = a.number, let b = b.number { return .decimal(try decimals(sign, a, b)) }
            throw ValueError("“\(sign.sign)” does not work between \(a.kind) and \(b.kind)")
        }
    }

    /// Sums of what is not a number.
    private static func combine(
        _ sign: BinaryOperator, _ a: Value, _ b: Value, in language: Language
    ) throws(ValueError) -> Value? {
        switch (sign, a, b) {
        case (.add, .text(let a), .text(let b)): return try limited(.text(a + b))
        case (.add, .markup, .markup), (.add, .markup, .text), (.add, .text, .markup):
            return try limited(.markup(Markup(html: try a.escaped(in: language) + b.escaped(in: language))))
        case (.add, .list(let a), .list(let b)): return try limited(.list(a + b))
        case (.add, .money(let a), .money(let b)): return try fitting(a.adding(b).map(Value.money))
        case (.subtract, .money(let a), .money(let b)): return try fitting(a.subtracting(b).map(Value.money))
        case (.multiply, .money(let money), .integer(let count)), (.multiply, .integer(let count), .money(let money)):
            return try fitting(money.times(Int64(count)).map(Value.money))
        default: return nil
        }
    }

    private static func fitting(_ value: Value?) throws(ValueError) -> Value {
        guard let value else { throw ValueError("the result is too large") }
        return value
    }

    /// The value, unless it is larger than a template may build.
    static func limited(_ value: Value) throws(ValueError) -> Value {
        switch value {
        case .text(let text) where text.utf8.count > Limit.bytes: throw ValueError("the text is too long")
        case .markup(let markup) where markup.html.utf8.count > Limit.bytes: throw ValueError("the text is too long")
        case .list(let items) where items.count > Limit.items: throw ValueError("the list is too long")
        default: return value
        }
    }

    private static func integers(_ sign: BinaryOperator, _ a: Int, _ b: Int) throws(ValueError) -> Value {
        let result: (partialValue: Int, overflow: Bool)
        switch sign {
        case .add: result = a.addingReportingOverflow(b)
        case .subtract: result = a.subtractingReportingOverflow(b)
        case .multiply: result = a.multipliedReportingOverflow(by: b)
        case .power where b >= 0: return .integer(try power(a, b))
        case .floorDivide, .modulo:
            guard b != 0 else { throw ValueError("a division by zero") }
            let quotient = a.dividedReportingOverflow(by: b)
            let rest = b == -1 ? 0 : a % b
            let isBelow = rest != 0 && (rest < 0) != (b < 0)
            if sign == .modulo { return .integer(isBelow ? rest + b : rest) }
            result = (isBelow ? quotient.partialValue - 1 : quotient.partialValue, quotient.overflow)
        default: return .decimal(try decimals(sign, Double(a), Double(b)))
        }
        guard !result.overflow else { throw ValueError("the result is too large") }
        return .integer(result.partialValue)
    }

    private static func power(_ base: Int, _ exponent: Int) throws(ValueError) -> Int {
        if base == 0 || base == 1 { return exponent == 0 ? 1 : base }
        if base == -1 { return exponent.isMultiple(of: 2) ? 1 : -1 }
        guard exponent < 64 else { throw ValueError("the result is too large") }
        var result = 1
        for _ in 0..<exponent {
            let (product, overflow) = result.multipliedReportingOverflow(by: base)
            guard !overflow else { throw ValueError("the result is too large") }
            result = product
        }
        return result
    }

    private static func decimals(_ sign: BinaryOperator, _ a: Double, _ b: Double) throws(ValueError) -> Double {
        switch sign {
        case .add: return a + b
        case .subtract: return a - b
        case .multiply: return a * b
        case .power:
            guard a != 0 || b >= 0 else { throw ValueError("a division by zero") }
            guard a >= 0 || b == b.rounded() else { throw ValueError("a root of a negative number") }
            return pow(a, b)
        default:
            guard b != 0 else { throw ValueError("a division by zero") }
            if sign == .divide { return a / b }
            var rest = fmod(a, b)
            if rest != 0, (rest < 0) != (b < 0) { rest += b }
            if sign == .modulo { return rest == 0 ? (b < 0 ? -0.0 : 0.0) : rest }
            return ((a - rest) / b).rounded()
        }
    }

    func negated() throws(ValueError) -> Value {
        switch self {
        case .integer(let number) where number != Int.min: return .integer(-number)
        case .decimal(let number): return .decimal(-number)
        case .boolean(let flag): return .integer(flag ? -1 : 0)
        case .money(let money) where money.cents != Int64.min: return .money(Money(cents: -money.cents))
        default: throw ValueError("“-” does not work on \(kind)")
        }
    }
}
