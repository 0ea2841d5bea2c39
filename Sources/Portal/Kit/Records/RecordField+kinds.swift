public import PortalDatabase
public import PortalFiles
public import PortalLanguage
public import PortalValues

/// A value of its own kind that people type, such as the number of a company.
public protocol RecordValue: Sendable, Equatable {
    /// Reads what was typed; throws what is wrong with it.
    init(typed: String) throws(TextError)
    /// As programs and the log hold it.
    var plain: String { get }
    /// As a file for spreadsheets holds it.
    var exported: String { get }
    /// As a form and people see it.
    var shown: String { get }
}

extension RecordValue {
    public var shown: String { plain }
    public var exported: String { plain }
}

/// One of a few values, stored by its code.
public protocol RecordChoice: SQLValue, CaseIterable, RawRepresentable<String>, Equatable {
    /// Reads what a form, a program or a line of a file says; nil where it is none of them.
    init?(typed: String)
    /// What should have been said.
    static var expected: Message { get }
    /// In words.
    var title: Message { get }
    /// As people call them in filters.
    static var filterChoices: [FilterChoice] { get }
}

extension RecordChoice {
    public init?(typed: String) { self.init(rawValue: typed) }
    public static var expected: Message { tr("Please choose from the list.") }
}

extension RecordField {
    /// A line of text of at most so many characters; empty unless it is needed. `reading` makes of it what is
    /// stored; `api` is what programs are told it is, where that is more than a text.
    public static func text(
        _ name: StaticString, _ aliases: [String] = [], _ label: Message,
        _ path: any WritableKeyPath<Facts, String> & Sendable,
        column: Reference, most: Int, isNeeded: Bool = false, api: ApiField.Kind? = nil,
        control: FormControl? = nil, help: Message? = nil,
        reading: @escaping @Sendable (String) throws(TextError) -> String = { $0 }
    ) -> Self {
        let key = name.description
        let stored = column.name
        return RecordField(
            name, label,
            api: ApiField(name, label, api ?? .text(most: most), .readWrite(needed: isNeeded), isOptional: !isNeeded),
            filters: [FilterField(key, aliases, label, .text(), column.sql, isOptional: !isNeeded)],
            text: Text({ $0[keyPath: path] }) { typed, facts, errors, _ in
                facts[keyPath: path] =
                    errors.check(key) { () throws(TextError) in
                        try reading(Words.line(typed, most: most, optional: !isNeeded))
                    } ?? ""
            },
            storage: Storage([Column(stored) { $0[keyPath: path].sqlArgument }]) { row, facts in
                facts[keyPath: path] = try row.get(stored.description)
            },
            telling: Telling(
                json: { row, json in
                    if isNeeded {
                        json.field(name, try row.get(stored.description, as: StoredText.self))
                    } else {
                        json.field(name, filled: try row.get(stored.description))
                    }
                }, cell: { facts, _ in .text(facts[keyPath: path]) }, logged: { $0[keyPath: path] }),
            control: control ?? .line(most: most), help: help)
    }

    /// A value of its own kind, or nothing.
    public static func value<Value: RecordValue>(
        _ name: StaticString, _ label: Message, _ path: any WritableKeyPath<Facts, Value?> & Sendable, most: Int,
        filters: [FilterField], storage: Storage, control: FormControl? = nil, help: Message? = nil,
        json: @escaping @Sendable (Row, inout JSONWriter) throws -> Void
    ) -> Self {
        let key = name.description
        return RecordField(
            name, label, api: ApiField(name, label, .text(most: most), .readWrite(needed: false), isOptional: true),
            filters: filters,
            text: Text({ $0[keyPath: path]?.shown ?? "" }) { typed, facts, errors, _ in
                facts[keyPath: path] = errors.checkTyped(key, typed) { text throws(TextError) in try Value(typed: text)
                }
            }, storage: storage,
            telling: Telling(
                json: json, cell: { facts, _ in .optional(facts[keyPath: path]?.exported) },
                logged: { $0[keyPath: path]?.plain },
                shown: { plain in (try? Value(typed: plain)).map { .verbatim($0.shown) } }),
            control: control ?? .line(most: most), help: help)
    }

