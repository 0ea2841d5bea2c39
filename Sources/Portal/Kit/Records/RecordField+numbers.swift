import PortalDatabase
import PortalFiles
public import PortalLanguage
public import PortalValues

/// Fields of several lines, numbers, amounts, and of yes or no.
extension RecordField {
    /// A text of several lines, of at most so many characters; empty where there is none.
    public static func note(
        _ name: StaticString, _ aliases: [String] = [], _ label: Message,
        _ path: any WritableKeyPath<Facts, String> & Sendable, column: Reference, most: Int, help: Message? = nil
    ) -> Self {
        let key = name.description
        let stored = column.name
        return RecordField(
            name, label, api: ApiField(name, label, .text(most: most), .readWrite(needed: false), isOptional: true),
            filters: [FilterField(key, aliases, label, .text(), column.sql, isOptional: true)],
            text: Text({ $0[keyPath: path] }) { typed, facts, errors, _ in
                facts[keyPath: path] = errors.lines(key, typed, most: most)
            },
            storage: Storage([Column(stored) { $0[keyPath: path].sqlArgument }]) { row, facts in
                facts[keyPath: path] = try row.get(stored.description)
            },
            telling: Telling(
                json: { row, json in json.field(name, filled: try row.get(stored.description)) },
                cell: { facts, _ in .text(facts[keyPath: path]) }, logged: { $0[keyPath: path] }),
            control: .lines(most: most), help: help)
    }

    /// A whole number, or nothing.
    public static func number(
        _ name: StaticString, _ aliases: [String] = [], _ label: Message,
        _ path: any WritableKeyPath<Facts, Int?> & Sendable, column: Reference, within range: ClosedRange<Int>,
        help: Message? = nil
    ) -> Self {
        let key = name.description
        let stored = column.name
        return RecordField(
            name, label, api: ApiField(name, label, .integer, .readWrite(needed: false), isOptional: true),
            filters: [FilterField(key, aliases, label, .number, column.sql, isOptional: true)],
            text: Text({ $0[keyPath: path].map(String.init) ?? "" }) { typed, facts, errors, _ in
                facts[keyPath: path] = errors.checkTyped(key, typed) { text throws(TextError) in
                    // `1 234`, as people group them.
                    guard let number = Int(text.filter { !$0.isWhitespace }), range.contains(number) else {
                        throw TextError(
                            tr(
                                "A whole number from %(first)s to %(last)s.",
                                ["first": .number(range.lowerBound), "last": .number(range.upperBound)]))
                    }
                    return number
                }
            },
            storage: Storage([Column(stored) { $0[keyPath: path]?.sqlArgument ?? .null(.integer) }]) { row, facts in
                facts[keyPath: path] = try row.get(stored.description)
            },
            telling: Telling(
                json: { row, json in json.field(name, try row.get(stored.description, as: Int?.self)) },
                cell: { facts, _ in .optional(facts[keyPath: path].map(Int64.init)) },
                logged: { $0[keyPath: path].map(String.init) }, shown: HistoryWords.number),
            control: .number, help: help)
    }

    /// An amount of euros, or nothing; stored as whole cents.
    public static func money(
        _ name: StaticString, _ aliases: [String] = [], _ label: Message,
        _ path: any WritableKeyPath<Facts, Money?> & Sendable, column: Reference, allowsNegative: Bool = false,
        help: Message? = nil
    ) -> Self {
        let key = name.description
        let stored = column.name
        return RecordField(
            name, label, api: ApiField(name, label, .money, .readWrite(needed: false), isOptional: true),
            filters: [FilterField(key, aliases, label, .money, column.sql, isOptional: true)],
            text: Text({ $0[keyPath: path]?.plain ?? "" }) { typed, facts, errors, _ in
                facts[keyPath: path] = errors.checkTyped(key, typed) { text throws(TextError) in
                    guard text.utf8.count <= 60, let amount = Money(typed: text) else {
                        throw TextError(tr("This is not an amount in euros; for example 1250.50."))
                    }
                    if !allowsNegative, amount < .zero { throw TextError(tr("An amount cannot be negative.")) }
                    return amount
                }
            },
            storage: Storage([Column(stored) { $0[keyPath: path]?.sqlArgument ?? .null(.integer) }]) { row, facts in
                facts[keyPath: path] = try row.get(stored.description)
            },
            telling: Telling(
                json: { row, json in
                    if let amount = try row.get(stored.description, as: Money?.self) {
                        json.field(name, amount)
                    } else {
                        json.field(name, nil as String?)
                    }
                }, cell: { facts, _ in facts[keyPath: path].map(CSVCell.money) ?? .empty },
                logged: { $0[keyPath: path].map { String($0.cents) } }, shown: HistoryWords.money),
            control: .money, help: help)
    }

    /// Yes or no; a box that is not ticked is no.
    public static func flag(
        _ name: StaticString, _ aliases: [String] = [], _ label: Message,
        _ path: any WritableKeyPath<Facts, Bool> & Sendable, column: Reference, help: Message? = nil
    ) -> Self {
        let key = name.description
        let stored = column.name
        return RecordField(
            name, label, api: ApiField(name, label, .flag, .readWrite(needed: false)),
            filters: [FilterField(key, aliases, label, .flag, column.sql)],
            text: Text({ $0[keyPath: path] ? "on" : "" }) { typed, facts, errors, moment in
                let text = typed.tidied
                if text.isEmpty || text.folded == "false" || moment.says(text, trc("setting", "no")) {
                    facts[keyPath: path] = false
                } else if ["on", "true"].contains(text.folded) || moment.says(text, trc("setting", "yes")) {
                    facts[keyPath: path] = true
                } else {
                    errors[key] = tr("Yes or no.")
                }
            },
            storage: Storage([Column(stored) { $0[keyPath: path].sqlArgument }]) { row, facts in
                facts[keyPath: path] = try row.get(stored.description)
            },
            telling: Telling(
                json: { row, json in json.field(name, try row.get(stored.description, as: Bool.self)) },
                cell: { facts, language in
                    .text(language.text(facts[keyPath: path] ? trc("setting", "yes") : trc("setting", "no")))
                }, logged: { $0[keyPath: path] ? "true" : "false" }, shown: HistoryWords.answer),
            control: .flag, help: help)
    }
}
