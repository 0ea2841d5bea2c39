/// A question about a value: `{% if number is odd %}`.
struct ValueTest: Sendable {
    let name: String
    var argumentCount = 0
    let holds: @Sendable (Value, [Value]) throws(ValueError) -> Bool
}

/// Every test there is; `defined` and `undefined` are answered by the compiler.
enum Tests {
    private static func whole(_ value: Value) throws(ValueError) -> Int {
        guard let whole = value.whole else { throw ValueError("\(value.kind) is not a whole number") }
        return whole
    }

    static let kinds: [ValueTest] = [
        ValueTest(name: "none") { value, _ in value.isNone },
        ValueTest(name: "string") { value, _ in value.characters != nil },
        ValueTest(name: "number") { value, _ in value.number != nil },
        ValueTest(name: "integer") { value, _ in if case .integer = value { true } else { false } },
        ValueTest(name: "float") { value, _ in if case .decimal = value { true } else { false } },
        ValueTest(name: "boolean") { value, _ in if case .boolean = value { true } else { false } },
        ValueTest(name: "true") { value, _ in if case .boolean(true) = value { true } else { false } },
        ValueTest(name: "false") { value, _ in if case .boolean(false) = value { true } else { false } },
        ValueTest(name: "escaped") { value, _ in if case .markup = value { true } else { false } },
        ValueTest(name: "mapping") { _, _ in false },
        ValueTest(name: "callable") { _, _ in false },
        ValueTest(name: "iterable") { value, _ in isSequence(value) },
        ValueTest(name: "sequence") { value, _ in isSequence(value) },
    ]

    private static func isSequence(_ value: Value) -> Bool {
        switch value {
        case .list, .rows, .text, .markup: true
        default: false
        }
    }

    static let contents: [ValueTest] = [
        ValueTest(name: "odd") { (value, _) throws(ValueError) in !(try whole(value).isMultiple(of: 2)) },
        ValueTest(name: "even") { (value, _) throws(ValueError) in try whole(value).isMultiple(of: 2) },
        ValueTest(name: "divisibleby", argumentCount: 1) { (value, arguments) throws(ValueError) in
            let divisor = try whole(arguments[0])
            guard divisor != 0 else { throw ValueError("a division by zero") }
            return try whole(value).isMultiple(of: divisor)
        },
        ValueTest(name: "lower") { value, _ in isCased(value) && value.characters == value.characters?.lowercased() },
        ValueTest(name: "upper") { value, _ in isCased(value) && value.characters == value.characters?.uppercased() },
        ValueTest(name: "in", argumentCount: 1) { (value, arguments) throws(ValueError) in
            try arguments[0].contains(value)
        },
        ValueTest(name: "sameas", argumentCount: 1) { value, arguments in value.equals(arguments[0]) },
    ]

    private static func isCased(_ value: Value) -> Bool {
        value.characters?.unicodeScalars.contains { $0.properties.isCased } ?? false
    }

    private static func comparison(_ names: [String], _ sign: BinaryOperator) -> [ValueTest] {
        names.map { name in
            ValueTest(name: name, argumentCount: 1) { (value, arguments) throws(ValueError) in
                switch sign {
                case .equal: value.equals(arguments[0])
                case .notEqual: !value.equals(arguments[0])
                case .less: try value.order(arguments[0]) < 0
                case .lessOrEqual: try value.order(arguments[0]) <= 0
                case .greater: try value.order(arguments[0]) > 0
                default: try value.order(arguments[0]) >= 0
                }
            }
        }
    }

    static let all: [ValueTest] =
        kinds + contents + comparison(["eq", "equalto"], .equal) + comparison(["ne"], .notEqual)
        + comparison(["lt", "lessthan"], .less) + comparison(["le"], .lessOrEqual)
        + comparison(["gt", "greaterthan"], .greater) + comparison(["ge"], .greaterOrEqual)

    static let indexes: [String: Int] = Dictionary(
        all.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { first, _ in first })
}
