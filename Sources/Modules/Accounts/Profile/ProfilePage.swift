import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// The profile: names, address, password, roles, sessions.
struct ProfilePage: Page {
    let username, currentEmail: String
    let firstName, lastName, email, emailPassword, current, password, password2: FieldView
    let errors: [ErrorLine]
    let roles: [RoleBadge]
    let sessions: [SessionRow]
    let tokens: [TokenRow]
    let tokenName: FieldView
    /// What opens something without the password; nil where there is nothing.
    let passes: Message?
    let endsPasses: Bool
    /// The latest events of the account.
    let events: [SecurityRow]

    /// A role as a badge.
    struct RoleBadge: Model {
        let name, colour: String
        static let fields: [Field<RoleBadge>] = [.text("name") { $0.name }, .text("colour") { $0.colour }]
    }

    /// An open session.
    struct SessionRow: Model {
        let id: Int
        let device, address: String
        let createdAt, seenAt: Instant
        let current: Bool
        static let fields: [Field<SessionRow>] = [
            .number("id") { $0.id }, .text("device") { $0.device }, .text("address") { $0.address },
            .instant("createdAt") { $0.createdAt }, .instant("seenAt") { $0.seenAt }, .flag("current") { $0.current },
        ]
    }

    static let template = "accounts/profile.html"
    static let fields: [Field<ProfilePage>] = [
        .text("username") { $0.username }, .text("currentEmail") { $0.currentEmail },
        .model("firstName") { $0.firstName },
        .model("lastName") { $0.lastName }, .model("email") { $0.email }, .model("emailPassword") { $0.emailPassword },
        .model("current") { $0.current }, .model("password") { $0.password }, .model("password2") { $0.password2 },
        .list("errors") { $0.errors }, .list("roles") { $0.roles }, .list("sessions") { $0.sessions },
        .list("tokens") { $0.tokens }, .model("tokenName") { $0.tokenName },
        .list("lifetimes") { _ in TokenForm.lifetimes }, .optionalMessage("passes") { $0.passes },
        .flag("endsPasses") { $0.endsPasses }, .list("events") { $0.events },
    ]
    static var sample: ProfilePage {
        ProfilePage(
            username: "zlefevre", currentEmail: "zoe@example.org", firstName: FieldView("Zoé"),
            lastName: FieldView("Lefèvre"),
            email: FieldView(""), emailPassword: FieldView(), current: FieldView(), password: FieldView(),
            password2: FieldView(),
            errors: [], roles: [RoleBadge(name: "Commercial", colour: "blue")],
            sessions: [
                SessionRow(
                    id: 1, device: "Firefox", address: "127.0.0.1", createdAt: Instant(seconds: 1_800_000_000),
                    seenAt: Instant(seconds: 1_800_000_600), current: true)
            ], tokens: [.sample], tokenName: FieldView("", error: tr("Please fill this in.")),
            passes: tr("The address of your calendar: whoever knows it reads your events."), endsPasses: true,
            events: [.sample])
    }

    static let labels: [String: Message] = [
        "first_name": tr("First name"), "last_name": tr("Last name"), "email": tr("New e-mail address"),
        "current_for_email": tr("Your password"), "current": tr("Current password"), "password": tr("New password"),
        "password2": tr("New password, again"), "token_name": tr("Name of the program"),
    ]

    /// The page as stored, with what was just typed on top.
    static func load(
        _ context: RequestContext, typed: [String: String] = [:], _ errors: FieldErrors = FieldErrors(),
        db: any Connection
    ) throws -> ProfilePage {
        guard let person = context.actor.person else { throw Failure.signIn }
        guard let row = try db.row("SELECT first_name, last_name, email FROM person WHERE id = \(person.id)") else {
            throw Failure.notFound
        }
        let first: String = try row.get("first_name")
        let last: String = try row.get("last_name")
        let sessions = try Sessions.list(of: person.id, now: context.now, context.settings, db).map {
            SessionRow(
                id: Int($0.id), device: DeviceName.of($0.userAgent), address: $0.address, createdAt: $0.createdAt,
                seenAt: $0.seenAt,
                current: $0.id == person.session)
        }
        let roles = try Roles.held(by: person.id, db).map { RoleBadge(name: $0.name, colour: $0.colour ?? "grey") }
        return ProfilePage(
            username: person.username, currentEmail: try row.get("email", as: String?.self) ?? "",
            firstName: errors.view("first_name", typed["first_name"] ?? first),
            lastName: errors.view("last_name", typed["last_name"] ?? last),
            email: errors.view("email", typed["email"] ?? ""),
            emailPassword: errors.view("current_for_email", ""), current: errors.view("current", ""),
            password: errors.view("password", ""), password2: errors.view("password2", ""),
            errors: errors.lines(labels),
            roles: roles, sessions: sessions,
            tokens: try ApiTokens.list(of: person.id, now: context.now, db).map(TokenRow.init),
            tokenName: errors.view("token_name", typed["token_name"] ?? ""),
            passes: try context.application.passes(of: person.id, db).words,
            endsPasses: typed["end_passes"].map { $0 == "on" } ?? true,
            events: try SecurityLog.page(.own(person.id), limit: 6, db))
    }
}
