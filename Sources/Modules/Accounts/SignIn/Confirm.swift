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
    func showConfirm(_ visit: Visit, _ db: any Connection) throws -> Reply {
        .page(ConfirmAgainPage(next: Escape.back(visit.asked.query["next"]), wrong: false))
    }

    func confirm(_ visit: Visit) async throws -> Reply {
        let form: ConfirmForm = try visit.form()
        guard let person = visit.actor.person else { throw Failure.signIn }
        guard try await isPassword(form.password, of: person.id, visit) else {
            return .page(ConfirmAgainPage(next: Escape.back(form.next), wrong: true), status: 422)
        }
        let secret = try await visit.house.database.write { try Sessions.confirm(person.session, now: visit.now, $0) }
        var reply = Reply.seeOther(Escape.back(form.next))
        reply.cookies.append(visit.sessionCookie(secret))
        return reply
    }

    /// Checks a password of somebody who has signed in. Throws 429 when it is tried too often.
    func isPassword(_ typed: String, of person: Int64, _ visit: Visit) async throws -> Bool {
        try await visit.isOwnPassword(typed)
    }
}
