/// A way out for mails. `send` blocks: call it on the thread pool, from the outbox, never inside a request.
public protocol MailTransport: Sendable {
    /// Delivers to all recipients or throws.
    func send(_ message: MailMessage) throws(MailError)
}
