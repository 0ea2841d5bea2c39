extension Compiler {
    /// `left sign right`, refused where the types cannot go together.
    func binary(_ sign: BinaryOperator, _ left: Typed, _ right: Typed, _ place: Place) -> Typed {
        guard let type = result(sign, left.type, right.type) else {
            report(place.fault("“\(sign.sign)” does not work between \(left.type.words) and \(right.type.words)"))
            return .broken(place)
        }
        return folded(Typed(kind: .binary(sign, left, right), type: type, place: place), [left, right]) {
            (values) throws(ValueError) in
            try Value.calculate(sign, values[0], values[1], in: self.language)
        }
    }

    private func result(_ sign: BinaryOperator, _ left: StaticType, _ right: StaticType) -> StaticType? {
        switch sign {
        case .equal, .notEqual: return .flag
        case .less, .lessOrEqual, .greater, .greaterOrEqual: return haveOrder(left, right) ? .flag : nil
        case .contains, .lacks: return contains(right, left) ? .flag : nil
        default: return calculated(sign, left, right)
        }
    }

    private func haveOrder(_ left: StaticType, _ right: StaticType) -> Bool {
        if left == .any || right == .any || left == .none || right == .none { return true }
        if left.isNumeric, right.isNumeric { return true }
        switch (left, right) {
        case (.text, .markup), (.markup, .text): return true
        case (.message, _), (.model, _): return false
        default: return left == right
        }
    }

    private func contains(_ whole: StaticType, _ item: StaticType) -> Bool {
        switch whole {
        case .any, .none: true
        case .list(let type): type.joined(with: item) != nil
        case .text, .markup: [.text, .markup, .any, .none].contains(item)
        default: false
        }
    }

    private func calculated(_ sign: BinaryOperator, _ left: StaticType, _ right: StaticType) -> StaticType? {
        switch (sign, left, right) {
        case (.add, .text, .text): return .text
        case (.add, .markup, .markup), (.add, .markup, .text), (.add, .text, .markup): return .markup
        case (.add, .list, .list): return left.joined(with: right)
        case (.add, .money, .money), (.subtract, .money, .money): return .money
        case (.multiply, .money, .number), (.multiply, .number, .money): return .money
        case (.add, .any, let other), (.add, let other, .any): return other.isShowable ? .any : nil
        case (.subtract, .any, .money), (.subtract, .money, .any), (.multiply, .any, .money), (.multiply, .money, .any):
            return .any
        default: break
        }
        guard left.isNumeric, right.isNumeric else { return nil }
        if left == .any || right == .any || left == .none || right == .none || sign == .power { return .any }
        if left == .decimal || right == .decimal || sign == .divide { return .decimal }
        return .number
    }
}
