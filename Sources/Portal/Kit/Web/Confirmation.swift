import PortalDatabase
import PortalLanguage
import PortalSecurity
public import PortalTemplates
import PortalValues

/// The password, typed again for something that matters.
struct Confirmation: Sendable {
    let isRight: Bool

    /// Notes a right password in the session, which gets a new secret: the cookie's next value. A wrong one shows the question again.
    func note(_ context: inout RequestContext, _ db: any Connection) throws -> String {
        guard isRight, let person = context.actor.person else { throw Failure.confirm }
        let secret = try Sessions.confirm(person.session, now: context.now, db)
        try context.noteSecurity(.confirmed, db)
        context.actor.person?.confirmedAt = context.now
        return secret
    }
}

extension RequestContext {
    /// Whether this is the password of whoever has signed in. Wrong ones are counted by person, and a right one costs nothing. Hashing
    /// takes its time on purpose: it runs outside of any unit of work.
    ///
    /// - Throws: 429 after too many wrong ones, and for a visitor, who has no password here, ``Failure/signIn``.
    public func isOwnPassword(_ typed: String) async throws -> Bool {
        guard let person = actor.person else { throw Failure.signIn }
        let key = String(person.id)
        let hash = try await application.database.read { db in
            try db.value("SELECT password_hash FROM account WHERE person_id = \(person.id)", as: String?.self)
        }
        let isRight = try await application.passwordTurns.run("confirmation \(key)") {
            if let wait = try await application.limiter.take(.confirmation, key: key, now: now) {
                await noteFailure(.confirmationLimited)
                throw Failure.tooMany(retryAfter: wait)
            }
            let isRight = try await application.apart {
                PasswordHash.verify(typed, against: (hash ?? nil) ?? PasswordHash.dummy)
            }
            if isRight { try await application.limiter.giveBack(.confirmation, key: key) }
            return isRight
        }
        if !isRight { await noteFailure(.confirmationFailed) }
        return isRight
    }
}

/// Asks for the password again and carries the form it interrupts, so that nothing typed is lost.
public struct ConfirmPage: Page {
    /// The hidden name of the password among the form's own fields.
    static let field = "_password"

    let action: String
    let wrong: Bool
    let fields: [HiddenField]

    public static let template = "errors/confirm.html"
    public static let fields: [Field<ConfirmPage>] = [
        .text("action") { $0.action }, .flag("wrong") { $0.wrong }, .list("fields") { $0.fields },
    ]
    public static var sample: ConfirmPage {
        ConfirmPage(
            action: "/administration/roles", wrong: true, fields: [HiddenField(name: "name", value: "Photographer")])
    }
}

/// A field of a form that another page carries on, unseen.
struct HiddenField: Model {
    let name: String
    let value: String
    static let fields: [Field<HiddenField>] = [.text("name") { $0.name }, .text("value") { $0.value }]
}
