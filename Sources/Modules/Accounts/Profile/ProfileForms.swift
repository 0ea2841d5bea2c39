import PortalKit
import PortalValues

/// Names, as the profile changes them.
struct ProfileForm: Form {
    let firstName, lastName: String
    static let names = ["first_name", "last_name"]
    init(_ fields: Fields) {
        firstName = fields["first_name"]
        lastName = fields["last_name"]
    }
}

/// The password of now, and the one to come, twice.
struct PasswordForm: Form {
    let current, password, password2: String
    let endsPasses: Bool
    static let names = ["current", "password", "password2", "end_passes"]
    init(_ fields: Fields) {
        current = fields["current"]
        password = fields["password"]
        password2 = fields["password2"]
        endsPasses = fields.ticked("end_passes")
    }
}

/// A new address, vouched for by the password.
struct EmailForm: Form {
    let email, current: String
    static let names = ["email", "current_for_email"]
    init(_ fields: Fields) {
        email = fields["email"].tidied
        current = fields["current_for_email"]
    }
}
