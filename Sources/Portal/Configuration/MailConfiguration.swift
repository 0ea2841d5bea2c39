public import PortalMail

/// How mails leave the portal: through the organisation's mail server, or into files for whoever develops.
public struct MailConfiguration: Sendable {
    /// `smtp://user:password@host:587` or `smtps://host`; nil writes files.
    public var server: String?
    /// Whether nothing is sent unless the server proves who it is.
    public var requireTLS = true
    /// A PEM file of certificates to trust instead of the system's.
    public var authority: String?
    /// The address mails come from.
    public var from = ""
    /// Where mails lie that nobody sends.
    public var directory = ""

    /// The way out. Throws `.configuration` for an address of a mail server that makes no sense.
    public func transport() throws(MailError) -> any MailTransport {
        guard let server else { return DirectoryTransport(directory: directory) }
        return try SMTPTransport(url: server, requireTLS: requireTLS, authority: authority)
    }

    /// The sender, under the portal's name.
    public func sender(name: String) -> MailAddress? { MailAddress(parsing: from, name: name) }
}
