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
        guard try await visit.isOwnPassword(form.password) else {
            return .page(ConfirmAgainPage(next: Escape.back(form.next), wrong: true), status: 422)
        }
        let secret = try await visit.house.database.write { db in
            try visit.noteSecurity(.confirmed, db)
            return try Sessions.confirm(person.session, now: visit.now, db)
        }
        var reply = Reply.seeOther(Escape.back(form.next))
        reply.cookies.append(visit.sessionCookie(secret))
        return reply
    }
}
