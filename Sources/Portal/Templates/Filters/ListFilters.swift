import PortalLanguage

extension Filters {
    private static func item(_ type: StaticType) -> StaticType {
        if case .list(let item) = type { item } else { type == .text ? .text : .any }
    }
    private static let sameList: @Sendable (StaticType) -> StaticType = { type in
        if case .list = type { type } else { type == .text ? .list(.text) : .list(.any) }
    }

    static let lists: [Filter] = [
        Filter(
            name: "length", input: .listOrText, result: { _ in .number },
            action: .value { (value, _, _) throws(ValueError) in
                switch value {
                case .rows(let rows): .integer(rows.count)
                case .text(let text): .integer(text.unicodeScalars.count)
                case .markup: throw ValueError("HTML has no length")
                default: .integer(try value.items().count)
                }
            }),
        Filter(
            name: "first", input: .listOrText, result: { item($0) },
            action: .value { (value, _, _) throws(ValueError) in
                try value.item(.integer(0))
            }),
        Filter(
            name: "last", input: .listOrText, result: { item($0) },
            action: .value { (value, _, _) throws(ValueError) in
                try value.item(.integer(-1))
            }),
        Filter(
            name: "join", parameters: [.init("d", .text("")), .init("attribute", .some(.none))], attribute: 1,
            input: .listOrText,
            result: { $0 == .list(.markup) || $0 == .list(.any) ? .any : .text },
            action: .value { (value, arguments, context) throws(ValueError) in
                try join(value, by: arguments[0], arguments[1], context)
            }),
        Filter(
            name: "list", input: .listOrText, result: sameList,
            action: .value { (value, _, _) throws(ValueError) in
                if case .rows = value { value } else { .list(try value.items()) }
            }),
        Filter(
            name: "reverse", input: .listOrText, result: { $0 },
            action: .value { (value, _, _) throws(ValueError) in
                let items = Array(try value.items().reversed())
                guard case .text = value else { return .list(items) }
                return .text(items.compactMap(\.characters).joined())
            }),
        Filter(
            name: "sort",
            parameters: [
                .init("reverse", .boolean(false)), .init("case_sensitive", .boolean(false)),
                .init("attribute", .some(.none)),
            ],
            attribute: 2, input: .listOrText, result: sameList, action: .value(sort)),
        Filter(
            name: "unique", parameters: [.init("case_sensitive", .boolean(false)), .init("attribute", .some(.none))],
            attribute: 1,
            input: .listOrText, result: sameList, action: .value(unique)),
        Filter(
            name: "batch", parameters: [.init("linecount"), .init("fill_with", .some(.none))], input: .list,
            result: { .list(sameList($0)) }, action: .value(batch)),
    ]

    /// What counts of an item: one of its fields, or itself.
    static func key(_ item: Value, _ attribute: Value) -> Value {
        guard case .integer(let index) = attribute, case .row(let rows, let row) = item else { return item }
        return rows.value(row: row, field: index)
    }

    private static func join(
        _ value: Value, by separator: Value, _ attribute: Value, _ context: FilterContext
    ) throws(ValueError) -> Value {
        var parts: [Value] = []
        for item in try value.items() {
            if !parts.isEmpty { parts.append(separator) }
            parts.append(key(item, attribute))
        }
        return try Value.join(parts, in: context.language)
    }

    /// For comparing: texts without their case, unless the template says otherwise.
    private static func folded(_ value: Value, _ isCaseSensitive: Bool) -> Value {
        if !isCaseSensitive, case .text(let text) = value { .text(text.lowercased()) } else { value }
    }

    @Sendable private static func sort(
        _ value: Value, _ arguments: [Value], _ context: FilterContext
    ) throws(ValueError) -> Value {
        let items = try value.items().map { ($0, folded(key($0, arguments[2]), arguments[1].isTrue)) }
        var problem: ValueError?
        let isReversed = arguments[0].isTrue
        let sorted = items.enumerated().sorted { a, b in
            do throws(ValueError) {
                let order = try a.element.1.order(b.element.1)
                return order == 0 ? a.offset < b.offset : (order < 0) != isReversed
            } catch {
                problem = error
                return a.offset < b.offset
            }
        }
        if let problem { throw problem }
        return .list(sorted.map(\.element.0))
    }

    @Sendable private static func unique(
        _ value: Value, _ arguments: [Value], _ context: FilterContext
    ) throws(ValueError) -> Value {
        var seen: [Value] = []
        var kept: [Value] = []
        for item in try value.items() {
            let key = folded(key(item, arguments[1]), arguments[0].isTrue)
            if seen.contains(where: { $0.equals(key) }) { continue }
            guard seen.count < 10_000 else { throw ValueError("the list is too long") }
            seen.append(key)
            kept.append(item)
        }
        return .list(kept)
    }

    @Sendable private static func batch(
        _ value: Value, _ arguments: [Value], _ context: FilterContext
    ) throws(ValueError) -> Value {
        guard let count = arguments[0].whole, (1...Limit.items).contains(count) else {
            throw ValueError("a batch has one item or more")
        }
        let items = try value.items()
        var batches = stride(from: 0, to: items.count, by: count).map {
            Array(items[$0..<min($0 + count, items.count)])
        }
        if let last = batches.last, last.count < count, !arguments[1].isNone {
            batches[batches.count - 1] += Array(repeating: arguments[1], count: count - last.count)
        }
        return .list(batches.map(Value.list))
    }
}
