import PortalLanguage
public import PortalTemplates

/// What a person sees when something is not possible.
public struct ErrorPage: Page {
    let status: Int
    let heading: Message
    let explanation: Message
    let missingPermission: String?
    let requestId: String
    let homeUrl: String
    let loginUrl: String?

    public static let template = "errors/error.html"
    public static let fields: [Field<ErrorPage>] = [
        .number("status") { $0.status }, .message("heading") { $0.heading }, .message("explanation") { $0.explanation },
        .optionalText("missingPermission") { $0.missingPermission }, .text("requestId") { $0.requestId },
        .text("homeUrl") { $0.homeUrl }, .optionalText("loginUrl") { $0.loginUrl },
    ]
    public static var sample: ErrorPage {
        ErrorPage(
            status: 403, heading: trc("error", "Not allowed"),
            explanation: tr("You are signed in, but may not do this."),
            missingPermission: "update/client", requestId: "b1946ac9", homeUrl: "/", loginUrl: "/login")
    }
}

/// What a visitor sees while the portal is being worked on.
public struct MaintenancePage: Page {
    let message: String
    let backAt: String

    public static let template = "errors/maintenance.html"
    public static let fields: [Field<MaintenancePage>] = [
        .text("message") { $0.message }, .text("backAt") { $0.backAt },
    ]
    public static var sample: MaintenancePage { MaintenancePage(message: "Back at six.", backAt: "18:00") }
}

extension Failure {
    /// The heading and the sentence of its page.
    var words: (heading: Message, explanation: Message) {
        switch self {
        case .badRequest(let malformed): (tr("This request cannot be read"), malformed.words)
        case .signIn: (tr("Please sign in"), tr("This page is for people who have signed in."))
        case .confirm: (tr("Your password, please"), tr("This step needs your password again."))
        case .forbidden:
            (
                trc("error", "Not allowed"),
                tr("You are signed in, but your roles do not allow this. Ask an administrator if they should.")
            )
        case .foreignOrigin:
            (tr("Sent from another site"), tr("This form was sent from another site. Nothing was changed."))
        case .notFound: (tr("Page not found"), tr("This page does not exist, or does not exist any more."))
        case .methodNotAllowed:
            (tr("Not possible this way"), tr("This address exists, but cannot be used in this way."))
        case .conflict(let message, _): (tr("This has changed"), message)
        case .gone(let message): (tr("This link is no longer valid"), message)
        case .tooLarge(let limit):
            (tr("Too large"), tr("At most %(size)s MB can be sent here.", ["size": .number(max(1, limit >> 20))]))
        case .unsupportedType: (tr("Unsupported file type"), tr("This kind of content cannot be used here."))
        case .unprocessable(let message): (tr("This cannot be done"), message)
        case .tooMany(let seconds):
            (
                tr("Too many attempts"),
                trn(
                    "Please wait %(count)s second, then try again.", "Please wait %(count)s seconds, then try again.",
                    seconds)
            )
        case .unavailable:
            (
                tr("Back in a moment"),
                tr("The portal cannot answer right now. Nothing you sent was left half done. Please try again soon.")
            )
        case .api(let failure): (tr("This cannot be done"), failure.words)
        case .noRoom:
            (
                tr("No room left"),
                tr("The server’s disk is full, so this could not be stored. Please tell an administrator.")
            )
        }
    }
}

extension Failure.Malformed {
    var words: Message {
        switch self {
        case .encoding: tr("Its text is not valid UTF-8.")
        case .tooManyFields: tr("It has too many fields.")
        case .tooLongText: tr("One of its texts is too long.")
        case .body: tr("Its body cannot be read.")
        case .host: tr("It does not say, or not clearly, which host it is meant for.")
        case .staleForm: tr("This form is out of date. Please load its page again; nothing was changed.")
        case .unknownField(let name):
            tr("It has a field that this form does not have: %(name)s.", ["name": .text(String(name.prefix(60)))])
        case .doubleField(let name):
            tr("It has the same field twice: %(name)s.", ["name": .text(String(name.prefix(60)))])
        case .parameter(let name):
            tr("One of its parameters is not valid: %(name)s.", ["name": .text(String(name.prefix(60)))])
        }
    }
}
