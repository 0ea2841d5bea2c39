import PortalKit
import PortalLanguage
import PortalSecurity

/// A password about to be set, checked against the policy.
enum NewPassword {
    /// Returns the password, or throws what is wrong by the fields `password` and `password2`.
    static func check(_ password: String, repeated: String, username: String?, email: String?) throws(FieldErrors)
        -> String
    {
        var errors = FieldErrors()
        if let problem = PasswordPolicy.problems(password, userName: username, email: email).first {
            errors["password"] = words(problem)
        }
        if password != repeated { errors["password2"] = tr("The two passwords differ.") }
        try errors.check()
        return password
    }

    /// One sentence about a problem.
    static func words(_ problem: PasswordProblem) -> Message {
        switch problem {
        case .tooShort(let minimum):
            tr("At least %(count)s characters; a short sentence is best.", ["count": .number(minimum)])
        case .tooLong(let maximum): tr("At most %(count)s characters.", ["count": .number(maximum)])
        case .containsName: tr("Your name or address must not stand in it.")
        case .tooCommon: tr("This is among the first passwords that anybody would try.")
        }
    }
}
