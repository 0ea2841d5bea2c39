import PortalDatabase
import PortalKit
import PortalLanguage
import PortalSecurity
import PortalTemplates
import PortalValues

/// Asks for the password again on the way to a page of consequence.
struct ConfirmAgainPage: Page {
    let next: String
    let wrong: Bool

    static let template = "accounts/confirm.html"
    static let fields: [Field<ConfirmAgainPage>] = [.text("next") { $0.next }, .flag("wrong") { $0.wrong }]
    static var sample: ConfirmAgainPage { ConfirmAgainPage(next: "/administration/roles", wrong: true) }
}

/// The password, and where it leads.
struct ConfirmForm: Form {
    let password, next: String
    static let names = ["password", "next"]
    init(_ fields: Fields) {
        password = fields["password"]
        next = fields["next"]
    }
}

extension AccountsModule {
    func showConfirm(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        .page(ConfirmAgainPage(next: Escape.back(context.request.query["next"]), wrong: false))
    }

    func confirm(_ context: RequestContext) async throws -> HandlerResponse {
        let form: ConfirmForm = try context.form()
        guard let person = context.actor.person else { throw Failure.signIn }
        guard try await context.isOwnPassword(form.password) else {
            return .page(ConfirmAgainPage(next: Escape.back(form.next), wrong: true), status: 422)
        }
        let secret = try await context.application.database.write { db in
            try context.noteSecurity(.confirmed, db)
            return try Sessions.confirm(person.session, now: context.now, db)
        }
        var reply = HandlerResponse.seeOther(Escape.back(form.next))
        reply.cookies.append(context.sessionCookie(secret))
        return reply
    }
}
