import Foundation

/// The organisation's mail server, through libcurl. One connection per `send`; a batch goes over one.
public struct SMTPTransport: MailTransport {
    private let url: String
    private let requireTLS: Bool
    private let authority: String?
    private let timeout: Int

    /// `url` is `smtp://user:password@host:587` (STARTTLS) or `smtps://host:465` (TLS at once), user and password
    /// percent-encoded. With `requireTLS` nothing is sent unless the server proves who it is; without, TLS is used when
    /// offered but not proven, which suits a relay on the same machine. `authority` is a PEM file of certificates to
    /// trust instead of the system's. `timeout` in seconds holds for one whole mail (at least 1). Throws
    /// `.configuration` for another scheme or no host.
    public init(url: String, requireTLS: Bool = true, authority: String? = nil, timeout: Int = 30) throws(MailError) {
        guard let parsed = URLComponents(string: url), let scheme = parsed.scheme?.lowercased(),
            ["smtp", "smtps"].contains(scheme),
            let host = parsed.host, !host.isEmpty, !url.utf8.contains(where: { $0 < 33 })
        else { throw .configuration("the mail server must be given as smtp://host:port or smtps://host:port") }
        self.url = url
        self.requireTLS = requireTLS
        self.authority = authority
        self.timeout = min(max(timeout, 1), 3600)
    }

    /// Delivers one mail to all its recipients, or to none.
    public func send(_ message: MailMessage) throws(MailError) {
        var problem: MailError?
        send([message]) { _, result in problem = result }
        if let problem { throw problem }
    }

    /// Delivers several mails over one connection, as long as the server keeps it. `report` is told the position of
    /// each mail and its error, nil when it was accepted, right after its attempt.
    public func send(_ messages: [MailMessage], report: (Int, MailError?) -> Void) {
        let connection = SMTPConnection(url: url, requireTLS: requireTLS, authority: authority, timeout: timeout)
        for (number, message) in messages.enumerated() {
            do throws(MailError) {
                try connection.send(message)
                report(number, nil)
            } catch {
                report(number, error)
            }
        }
    }
}
