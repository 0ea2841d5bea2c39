import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// What somebody types to get an account.
struct RegistrationForm: Form {
    let firstName, lastName, email, password, password2: String
    static let names = ["first_name", "last_name", "email", "password", "password2"]
    init(_ fields: Fields) {
        firstName = fields["first_name"]
        lastName = fields["last_name"]
        email = fields["email"]
        password = fields["password"]
        password2 = fields["password2"]
    }

    /// The checked person; throws everything that is wrong at once.
    func person(_ context: RequestContext) throws(FieldErrors) -> NewPerson {
        var errors = FieldErrors()
        var person: NewPerson?
        do throws(FieldErrors) {
            person = try NewPerson(
                firstName: firstName, lastName: lastName, email: email, emailVerified: true,
                language: context.language.code)
        } catch { for fault in error.list { errors[fault.field] = fault.message } }
        if email.tidied.isEmpty { errors["email"] = tr("Please fill this in.") }
        do throws(FieldErrors) {
            _ = try NewPassword.check(password, repeated: password2, context, username: nil, email: email)
        } catch {
            for fault in error.list { errors[fault.field] = fault.message }
        }
        try errors.check()
        guard let person else { throw errors }
        return person
    }
}

/// The registration card.
struct RegistrationPage: Page {
    let firstName, lastName, email, password, password2: FieldView
    let errors: [ErrorLine]

    static let template = "accounts/register.html"
    static let fields: [Field<RegistrationPage>] = [
        .model("firstName") { $0.firstName }, .model("lastName") { $0.lastName }, .model("email") { $0.email },
        .model("password") { $0.password }, .model("password2") { $0.password2 }, .list("errors") { $0.errors },
    ]
    static var sample: RegistrationPage {
        let form = RegistrationForm(Fields([("first_name", "Zoé"), ("last_name", ""), ("email", "zoe@example")]))
        return RegistrationPage(form, FieldErrors("last_name", tr("Please fill this in.")))
    }

    static let labels: [String: Message] = [
        "first_name": tr("First name"), "last_name": tr("Last name"), "email": tr("E-mail"), "password": tr("Password"),
        "password2": tr("Password, again"),
    ]

    init(_ form: RegistrationForm, _ errors: FieldErrors) {
        firstName = errors.view("first_name", form.firstName)
        lastName = errors.view("last_name", form.lastName)
        email = errors.view("email", form.email)
        password = errors.view("password", "")
        password2 = errors.view("password2", "")
        self.errors = errors.lines(Self.labels)
    }
}
