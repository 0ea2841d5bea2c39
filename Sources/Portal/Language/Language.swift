import PortalValues

/// One language of the portal, immutable: its texts, its plural rule, its way to write numbers and dates.
///
/// A hot reload makes a new ``Languages`` value; whoever renders with the old one finishes undisturbed.
public final class Language: Sendable {
    /// The code of its folder: `fr`, `fr_CA`.
    public let code: String
    /// Its name in itself: `Français`.
    public let name: String
    /// How it writes numbers, money and dates.
    public let formats: Formats
    let catalogue: Catalogue

    init(code: String, catalogue: Catalogue, zone: Zone) {
        self.code = code
        self.name = KnownLanguage.named(code)?.ownName ?? code
        self.formats = Formats(language: code, zone: zone)
        self.catalogue = catalogue
    }

    /// The language tag for `<html lang>` and headers: `fr-CA` (RFC 5646).
    public var tag: String { LanguageCode.tag(code) }

    /// True where text runs from right to left: `<html dir="rtl">`.
    public var isRightToLeft: Bool { LanguageCode.isRightToLeft(code) }

    /// The translation of a text; nil where there is none and the English text is to be shown. Placeholders are untouched.
    public func translation(_ id: String, context: String? = nil) -> String? {
        catalogue.forms(CatalogueKey(context: context, id: id))?.first
    }

    /// All plural forms of a text, in the order of ``pluralIndex(_:)``; nil where there is no translation: then the English texts
    /// are to be shown, `one` for a count of 1 and `many` for any other.
    public func translations(_ one: String, _ many: String, context: String? = nil) -> [String]? {
        guard let forms = catalogue.forms(CatalogueKey(context: context, id: one)), forms.count == catalogue.rule.count
        else { return nil }
        return forms
    }

    /// Which plural form is said for a count: the catalogue's Plural-Forms expression, evaluated. A negative count is counted by
    /// its size. Always a valid index into what ``translations(_:_:context:)`` gives.
    public func pluralIndex(_ n: Int) -> Int { catalogue.rule.index(n) }

    /// The sentence in this language, placeholders filled. Plain text: whoever puts it in a page escapes it.
    public func text(_ message: Message) -> String {
        var bytes: [UInt8] = []
        write(message, into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the sentence in this language, placeholders filled, as UTF-8.
    public func write(_ message: Message, into bytes: inout [UInt8]) {
        fill(pattern(message), message.arguments, into: &bytes)
    }

    private func pattern(_ message: Message) -> String {
        let forms = catalogue.forms(CatalogueKey(context: message.context, id: message.id))
        guard let plural = message.plural, let count = message.count else { return forms?.first ?? message.id }
        let index = pluralIndex(count)
        if let forms, forms.count == catalogue.rule.count, forms.indices.contains(index) { return forms[index] }
        return count == 1 ? message.id : plural
    }
}
