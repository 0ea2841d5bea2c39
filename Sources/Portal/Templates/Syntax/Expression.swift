/// An expression as it is written.
struct Expression {
    indirect enum Kind {
        case literal(Value)
        case name(String)
        case attribute(Expression, String)
        case index(Expression, Expression)
        case slice(Expression, from: Expression?, to: Expression?, step: Expression?)
        case call(Expression, [CallArgument])
        case filter(Expression, String, [CallArgument])
        case test(Expression, String, [CallArgument])
        case negative(Expression)
        case positive(Expression)
        case not(Expression)
        case binary(BinaryOperator, Expression, Expression)
        case and(Expression, Expression)
        case or(Expression, Expression)
        case joined([Expression])
        case conditional(Expression, test: Expression, otherwise: Expression?)
        case list([Expression])
    }

    let kind: Kind
    let place: Place
}

/// An argument of a macro, a filter or a test: by position, or by name.
struct CallArgument {
    let name: String?
    let value: Expression
}

/// What stands between two values.
enum BinaryOperator: Int32 {
    case add, subtract, multiply, divide, floorDivide, modulo, power
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, contains, lacks

    static let comparisons: [String: BinaryOperator] = [
        "==": .equal, "!=": .notEqual, "<": .less, "<=": .lessOrEqual, ">": .greater, ">=": .greaterOrEqual,
    ]
    static let products: [String: BinaryOperator] = ["*": .multiply, "/": .divide, "//": .floorDivide, "%": .modulo]
    static let sums: [String: BinaryOperator] = ["+": .add, "-": .subtract]

    var sign: String {
        switch self {
        case .add: "+"
        case .subtract: "-"
        case .multiply: "*"
        case .divide: "/"
        case .floorDivide: "//"
        case .modulo: "%"
        case .power: "**"
        case .equal: "=="
        case .notEqual: "!="
        case .less: "<"
        case .lessOrEqual: "<="
        case .greater: ">"
        case .greaterOrEqual: ">="
        case .contains: "in"
        case .lacks: "not in"
        }
    }
}
