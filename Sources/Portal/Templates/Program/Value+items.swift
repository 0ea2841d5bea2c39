import PortalLanguage

extension Value {
    /// The items of a list; a text has its characters, nothing has none.
    func items() throws(ValueError) -> [Value] {
        switch self {
        case .list(let items): items
        case .rows(let rows): (0..<rows.count).map { .row(rows, $0) }
        case .text(let text): text.unicodeScalars.map { .text(String(Character($0))) }
        case .none: []
        default: throw ValueError("\(kind) is not a list")
        }
    }

    /// `list[index]`, from the end where the index is negative; nothing where there is no such item.
    func item(_ index: Value) throws(ValueError) -> Value {
        if case .none = self { return .none }
        guard let index = index.whole else { throw ValueError("an index is a number") }
        switch self {
        case .list(let items):
            return Self.position(index, items.count).map { items[$0] } ?? .none
        case .rows(let rows):
            return Self.position(index, rows.count).map { .row(rows, $0) } ?? .none
        default:
            let items = try items()
            return Self.position(index, items.count).map { items[$0] } ?? .none
        }
    }

    private static func position(_ index: Int, _ count: Int) -> Int? {
        let position = index < 0 ? count.addingReportingOverflow(index).partialValue : index
        return position >= 0 && position < count ? position : nil
    }

    /// `list[from:to:step]`, as in Python.
    func slice(from: Value, to: Value, step: Value) throws(ValueError) -> Value {
        let items = try items()
        let step = step.whole ?? 1
        guard step != 0 else { throw ValueError("the step of a range is not zero") }
        func bound(_ value: Value, _ standard: Int) -> Int {
            guard let wanted = value.whole else { return standard }
            let shifted = wanted < 0 ? items.count.addingReportingOverflow(wanted).partialValue : wanted
            return step > 0 ? min(max(shifted, 0), items.count) : min(max(shifted, -1), items.count - 1)
        }
        let start = bound(from, step > 0 ? 0 : items.count - 1)
        let end = bound(to, step > 0 ? items.count : -1)
        let picked = stride(from: start, to: end, by: step).map { items[$0] }
        guard case .text = self else { return .list(picked) }
        return .text(picked.compactMap(\.characters).joined())
    }

    /// `a ~ b ~ c`: HTML where one of them is HTML, text otherwise.
    static func join(_ values: some Collection<Value>, in language: Language) throws(ValueError) -> Value {
        let hasMarkup = values.contains { if case .markup = $0 { true } else { false } }
        var bytes: [UInt8] = []
        for value in values {
            try value.write(hasMarkup ? .html : .plain, in: language, into: &bytes)
            guard bytes.count <= Limit.bytes else { throw ValueError("the text is too long") }
        }
        let text = String(decoding: bytes, as: UTF8.self)
        return hasMarkup ? .markup(Markup(html: text)) : .text(text)
    }
}
