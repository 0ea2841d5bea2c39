import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// A mail of the accounts: a few sentences and at most one link.
struct MailPage: Page {
    let heading: Message
    let greeting: Message
    let paragraphs: [Message]
    let linkLabel: Message?
    let link: String

    static let template = "mails/account.html"
    static let fields: [Field<MailPage>] = [
        .message("heading") { $0.heading }, .message("greeting") { $0.greeting },
        .messages("paragraphs") { $0.paragraphs },
        .optionalMessage("linkLabel") { $0.linkLabel }, .text("link") { $0.link },
    ]
    static var sample: MailPage {
        MailPage(
            heading: tr("Choose a new password"), greeting: tr("Hello %(name)s", ["name": "Zoé"]),
            paragraphs: [tr("If it was not you, you can ignore this e-mail.")], linkLabel: tr("Choose a new password"),
            link: "https://portal.example/password/abc")
    }
}

/// The same mail as plain text.
struct MailText: Page {
    let page: MailPage

    static let template = "mails/account.txt"
    static let fields: [Field<MailText>] = [.model("mail") { $0.page }]
    static var sample: MailText { MailText(page: .sample) }
}

extension MailPage {
    /// Puts the mail into the outbox, in the reader's language, as part of the same transaction.
    func post(
        to address: String, name: String, in language: Language, _ application: PortalApplication, _ db: any Connection
    ) throws {
        try Outbox.post(
            to: address, name: name, subject: heading, html: self, text: MailText(page: self), language: language,
            application: application, db)
    }
}

/// Whoever a mail about an account is for.
struct AccountHolder: Sendable {
    let person: Int64
    let first, name, username: String
    let email: String?
    let language: Language

    /// Nil for somebody without an account; `standard` is spoken to whoever has chosen no language.
    static func find(_ person: Int64, standard: Language, _ application: PortalApplication, _ db: any Connection) throws
        -> Self?
    {
        let row = try db.row(
            """
            SELECT p.first_name, p.last_name, p.email, p.language, a.username FROM person AS p
            JOIN account AS a ON a.person_id = p.id WHERE p.id = \(person)
            """)
        guard let row else { return nil }
        let first: String = try row.get("first_name")
        let language = try row.get("language", as: String?.self).flatMap { application.assetStore.assets.languages[$0] }
        return AccountHolder(
            person: person, first: first, name: "\(first) \(try row.get("last_name", as: String.self))".tidied,
            username: try row.get("username"), email: try row.get("email"), language: language ?? standard)
    }

    var greeting: Message { tr("Hello %(name)s", ["name": .text(first)]) }
}
