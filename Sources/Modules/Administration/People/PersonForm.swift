import Accounts
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// Somebody to be entered or changed, as typed.
struct PersonForm: Form {
    let firstName, lastName, email, language, username, version: String
    let account: Bool
    static let names = ["first_name", "last_name", "email", "language", "account", "username", "version"]

    init(_ fields: Fields) {
        firstName = fields["first_name"]
        lastName = fields["last_name"]
        email = fields["email"]
        language = fields["language"]
        account = fields.ticked("account")
        username = fields["username"].tidied
        version = fields["version"]
    }

    /// The checked person; throws everything that is wrong at once. Somebody who gets an account needs an address, since the link
    /// to set the password goes there.
    func person(_ languages: Languages) throws(FieldErrors) -> NewPerson {
        var errors = FieldErrors()
        var person: NewPerson?
        do throws(FieldErrors) {
            person = try NewPerson(
                firstName: firstName, lastName: lastName, email: email, language: language.isEmpty ? nil : language)
        } catch { for fault in error.list { errors[fault.field] = fault.message } }
        if account, email.tidied.isEmpty {
            errors["email"] = tr("An account needs an address: the link to choose a password goes there.")
        }
        if !language.isEmpty, languages[language] == nil {
            errors["language"] = tr("The portal does not speak this language.")
        }
        if !account, !username.isEmpty { errors["username"] = tr("A user name goes with an account.") }
        try errors.check()
        guard let person else { throw errors }
        return person
    }
}

/// The form of a person: a new one, or one to be changed.
struct PersonEdit: Page {
    /// Whom it is about; empty for a new one.
    let name, url, action, version: String
    let firstName, lastName, email, username: FieldView
    let account: Bool
    /// Whether whoever asks is whom it is about: the profile is where one's own address is changed.
    let isOwn: Bool
    let languages: [Choice]
    let languageError: Message?
    let errors: [ErrorLine]
    /// What stands there now, when somebody else was faster.
    let stored: [HistoryChange]

    static let template = "administration/person-edit.html"
    static let fields: [Field<PersonEdit>] = [
        .text("name") { $0.name }, .text("url") { $0.url }, .text("action") { $0.action },
        .text("version") { $0.version },
        .model("firstName") { $0.firstName }, .model("lastName") { $0.lastName }, .model("email") { $0.email },
        .model("username") { $0.username }, .flag("account") { $0.account }, .flag("isOwn") { $0.isOwn },
        .list("languages") { $0.languages },
        .optionalMessage("languageError") { $0.languageError }, .list("errors") { $0.errors },
        .list("stored") { $0.stored },
    ]
    static var sample: PersonEdit {
        PersonEdit(
            name: "Zoé Lefèvre", url: "/administration/people/zlefevre", action: "/administration/people/zlefevre",
            version: "3",
            firstName: FieldView("Zoé"), lastName: FieldView("", error: tr("Please fill this in.")),
            email: FieldView("zoe@example.org"),
            username: FieldView(""), account: true, isOwn: true,
            languages: [Choice("fr", named: "Français", selected: true)],
            languageError: nil,
            errors: FieldErrors("last_name", tr("Please fill this in.")).lines(["last_name": tr("Last name")]),
            stored: [
                HistoryChange(label: tr("Last name"), before: .verbatim("Lefevre"), after: .verbatim("Lefèvre"))
            ])
    }

    static let labels: [String: Message] = [
        "first_name": tr("First name"), "last_name": tr("Last name"), "email": tr("E-mail"), "language": tr("Language"),
        "username": tr("User name"),
    ]
}

extension PersonEdit {
    init(
        _ form: PersonForm, name: String = "", path: String = "", wrong errors: FieldErrors = FieldErrors(),
        stored: [HistoryChange] = [],
        version: String? = nil, isOwn: Bool = false, _ context: RequestContext
    ) {
        let languages = context.application.assetStore.assets.languages.all
        self.init(
            name: name, url: context.url(path.isEmpty ? "/administration/people" : path),
            action: context.url(path.isEmpty ? "/administration/people" : path), version: version ?? form.version,
            firstName: errors.view("first_name", form.firstName), lastName: errors.view("last_name", form.lastName),
            email: errors.view("email", form.email), username: errors.view("username", form.username),
            account: form.account, isOwn: isOwn,
            languages: languages.map { Choice($0.code, named: $0.name, selected: $0.code == form.language) },
            languageError: errors["language"], errors: errors.lines(Self.labels), stored: stored)
    }
}
