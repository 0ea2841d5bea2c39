/// Why a mail did not go out.
public enum MailError: Error, Sendable, Hashable {
    /// The mail itself cannot be written; the fault is in this part of it. Trying again is useless.
    case invalid(MailPart, String)
    /// The transport is set up wrongly (address of the server, unreadable folder).
    case configuration(String)
    /// Not now: the network, a busy server, a 4xx answer, or a server that does not accept our own credentials or TLS,
    /// which is no fault of the mail. Keep it and try again. `code` is the SMTP answer if there was one.
    case temporary(code: Int?, String)
    /// Refused for good with a 5xx answer: no such mailbox, unwanted.
    case permanent(code: Int, String)

    /// Whether the same mail may go through later.
    public var isTemporary: Bool {
        switch self {
        case .temporary, .configuration: true
        case .invalid, .permanent: false
        }
    }
}

extension MailError: CustomStringConvertible {
    /// For the administrator's log and the outbox page; never holds a password or the text of the mail.
    public var description: String {
        switch self {
        case .invalid(let part, let reason): "the mail's \(part) is invalid: \(reason)"
        case .configuration(let reason): "mail is set up wrongly: \(reason)"
        case .temporary(let code, let reason): "not delivered yet\(code.map { " (\($0))" } ?? ""): \(reason)"
        case .permanent(let code, let reason): "refused (\(code)): \(reason)"
        }
    }
}

/// A part of a mail that can be at fault.
public enum MailPart: String, Sendable, Hashable {
    case recipients, name, subject, header, identifier, date
}
