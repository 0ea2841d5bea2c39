public import PortalDatabase
public import PortalValues

/// Members of an object: a name and a value, or null where there is none.
extension JSONWriter {
    /// Longer texts than this are not copied twice.
    private static let short = 1024

    /// A text.
    public mutating func field(_ name: StaticString, _ text: String?) {
        guard var text else { return bare(name, "null") }
        text.withUTF8 { utf8 in
            if utf8.count <= Self.short, Self.isPlain(utf8) {
                quoted(name, room: utf8.count) { $0.put(utf8) }
            } else {
                self.name(name)
                value(String(decoding: utf8, as: UTF8.self))
            }
        }
    }

    /// A text of a row, copied from where it lies as long as it is plain.
    public mutating func field(_ name: StaticString, _ text: StoredText?) {
        guard let text else { return bare(name, "null") }
        let isDone = text.withBytes { utf8 in
            guard utf8.count <= Self.short, Self.isPlain(utf8), utf8.allSatisfy({ $0 < 128 }) else { return false }
            quoted(name, room: utf8.count) { $0.put(utf8) }
            return true
        }
        // What is no UTF-8 is repaired on its way through a string.
        if isDone != true { field(name, text.string) }
    }

    /// A text that is stored empty where there is none.
    public mutating func field(_ name: StaticString, filled text: String) { field(name, text.isEmpty ? nil : text) }

    /// A whole number.
    public mutating func field(_ name: StaticString, _ number: Int?) {
        self.name(name)
        if let number { value(Int64(number)) } else { null() }
    }

    /// True or false.
    public mutating func field(_ name: StaticString, _ flag: Bool) { bare(name, flag ? "true" : "false") }

    /// An amount.
    public mutating func field(_ name: StaticString, _ amount: Money) { quoted(name) { $0.amount(amount) } }

    /// A day.
    public mutating func field(_ name: StaticString, _ day: Day?) {
        guard let day else { return bare(name, "null") }
        quoted(name) { $0.day(day) }
    }

    /// A moment.
    public mutating func field(_ name: StaticString, _ moment: Instant?) {
        guard let moment else { return bare(name, "null") }
        quoted(name) { $0.moment(moment) }
    }

    /// A list of texts.
    public mutating func field(_ name: StaticString, _ texts: some Sequence<String>) {
        self.name(name)
        list { json in for text in texts { json.value(text) } }
    }
}
