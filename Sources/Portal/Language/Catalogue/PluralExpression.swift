/// A Plural-Forms expression: C's operators over one unknown, `n` (GNU gettext manual, "Plural forms").
indirect enum PluralExpression: Hashable, Sendable {
    case n
    case number(UInt64)
    case not(PluralExpression)
    case binary(Operator, PluralExpression, PluralExpression)
    case choice(PluralExpression, PluralExpression, PluralExpression)

    enum Operator: String, Sendable {
        case or = "||"
        case and = "&&"
        case equal = "=="
        case unequal = "!="
        case lessOrEqual = "<="
        case greaterOrEqual = ">="
        case less = "<"
        case greater = ">"
        case plus = "+"
        case minus = "-"
        case times = "*"
        case divided = "/"
        case remainder = "%"

        /// How tightly it binds, loosest first, as in C.
        var strength: Int {
            switch self {
            case .or: 1
            case .and: 2
            case .equal, .unequal: 3
            case .lessOrEqual, .greaterOrEqual, .less, .greater: 4
            case .plus, .minus: 5
            case .times, .divided, .remainder: 6
            }
        }
    }

    /// The value for a count, in C's unsigned arithmetic; a division by zero gives 0.
    func value(_ n: UInt64) -> UInt64 {
        switch self {
        case .n: n
        case .number(let number): number
        case .not(let operand): operand.value(n) == 0 ? 1 : 0
        case .choice(let condition, let yes, let no): condition.value(n) != 0 ? yes.value(n) : no.value(n)
        case .binary(let sign, let left, let right): Self.apply(sign, left, right, n)
        }
    }

    private static func apply(_ sign: Operator, _ left: Self, _ right: Self, _ n: UInt64) -> UInt64 {
        let a = left.value(n)
        if sign == .or { return a != 0 || right.value(n) != 0 ? 1 : 0 }
        if sign == .and { return a != 0 && right.value(n) != 0 ? 1 : 0 }
        let b = right.value(n)
        switch sign {
        case .equal: return a == b ? 1 : 0
        case .unequal: return a != b ? 1 : 0
        case .lessOrEqual: return a <= b ? 1 : 0
        case .greaterOrEqual: return a >= b ? 1 : 0
        case .less: return a < b ? 1 : 0
        case .greater: return a > b ? 1 : 0
        case .plus: return a &+ b
        case .minus: return a &- b
        case .times: return a &* b
        case .divided: return b == 0 ? 0 : a / b
        case .remainder: return b == 0 ? 0 : a % b
        case .or, .and: return 0
        }
    }
}
