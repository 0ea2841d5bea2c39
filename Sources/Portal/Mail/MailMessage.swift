/// One mail: whom it is for, what it says, in plain text and, if there is one, in HTML.
public struct MailMessage: Sendable, Hashable {
    /// Who writes.
    public var from: MailAddress
    /// Where an answer goes, if not to `from`.
    public var replyTo: MailAddress?
    /// Where the mail goes; each sees the others.
    public var to: [MailAddress]
    /// One line in any script.
    public var subject: String
    /// The whole mail for a reader without HTML; lines may end in any usual way.
    public var text: String
    /// The same for everyone else.
    public var html: String?
    /// More lines of the head, such as `List-Unsubscribe`; those that `encoded()` writes itself are refused.
    public var headers: [MailHeader]
    /// Unique in the world, `left@right`, without angle brackets. Sending again with the same one is the same mail.
    public var id: String
    /// When it was written, in seconds since 1970 (UTC).
    public var date: Int64

    /// A mail; nothing is checked before `encoded()`.
    public init(
        from: MailAddress, replyTo: MailAddress? = nil, to: [MailAddress], subject: String, text: String,
        html: String? = nil,
        headers: [MailHeader] = [], id: String, date: Int64
    ) {
        self.from = from
        self.replyTo = replyTo
        self.to = to
        self.subject = subject
        self.text = text
        self.html = html
        self.headers = headers
        self.id = id
        self.date = date
    }

    /// A fresh identifier for a mail from this domain.
    public static func newID(domain: String) -> String {
        var generator = SystemRandomNumberGenerator()
        let left = String(generator.next(), radix: 36) + String(generator.next(), radix: 36)
        return left + "@" + domain
    }
}

/// One more line of a mail's head.
public struct MailHeader: Sendable, Hashable {
    /// `List-Unsubscribe`.
    public let name: String
    /// ASCII is sent as it is, everything else as encoded words (RFC 2047).
    public let value: String

    /// Checked when the mail is encoded.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}
