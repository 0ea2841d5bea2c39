import PortalConfiguration
import PortalKit
import PortalLanguage
import PortalSecurity

/// A password about to be set, checked against the policy.
enum NewPassword {
    /// Returns the password, or throws what is wrong by the fields `password` and `password2`.
    static func check(
        _ password: String, repeated: String, _ context: RequestContext, username: String?, email: String?
    )
        throws(FieldErrors) -> String
    {
        var errors = FieldErrors()
        let here = [context.application.siteName(context.settings), context.application.configuration.baseURL.host]
        let problems = context.application.passwords.problems(password, userName: username, email: email, here: here)
        if let problem = problems.first { errors["password"] = words(problem) }
        if password != repeated { errors["password2"] = tr("The two passwords do not match.") }
        try errors.check()
        return password
    }

    /// One sentence about a problem.
    static func words(_ problem: PasswordError) -> Message {
        switch problem {
        case .tooShort(let minimum):
            tr("This password is too short: at least %(count)s characters.", ["count": .number(minimum)])
        case .tooLong(let maximum): tr("At most %(count)s characters.", ["count": .number(maximum)])
        case .containsName: tr("It must not contain your name or your address.")
        case .tooCommon: tr("Too easy to guess: this password is one of those that most people use.")
        case .tooSimple:
            tr("Too easy to guess: a well-known word or a row of keys with little around it, or the same again.")
        }
    }
}
