/// HTML that is known to be safe: it is shown as it is, without escaping. Only code makes one, a template cannot.
public struct Markup: Sendable, Hashable {
    /// The HTML.
    public let html: String

    /// Vouches for `html`: everything in it that came from people must already be escaped.
    public init(html: String) { self.html = html }
}
