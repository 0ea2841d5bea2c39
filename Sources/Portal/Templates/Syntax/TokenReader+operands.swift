extension TokenReader {
    /// A name, a literal, a list, or an expression in parentheses.
    mutating func primary() throws(TemplateError) -> Expression {
        let place = place
        let token = current
        switch token.kind {
        case .integer(let number):
            advance()
            return Expression(kind: .literal(.integer(number)), place: place)
        case .decimal(let number):
            advance()
            return Expression(kind: .literal(.decimal(number)), place: place)
        case .text(var text):
            advance()
            // Neighbouring texts are one text, as in Jinja.
            while case .text(let more) = current.kind {
                text += more
                advance()
            }
            return Expression(kind: .literal(.text(text)), place: place)
        case .name(let name):
            advance()
            return Expression(kind: Self.constants[name].map { .literal($0) } ?? .name(name), place: place)
        case .sign("("):
            advance()
            return try parenthesis(place)
        case .sign("["):
            advance()
            return Expression(kind: .list(try items(until: "]")), place: place)
        case .sign("{"):
            throw source.fault(at: token.offset, "this language has no dictionaries", "use a model, or a list of pairs")
        default:
            throw unexpected("a value")
        }
    }

    private static let constants: [String: Value] = [
        "true": .boolean(true), "True": .boolean(true), "false": .boolean(false), "False": .boolean(false),
        "none": .none, "None": .none,
    ]

    private mutating func parenthesis(_ place: Place) throws(TemplateError) -> Expression {
        if skip(sign: ")") { return Expression(kind: .list([]), place: place) }
        let first = try expression()
        if skip(sign: ")") { return first }
        try expect(sign: ",")
        return Expression(kind: .list([first] + (try items(until: ")"))), place: place)
    }

    private mutating func items(until close: String) throws(TemplateError) -> [Expression] {
        var items: [Expression] = []
        while !skip(sign: close) {
            items.append(try expression())
            if !isSign(close) { try expect(sign: ",") }
        }
        return items
    }

    /// `.name`, `[index]`, `[from:to]` and `(arguments)` behind a value.
    mutating func postfix(_ value: Expression) throws(TemplateError) -> Expression {
        var value = value
        while true {
            let place = place
            if isSign(".") || isSign("[") || isSign("(") { try grow() }
            if skip(sign: ".") {
                let place = self.place
                if case .integer(let index) = current.kind {
                    advance()
                    let index = Expression(kind: .literal(.integer(index)), place: place)
                    value = Expression(kind: .index(value, index), place: place)
                } else {
                    value = Expression(kind: .attribute(value, try name("a name")), place: place)
                }
            } else if skip(sign: "[") {
                value = try subscripted(value, place)
            } else if isSign("(") {
                value = Expression(kind: .call(value, try arguments()), place: value.place)
            } else {
                return value
            }
        }
    }

    private mutating func subscripted(_ value: Expression, _ place: Place) throws(TemplateError) -> Expression {
        var parts: [Expression?] = [nil]
        while !skip(sign: "]") {
            if skip(sign: ":") {
                parts.append(nil)
            } else if parts[parts.count - 1] == nil {
                parts[parts.count - 1] = try expression()
            } else {
                throw unexpected("“]”")
            }
        }
        if parts.count == 1, let index = parts[0] { return Expression(kind: .index(value, index), place: place) }
        guard parts.count == 2 || parts.count == 3 else {
            throw source.fault(at: place.offset, "an index or a range belongs between “[” and “]”")
        }
        let step = parts.count == 3 ? parts[2] : nil
        return Expression(kind: .slice(value, from: parts[0], to: parts[1], step: step), place: place)
    }

    /// `|name(arguments)` and `is name` behind a value.
    mutating func filtered(_ value: Expression) throws(TemplateError) -> Expression {
        var value = value
        while true {
            if isSign("|") || isName("is") || isSign("(") { try grow() }
            if skip(sign: "|") {
                let place = place
                let name = try name("a filter")
                value = Expression(kind: .filter(value, name, try optionalArguments()), place: place)
            } else if skip(name: "is") {
                value = try test(value)
            } else if isSign("(") {
                value = Expression(kind: .call(value, try arguments()), place: value.place)
            } else {
                return value
            }
        }
    }

    private mutating func test(_ value: Expression) throws(TemplateError) -> Expression {
        let negated = skip(name: "not")
        let place = place
        let name = try name("a test")
        var arguments = try optionalArguments()
        if arguments.isEmpty, startsTestArgument {
            arguments = [CallArgument(name: nil, value: try postfix(try primary()))]
        }
        let test = Expression(kind: .test(value, name, arguments), place: place)
        return negated ? Expression(kind: .not(test), place: place) : test
    }

    /// Whether a value follows the name of a test, as in `is divisibleby 3`.
    private var startsTestArgument: Bool {
        switch current.kind {
        case .text, .integer, .decimal, .sign("["), .sign("("): true
        case .name(let name): !["else", "or", "and", "if", "in", "not", "is", "recursive"].contains(name)
        default: false
        }
    }

    mutating func optionalArguments() throws(TemplateError) -> [CallArgument] { isSign("(") ? try arguments() : [] }

    /// `(a, b, name=c)`.
    mutating func arguments() throws(TemplateError) -> [CallArgument] {
        try expect(sign: "(")
        var arguments: [CallArgument] = []
        while !skip(sign: ")") {
            var name: String?
            if case .name(let word) = current.kind, following.kind == .sign("=") {
                name = word
                advance()
                advance()
            } else if arguments.last?.name != nil {
                throw source.fault(at: current.offset, "an argument without a name stands after one with a name")
            }
            arguments.append(CallArgument(name: name, value: try expression()))
            if !isSign(")") { try expect(sign: ",") }
        }
        return arguments
    }
}
