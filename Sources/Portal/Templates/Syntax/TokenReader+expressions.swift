extension TokenReader {
    /// `a if b else c` and everything that binds tighter.
    mutating func expression() throws(TemplateError) -> Expression {
        try nested { (reader) throws(TemplateError) in
            var left = try reader.disjunction()
            while true {
                let place = reader.place
                guard reader.skip(name: "if") else { return left }
                try reader.grow()
                let test = try reader.disjunction()
                let otherwise = reader.skip(name: "else") ? try reader.expression() : nil
                left = Expression(kind: .conditional(left, test: test, otherwise: otherwise), place: place)
            }
        }
    }

    /// An expression without `if`, as the list of a loop.
    mutating func disjunction() throws(TemplateError) -> Expression {
        var left = try conjunction()
        while isName("or") {
            let place = place
            try grow()
            advance()
            left = Expression(kind: .or(left, try conjunction()), place: place)
        }
        return left
    }

    private mutating func conjunction() throws(TemplateError) -> Expression {
        var left = try negation()
        while isName("and") {
            let place = place
            try grow()
            advance()
            left = Expression(kind: .and(left, try negation()), place: place)
        }
        return left
    }

    private mutating func negation() throws(TemplateError) -> Expression {
        let place = place
        guard isName("not"), following.kind != .name("in") else { return try comparison() }
        advance()
        let operand = try nested { (reader) throws(TemplateError) in try reader.negation() }
        return Expression(kind: .not(operand), place: place)
    }

    private mutating func comparison() throws(TemplateError) -> Expression {
        var left = try sum()
        var whole: Expression?
        while let (sign, place) = comparisonSign() {
            try grow()
            let right = try sum()
            let one = Expression(kind: .binary(sign, left, right), place: place)
            whole = whole.map { Expression(kind: .and($0, one), place: place) } ?? one
            left = right
        }
        return whole ?? left
    }

    private mutating func comparisonSign() -> (BinaryOperator, Place)? {
        let place = place
        if case .sign(let sign) = current.kind, let found = BinaryOperator.comparisons[sign] {
            advance()
            return (found, place)
        }
        if skip(name: "in") { return (.contains, place) }
        if isName("not"), following.kind == .name("in") {
            advance()
            advance()
            return (.lacks, place)
        }
        return nil
    }

    private mutating func sign(in table: [String: BinaryOperator]) -> BinaryOperator? {
        guard case .sign(let sign) = current.kind, let found = table[sign] else { return nil }
        advance()
        return found
    }

    private mutating func sum() throws(TemplateError) -> Expression {
        var left = try joined()
        var place = place
        while let sign = sign(in: BinaryOperator.sums) {
            try grow()
            left = Expression(kind: .binary(sign, left, try joined()), place: place)
            place = self.place
        }
        return left
    }

    private mutating func joined() throws(TemplateError) -> Expression {
        let place = place
        var parts = [try product()]
        while skip(sign: "~") {
            try grow()
            parts.append(try product())
        }
        return parts.count == 1 ? parts[0] : Expression(kind: .joined(parts), place: place)
    }

    private mutating func product() throws(TemplateError) -> Expression {
        var left = try power()
        var place = place
        while let sign = sign(in: BinaryOperator.products) {
            try grow()
            left = Expression(kind: .binary(sign, left, try power()), place: place)
            place = self.place
        }
        return left
    }

    private mutating func power() throws(TemplateError) -> Expression {
        var left = try unary(withFilters: true)
        var place = place
        while skip(sign: "**") {
            try grow()
            left = Expression(kind: .binary(.power, left, try unary(withFilters: true)), place: place)
            place = self.place
        }
        return left
    }

    private mutating func unary(withFilters: Bool) throws(TemplateError) -> Expression {
        let place = place
        var result: Expression
        if skip(sign: "-") {
            let operand = try nested { (reader) throws(TemplateError) in try reader.unary(withFilters: false) }
            result = Expression(kind: .negative(operand), place: place)
        } else if skip(sign: "+") {
            let operand = try nested { (reader) throws(TemplateError) in try reader.unary(withFilters: false) }
            result = Expression(kind: .positive(operand), place: place)
        } else {
            result = try primary()
        }
        result = try postfix(result)
        return withFilters ? try filtered(result) : result
    }
}
