import PortalDatabase
import PortalLanguage
import PortalSecurity
public import PortalTemplates
import PortalValues

/// The password, typed again for something that matters.
struct Confirmation: Sendable {
    let right: Bool

    /// Checks what was typed against the account of the session. Throws 429 when it is tried too often.
    static func check(_ typed: String, _ asked: Asked, _ house: House) async throws -> Confirmation {
        let now = house.clock()
        if let wait = house.limiter.take(.confirmation, key: asked.address, now: now) {
            throw Failure.tooMany(retryAfter: wait)
        }
        let right = try await house.database.read { db in
            guard let person = try house.visit(asked, db).actor.id else { return false }
            let hash = try db.value("SELECT password_hash FROM account WHERE person_id = \(person)", as: String?.self)
            return PasswordHash.verify(typed, against: (hash ?? nil) ?? PasswordHash.dummy)
        }
        return Confirmation(right: right)
    }

    /// Notes a right password in the session; a wrong one shows the question again.
    func note(_ visit: inout Visit, _ db: any Connection) throws {
        guard right, let person = visit.actor.person else { throw Failure.confirm }
        try Sessions.confirm(person.session, now: visit.now, db)
        visit = try visit.house.visit(visit.asked, db)
    }
}

/// Asks for the password again and carries the form it interrupts, so that nothing typed is lost.
public struct ConfirmPage: Page {
    /// The hidden name of the password among the form's own fields.
    static let field = "_password"

    let action: String
    let wrong: Bool
    let fields: [Hidden]

    /// One field of the interrupted form.
    public struct Hidden: Model {
        let name: String
        let value: String
        public static let fields: [Field<Hidden>] = [.text("name") { $0.name }, .text("value") { $0.value }]
    }

    public static let template = "errors/confirm.html"
    public static let fields: [Field<ConfirmPage>] = [
        .text("action") { $0.action }, .flag("wrong") { $0.wrong }, .list("fields") { $0.fields },
    ]
    public static var sample: ConfirmPage {
        ConfirmPage(action: "/administration/roles", wrong: true, fields: [Hidden(name: "name", value: "Photographer")])
    }
}
