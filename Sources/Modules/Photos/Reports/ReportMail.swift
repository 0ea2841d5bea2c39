import PortalDatabase
import PortalKit
import PortalLanguage
import PortalMail
import PortalTemplates
import PortalValues

/// Tells somebody what became of a photo that they reported.
struct ReportMail: Page {
    let heading, greeting: Message
    let paragraphs: [Message]

    static let template = "mails/account.html"
    static let fields: [Field<ReportMail>] = [
        .message("heading") { $0.heading }, .message("greeting") { $0.greeting },
        .messages("paragraphs") { $0.paragraphs }, .optionalMessage("linkLabel") { _ in nil },
        .text("link") { _ in "" },
    ]
    static var sample: ReportMail {
        ReportMail(
            heading: tr("The photo that you reported"), greeting: tr("Hello %(name)s", ["name": "Zoé"]),
            paragraphs: [taken])
    }

    private static let taken = tr("It was taken out of its album. Thank you for telling us.")
    private static let kept = tr("Somebody looked at it and found that it may stay. It is shown again.")

    /// Puts the mail into the outbox, where the reporter can be reached by one.
    static func post(
        about photo: Photo, _ report: Reports.Report, _ decision: Reports.Decision, _ context: RequestContext,
        _ db: any Connection
    ) throws {
        guard let reader = try Reader(report, context, db) else { return }
        let mail = ReportMail(
            heading: tr("The photo that you reported"),
            greeting: reader.name.isEmpty ? tr("Hello") : tr("Hello %(name)s", ["name": .text(reader.name)]),
            paragraphs: [
                tr(
                    "On %(day)s you asked us to take a photo down: %(name)s.",
                    [
                        "day": .day(reader.language.formats.zone.local(report.createdAt).day),
                        "name": .text(photo.fileName),
                    ]), decision == .removed ? taken : kept,
            ])
        try Outbox.post(
            to: reader.address, name: reader.name, subject: mail.heading, html: mail, text: ReportMailText(page: mail),
            language: reader.language, application: context.application, db)
    }

    /// Who reported, as far as they can be written to.
    private struct Reader {
        let address, name: String
        let language: Language

        init?(_ report: Reports.Report, _ context: RequestContext, _ db: any Connection) throws {
            let languages = context.application.assetStore.assets.languages
            if let id = report.reporter,
                let row = try db.row(
                    """
                    SELECT first_name, last_name, email, language FROM person
                    WHERE id = \(id) AND archived_at IS NULL AND email IS NOT NULL
                    """)
            {
                address = try row.get("email")
                name =
                    "\(try row.get("first_name", as: String.self)) \(try row.get("last_name", as: String.self))".tidied
                language = try row.get("language", as: String?.self).flatMap { languages[$0] } ?? languages.standard
            } else {
                guard let mailbox = MailAddress(parsing: report.contact) else { return nil }
                (address, name, language) = (mailbox.text, "", languages.standard)
            }
        }
    }
}

/// The same mail as plain text.
struct ReportMailText: Page {
    let page: ReportMail

    static let template = "mails/account.txt"
    static let fields: [Field<ReportMailText>] = [.model("mail") { $0.page }]
    static var sample: ReportMailText { ReportMailText(page: .sample) }
}
