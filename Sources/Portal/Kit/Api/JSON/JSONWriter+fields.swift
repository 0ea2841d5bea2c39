public import PortalValues

/// Members of an object: a name and a value, or null where there is none.
extension JSONWriter {
    /// A text.
    public mutating func field(_ name: StaticString, _ text: String?) {
        self.name(name)
        if let text { value(text) } else { null() }
    }

    /// A text that is stored empty where there is none.
    public mutating func field(_ name: StaticString, filled text: String) { field(name, text.isEmpty ? nil : text) }

    /// A whole number.
    public mutating func field(_ name: StaticString, _ number: Int?) {
        self.name(name)
        if let number { value(Int64(number)) } else { null() }
    }

    /// True or false.
    public mutating func field(_ name: StaticString, _ flag: Bool) {
        self.name(name)
        value(flag)
    }

    /// An amount.
    public mutating func field(_ name: StaticString, _ amount: Money) {
        self.name(name)
        value(amount)
    }

    /// A day.
    public mutating func field(_ name: StaticString, _ day: Day?) {
        self.name(name)
        if let day { value(day) } else { null() }
    }

    /// A moment.
    public mutating func field(_ name: StaticString, _ moment: Instant?) {
        self.name(name)
        if let moment { value(moment) } else { null() }
    }

    /// A list of texts.
    public mutating func field(_ name: StaticString, _ texts: some Sequence<String>) {
        self.name(name)
        list { json in for text in texts { json.value(text) } }
    }
}
