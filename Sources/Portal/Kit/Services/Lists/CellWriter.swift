public import PortalDatabase
public import PortalLanguage
import PortalTemplates
public import PortalValues

/// Writes the cells of a list's table, as bytes of the page: everything that is not markup is escaped on the way.
public struct CellWriter: Sendable {
    /// The reader's language.
    public let language: Language
    private(set) var html: [UInt8] = []

    init(_ language: Language) { self.language = language }

    /// A text of our own.
    public mutating func text(_ text: String) { Escaper.append(text, to: &html) }

    /// A text as the database gave it, without a string in between.
    public mutating func text(_ text: StoredText) {
        if text.withBytes({ Escaper.append($0, to: &html) }) == nil { self.text(text.string) }
    }

    /// A text, or a dash where it is empty.
    public mutating func filled(_ text: String) { if text.isEmpty { none() } else { self.text(text) } }

    /// A stored text, or a dash where it is empty or missing.
    public mutating func filled(_ text: StoredText?) {
        let start = html.count
        if let text { self.text(text) }
        if html.count == start { none() }
    }

    /// A sentence in the reader's language.
    public mutating func message(_ message: Message) { escaping { $0.write(message, into: &$1) } }

    /// A day, such as “21 nov. 2026”.
    public mutating func day(_ day: Day) { escaping { $0.formats.date(day, style: .medium, into: &$1) } }

    /// The day of a moment, in the portal's time zone.
    public mutating func day(of moment: Instant) {
        escaping { $0.formats.date(moment, style: .medium, into: &$1) }
    }

    /// A moment, with its time.
    public mutating func moment(_ moment: Instant) { escaping { $0.formats.dateTime(moment, into: &$1) } }

    /// A number.
    public mutating func number(_ number: Int) { escaping { $0.formats.number(Int64(number), into: &$1) } }

    /// An amount with its currency.
    public mutating func money(_ amount: Money) { escaping { $0.formats.money(amount, into: &$1) } }

    /// Nothing there: a dash.
    public mutating func none() { raw(#"<span class="soft">–</span>"#) }

    /// A second line below, in small letters; no line where nothing is written.
    public mutating func line(_ write: (inout CellWriter) throws -> Void) rethrows {
        let before = html.count
        raw(#"<span class="soft small">"#)
        let start = html.count
        try write(&self)
        if html.count == start { html.removeLast(start - before) } else { raw("</span>") }
    }

    /// A link to a page of the portal, by its path as links carry it.
    public mutating func link(_ url: String, _ write: (inout CellWriter) throws -> Void) rethrows {
        raw(#"<a href=""#)
        text(url)
        raw(#"">"#)
        try write(&self)
        raw("</a>")
    }

    /// A word on a colour: `good`, `warn`, `bad`, `accent`, or empty.
    public mutating func chip(_ word: Message, _ kind: String = "") {
        raw(#"<span class="chip "#)
        text(kind)
        raw(#"">"#)
        message(word)
        raw("</span>")
    }

    /// A box to tick the record of this identifier with, for the form below the list.
    mutating func tick(_ id: String) {
        raw(#"<input class="tick" type="checkbox" form="selection" name="pick" value=""#)
        text(id)
        raw(#"" aria-label=""#)
        message(trc("list", "Select"))
        text(" ")
        text(id)
        raw(#"">"#)
    }

    /// Markup of our own. Nothing that came from people may be put together into it.
    mutating func raw(_ markup: StaticString) {
        html.append(contentsOf: UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
    }

    /// The same, where it is put together from words of ours.
    mutating func append(_ markup: String) { html.append(contentsOf: markup.utf8) }

    private mutating func escaping(_ write: (Language, inout [UInt8]) -> Void) {
        let start = html.count
        write(language, &html)
        Escaper.escapeTail(of: &html, from: start)
    }
}
