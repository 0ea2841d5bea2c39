public import PortalKit
import PortalLanguage
import PortalMail
import PortalValues

/// Somebody about to be entered: names and address, checked.
public struct NewPerson: Sendable {
    /// First name; may be empty for people known by one name.
    public let firstName: String
    /// Last name.
    public let lastName: String
    /// Where they are written to, if known.
    public let email: String?
    /// Whether they have shown that the address is theirs.
    public let emailVerified: Bool
    /// The language of their mails, if known.
    public let language: String?

    /// Checks names and address; throws all that is wrong, by the fields `first_name`, `last_name` and `email`.
    public init(
        firstName: String, lastName: String, email: String?, emailVerified: Bool = false, language: String? = nil
    ) throws(FieldErrors) {
        var errors = FieldErrors()
        self.firstName = firstName.tidied
        self.lastName = lastName.tidied
        errors["first_name"] = Self.nameFault(self.firstName)
        errors["last_name"] = Self.nameFault(self.lastName)
        var address: String?
        if let email, !email.tidied.isEmpty {
            address = MailAddress(parsing: email.tidied)?.text
            if address == nil { errors["email"] = tr("This is not an e-mail address.") }
        }
        self.email = address
        self.emailVerified = emailVerified
        self.language = language
        try errors.check()
    }

    /// What is wrong with a name; any letters of any alphabet are right.
    static func nameFault(_ name: String) -> Message? {
        if name.isEmpty { return tr("Please fill this in.") }
        if name.count > 64 { return tr("At most %(count)s characters.", ["count": 64]) }
        if name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control || $0 == "<" || $0 == ">" })
        {
            return tr("A name cannot contain this character.")
        }
        return nil
    }
}