    /// A day of the calendar, or nothing. `fault` says what is wrong with a day that there is.
    public static func day(
        _ name: StaticString, _ aliases: [String] = [], _ label: Message,
        _ path: any WritableKeyPath<Facts, Day?> & Sendable,
        column: Reference, help: Message? = nil,
        fault: @escaping @Sendable (Day, RecordMoment) -> Message? = { _, _ in nil }
    ) -> Self {
        let key = name.description
        let stored = column.name
        return RecordField(
            name, label, api: ApiField(name, label, .day, .readWrite(needed: false), isOptional: true),
            filters: [FilterField(key, aliases, label, .day, column.sql, isOptional: true)],
            text: Text({ $0[keyPath: path]?.description ?? "" }) { typed, facts, errors, moment in
                facts[keyPath: path] = errors.checkTyped(key, typed) { text throws(TextError) in
                    guard let day = Day(typed: text) else {
                        throw TextError(tr("A date such as 21/11/2026 or 2026-11-21."))
                    }
                    if let fault = fault(day, moment) { throw TextError(fault) }
                    return day
                }
            },
            storage: Storage([Column(stored) { $0[keyPath: path]?.sqlArgument ?? .null(.day) }]) { row, facts in
                facts[keyPath: path] = try row.get(stored.description)
            },
            telling: Telling(
                json: { row, json in json.field(name, try row.get(stored.description, as: Day?.self)) },
                cell: { facts, _ in .optional(facts[keyPath: path]) }, logged: { $0[keyPath: path]?.description },
                shown: HistoryWords.day), control: .day, help: help)
    }

    /// One of a few values, or nothing.
    public static func choice<Choice: RecordChoice>(
        _ name: StaticString, _ aliases: [String] = [], _ label: Message,
        _ path: any WritableKeyPath<Facts, Choice?> & Sendable, column: Reference, help: Message? = nil
    ) -> Self {
        let key = name.description
        let stored = column.name
        let codes = Choice.allCases.map(\.rawValue)
        return RecordField(
            name, label, api: ApiField(name, label, .choice(codes), .readWrite(needed: false), isOptional: true),
            filters: [FilterField(key, aliases, label, .choice(Choice.filterChoices), column.sql, isOptional: true)],
            text: Text({ $0[keyPath: path]?.rawValue ?? "" }) { typed, facts, errors, moment in
                facts[keyPath: path] = errors.checkTyped(key, typed) { text throws(TextError) in
                    // An export says it in words, in the language of whoever asked for it.
                    let found = Choice(typed: text) ?? Choice.allCases.first { moment.says(text, $0.title) }
                    guard let choice = found else { throw TextError(Choice.expected) }
                    return choice
                }
            },
            storage: Storage([Column(stored) { $0[keyPath: path]?.sqlArgument ?? .null(.text) }]) { row, facts in
                facts[keyPath: path] = try row.get(stored.description)
            },
            telling: Telling(
                json: { row, json in json.field(name, try row.get(stored.description, as: StoredText?.self)) },
                cell: { facts, language in .optional(facts[keyPath: path].map { language.text($0.title) }) },
                logged: { $0[keyPath: path]?.rawValue }, shown: { Choice(rawValue: $0)?.title }),
            control: .choice(Choice.allCases.map { ($0.rawValue, $0.title) }), help: help)
    }

    /// A column of the record's table: `.in("company", "town")`.
    public struct Reference: Sendable {
        let name: StaticString
        let sql: SQL

        /// A column of a table.
        public static func `in`(_ table: StaticString, _ column: StaticString) -> Reference {
            Reference(name: column, sql: "\(sql: SQL(stringLiteral: table)).\(sql: SQL(stringLiteral: column))")
        }
    }
}
