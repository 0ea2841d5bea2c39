import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates

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
    func post(to address: String, name: String, in language: Language, _ visit: Visit, _ db: any Connection) throws {
        try Outbox.post(
            to: address, name: name, subject: heading, html: self, text: MailText(page: self), language: language,
            house: visit.house, db)
    }
}
