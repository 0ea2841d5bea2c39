import PortalDatabase
import PortalLanguage
import PortalValues

/// One value against one field.
extension FilterCompiler {
    /// Whether the field stands so to the value. The operator is none that says “not”.
    mutating func comparison(
        _ field: FilterField, _ sign: FilterOperator, _ value: FilterValue
    ) throws(FilterError) -> SQL {
        switch field.kind {
        case .text(let text): return try self.text(field, text, sign, value)
        case .folded: return try folded(field, sign, value)
        case .number:
            guard let number = FilterNumber(typed: value.text) else {
                throw wrong(.badNumber, value, tr("“%(value)s” is no number.", ["value": shown(value)]))
            }
            return "\(sql: field.sql)\(sql: sign.sql)\(sql: number.sql)"
        case .money:
            guard let amount = Money(typed: value.text) else {
                throw wrong(
                    .badNumber, value,
                    tr("“%(value)s” is no amount. Write 1275,45 or 1275.45.", ["value": shown(value)]))
            }
            return "\(sql: field.sql)\(sql: sign.sql)\(amount)"
        case .day:
            guard case .days(let days) = try period(value) else { throw noDate(value) }
            return range(field.sql, sign, from: "\(days.lowerBound)", to: "\(days.upperBound)", isInclusive: true)
        case .instant:
            let moments = try period(value).moments(asker.zone)
            return range(
                field.sql, sign, from: "\(moments.lowerBound)", to: "\(moments.upperBound)", isInclusive: false)
        case .flag:
            guard let flag = Self.flags[value.text.unaccented] else {
                throw wrong(
                    .badEnum, value, tr("“%(value)s” is neither yes nor no.", ["value": shown(value)]))
            }
            return "\(sql: field.sql) = \(flag)"
        case .choice(let choices):
            return "\(sql: field.sql) = \(try choice(choices, value))"
        case .element(let element):
            guard sign == .equal else { return try piece(unaccented(element.text), sign, value, value.text.unaccented) }
            return try elements(field, element, [value])
        }
    }

    /// Whether the field is one of the values.
    mutating func among(_ field: FilterField, _ values: [FilterValue]) throws(FilterError) -> SQL {
        switch field.kind {
        case .text(let text):
            return "\(sql: field.sql) IN \(in: values.map { text.whole($0.text) })"
        case .folded:
            return "\(sql: field.sql) IN \(in: values.map(\.text.folded))"
        case .choice(let choices):
            var stored: [String] = []
            for value in values { stored.append(try choice(choices, value)) }
            return "\(sql: field.sql) IN \(in: stored)"
        case .element(let element):
            return try elements(field, element, values)
        case .number, .money, .day, .instant, .flag:
            var parts: [SQL] = []
            for value in values { parts.append(try comparison(field, .equal, value)) }
            return parts.joined(separator: " OR ")
        }
    }

    // MARK: Texts

    private func unaccented(_ sql: SQL) -> SQL { .unaccented(sql, asker.dialect) }

    private func text(
        _ field: FilterField, _ text: FilterText, _ sign: FilterOperator, _ value: FilterValue
    ) throws(FilterError) -> SQL {
        switch sign {
        case .equal: return "\(sql: field.sql) = \(text.whole(value.text))"
        case .less, .atMost, .greater, .atLeast:
            return "\(sql: unaccented(field.sql))\(sql: sign.sql)\(text.whole(value.text).unaccented)"
        case .contains, .begins, .ends, .different, .lacks:
            return try piece(unaccented(field.sql), sign, value, text.piece(value.text).unaccented)
        }
    }

    private func folded(_ field: FilterField, _ sign: FilterOperator, _ value: FilterValue) throws(FilterError) -> SQL {
        switch sign {
        case .equal, .less, .atMost, .greater, .atLeast:
            return "\(sql: field.sql)\(sql: sign.sql)\(value.text.folded)"
        case .contains, .begins, .ends, .different, .lacks:
            return try piece(field.sql, sign, value, value.text.folded)
        }
    }

    /// A piece of a text. Looking for nothing would find everything, which nobody means.
    private func piece(
        _ sql: SQL, _ sign: FilterOperator, _ value: FilterValue, _ piece: String
    ) throws(FilterError) -> SQL {
        guard !piece.isEmpty else {
            throw wrong(.expectedValue, value, tr("There is nothing here to look for."))
        }
        let length = piece.unicodeScalars.count
        switch (sign, asker.dialect) {
        case (.begins, _): return "SUBSTR(\(sql: sql), 1, CAST(\(length) AS INTEGER)) = \(piece)"
        case (.ends, .sqlite): return "SUBSTR(\(sql: sql), \(-length)) = \(piece)"
        case (.ends, .postgresql): return "RIGHT(\(sql: sql), CAST(\(length) AS INTEGER)) = \(piece)"
        case (_, .sqlite): return "INSTR(\(sql: sql), \(piece)) > 0"
        case (_, .postgresql): return "STRPOS(\(sql: sql), \(piece)) > 0"
        }
    }

    // MARK: Time

    private func period(_ value: FilterValue) throws(FilterError) -> FilterPeriod {
        guard let period = FilterPeriod(typed: value.text, today: asker.today) else { throw noDate(value) }
        return period
    }

    private func noDate(_ value: FilterValue) -> FilterError {
        wrong(
            .badDate, value,
            tr(
                "“%(value)s” is no day. Write 21-11-2026, 21/11/2026, 2026-11-21, today or -7d.",
                ["value": shown(value)]))
    }

    /// Before, in, or after a stretch that ends with its last day, or before the moment `to`.
    private func range(_ sql: SQL, _ sign: FilterOperator, from: SQL, to: SQL, isInclusive: Bool) -> SQL {
        let upTo: SQL = isInclusive ? " <= " : " < "
        let after: SQL = isInclusive ? " > " : " >= "
        switch sign {
        case .less: return "\(sql: sql) < \(sql: from)"
        case .atMost: return "\(sql: sql)\(sql: upTo)\(sql: to)"
        case .greater: return "\(sql: sql)\(sql: after)\(sql: to)"
        case .atLeast: return "\(sql: sql) >= \(sql: from)"
        case .equal, .different, .contains, .lacks, .begins, .ends:
            return "(\(sql: sql) >= \(sql: from) AND \(sql: sql)\(sql: upTo)\(sql: to))"
        }
    }

    // MARK: A few values

    private static let flags: [String: Bool] = [
        "true": true, "yes": true, "oui": true, "vrai": true, "1": true,
        "false": false, "no": false, "non": false, "faux": false, "0": false,
    ]

    private func choice(_ choices: [FilterChoice], _ value: FilterValue) throws(FilterError) -> String {
        let key = value.text.folded
        let found = choices.first { $0.value.folded == key || $0.names.contains { $0.folded == key } }
        guard let found else {
            throw source.fault(
                .badEnum, at: value.offset,
                tr("“%(value)s” is none of its values.", ["value": shown(value)]),
                hint: tr("Possible values: %(values)s", ["values": .message(FilterChoice.list(choices))]))
        }
        return found.value
    }

    private func wrong(_ code: FilterCode, _ value: FilterValue, _ message: Message) -> FilterError {
        source.fault(code, at: value.offset, message)
    }

    func shown(_ value: FilterValue) -> Argument { .text(String(value.text.prefix(60))) }
}
