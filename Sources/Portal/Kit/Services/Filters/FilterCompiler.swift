import PortalDatabase
import PortalLanguage

/// Turns a query into SQL for the fields of one catalogue. What was typed is bound, and names come from the catalogue alone.
///
/// Conditions are true or false, never unknown: where a field is empty, `=`, `<`, `~` and the others do not hold, and their opposites do.
/// So `town != Nantes` finds the rows without a town too, and `not (a)` is always exactly the rows that `a` leaves out.
struct FilterCompiler {
    let source: FilterSource
    let catalogue: FilterCatalogue
    let asker: FilterContext
    /// The identifiers that somebody typed, to be looked up before the answer is given.
    private(set) var references: [FilterReference] = []

    init(_ query: FilterQuery, _ catalogue: FilterCatalogue, _ asker: FilterContext) {
        source = query.source
        self.catalogue = catalogue
        self.asker = asker
    }

    mutating func note(_ reference: FilterReference) { references.append(reference) }

    /// The condition, or its opposite. The opposite goes down to the single questions, each of which knows its own.
    mutating func condition(_ node: FilterNode, isNegated: Bool = false) throws(FilterError) -> SQL {
        switch node {
        case .not(let inner): return try condition(inner, isNegated: !isNegated)
        case .all(let parts): return try joined(parts, isNegated ? " OR " : " AND ", isNegated)
        case .any(let parts): return try joined(parts, isNegated ? " AND " : " OR ", isNegated)
        case .term(let term): return try question(term, isNegated: isNegated)
        }
    }

    private mutating func joined(_ parts: [FilterNode], _ sign: SQL, _ isNegated: Bool) throws(FilterError) -> SQL {
        var conditions: [SQL] = []
        for part in parts { conditions.append(try condition(part, isNegated: isNegated)) }
        return "(\(sql: conditions.joined(separator: sign)))"
    }

    // MARK: One question

    private mutating func question(_ term: FilterTerm, isNegated: Bool) throws(FilterError) -> SQL {
        let field = try field(term.field)
        switch term.test {
        case .holds:
            guard case .flag = field.kind else {
                throw source.fault(
                    .expectedOperator, at: term.offset,
                    tr(
                        "An operator is expected after “%(field)s”: = != < <= > >= ~, “in”, “between” or “is none”.",
                        ["field": .text(term.field.text)]))
            }
            return opposite(of: "\(sql: field.sql) = \(true)", field, if: isNegated)
        case .isNone(let isNot):
            return try none(field, term, if: isNegated != isNot)
        case .compare(let sign, let value):
            let (sign, isNot) = sign.positive
            guard field.kind.operators.contains(sign) else { throw unsuited(sign.rawValue, field, term) }
            if value.isNone, sign == .equal { return try none(field, term, if: isNegated != isNot) }
            return opposite(of: try comparison(field, sign, value), field, if: isNegated != isNot)
        case .among(let values, let isNot):
            let isOpposite = isNegated != isNot
            if case .flag = field.kind { throw unsuited("in", field, term) }
            let named = values.filter { !$0.isNone }
            var sql: SQL = named.isEmpty ? "1 = 0" : "(\(sql: try among(field, named)))"
            if named.count == values.count { return opposite(of: sql, field, if: isOpposite) }
            sql = opposite(of: sql, field, if: isOpposite)
            let none = try none(field, term, if: isOpposite)
            return isOpposite ? "(\(sql: sql) AND \(sql: none))" : "(\(sql: sql) OR \(sql: none))"
        case .between(let low, let high, let isNot):
            guard field.kind.isOrdered else { throw unsuited("between", field, term) }
            let from = try comparison(field, .atLeast, low)
            let to = try comparison(field, .atMost, high)
            return opposite(of: "(\(sql: from) AND \(sql: to))", field, if: isNegated != isNot)
        }
    }

    /// The field of that name.
    func field(_ name: FilterName) throws(FilterError) -> FilterField {
        if let field = catalogue.field(name.text, for: asker) { return field }
        let near = catalogue.nearest(to: name.text, for: asker)
        throw source.fault(
            .unknownField, at: name.offset,
            tr("There is no field “%(name)s” here.", ["name": .text(String(name.text.prefix(60)))]),
            hint: near.map { tr("Did you mean “%(name)s”?", ["name": .text($0)]) })
    }

    /// The question asked of the row, or what holds where it does not: also where there is nothing to ask it of.
    private func opposite(of sql: SQL, _ field: FilterField, if isOpposite: Bool) -> SQL {
        guard field.path.hops.isEmpty else { return isOpposite ? field.path.missing(sql) : field.path.reaching(sql) }
        guard isOpposite else { return sql }
        return field.isOptional
            ? "(NOT (\(sql: sql)) OR \(sql: field.sql) IS NULL)" : "NOT (\(sql: sql))"
    }

    /// Nothing there: NULL, or a text without a character.
    private func none(_ field: FilterField, _ term: FilterTerm, if isOpposite: Bool) throws(FilterError) -> SQL {
        guard field.isOptional else {
            throw source.fault(
                .unknownOperatorForType, at: term.offset,
                tr("“%(field)s” is never empty.", ["field": .text(term.field.text)]),
                hint: tr("To look for the word “none” itself, put it in quotes."))
        }
        var filled: SQL = "\(sql: field.sql) IS NOT NULL"
        switch field.kind {
        case .text, .folded: filled = "(\(sql: filled) AND \(sql: field.sql) <> '')"
        case .number, .money, .day, .instant, .flag, .choice, .element: break
        }
        // Never unknown: a missing value makes the first half false.
        return isOpposite ? field.path.reaching(filled) : field.path.missing(filled)
    }

    func unsuited(_ sign: String, _ field: FilterField, _ term: FilterTerm) -> FilterError {
        source.fault(
            .unknownOperatorForType, at: term.offset,
            tr(
                "“%(operator)s” cannot be asked of “%(field)s”.",
                ["operator": .text(sign), "field": .text(term.field.text)]),
            hint: tr(
                "What can: %(operators)s",
                ["operators": .text(field.kind.operators.map(\.rawValue).joined(separator: " "))]))
    }
}

extension FilterOperator {
    /// The question, and whether its opposite is meant.
    fileprivate var positive: (FilterOperator, isNegated: Bool) {
        switch self {
        case .different: (.equal, true)
        case .lacks: (.contains, true)
        case .equal, .less, .atMost, .greater, .atLeast, .contains, .begins, .ends: (self, false)
        }
    }

    /// As SQL, for values that have an order.
    var sql: SQL {
        switch self {
        case .equal: " = "
        case .less: " < "
        case .atMost: " <= "
        case .greater: " > "
        case .atLeast: " >= "
        case .different, .contains, .lacks, .begins, .ends: " <> "
        }
    }
}
