public import PortalDatabase
public import PortalLanguage
public import PortalTemplates
public import PortalValues

/// The mails on their way out. A mail is written in the transaction of what it tells about, so that both happen or neither; a job
/// takes it from there to the mail server, and tries again where that fails.
///
/// A mail is delivered at least once: when the portal is killed between the server's yes and its own note, the mail goes out a
/// second time, under the same Message-ID, by which mail programs know it again.
public enum Outbox {
    /// Writes a mail, rendered in the reader's language: the subject, the page in HTML and its twin in plain text. The links in
    /// them must be whole addresses.
    public static func post(
        to address: String, name: String, subject: Message, html: some Page, text: some Page, language: Language,
        application: PortalApplication, _ db: any Connection
    ) throws {
        let assets = application.assetStore.assets
        let now = application.clock()
        let context = RequestContext(
            application: application, request: .nobody, actor: Actor(person: nil, grants: Grants([], person: nil)),
            language: language,
            now: now, settings: try db.storedSettings())
        let layout = Layout(context, page: html, notices: [], assets: assets)
        let letter = Letter(
            recipient: address, name: name, subject: language.text(subject),
            text: String(decoding: try assets.templates.render(text, layout: layout, in: language), as: UTF8.self),
            html: String(decoding: try assets.templates.render(html, layout: layout, in: language), as: UTF8.self))
        try insert(letter, now: now, db)
    }

    /// A mail in words.
    struct Letter: Sendable {
        let recipient, name, subject, text, html: String
    }

    static func insert(_ letter: Letter, now: Instant, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO mail (recipient, recipient_name, subject, body_text, body_html, created_at, due_at)
            VALUES (\(letter.recipient), \(letter.name), \(letter.subject), \(letter.text), \(letter.html), \(now), \(now))
            """)
    }

    /// Puts a mail that was given up back on its way: for the administrators.
    ///
    /// - Returns: whether there was one.
    @discardableResult
    public static func retry(_ id: Int64, now: Instant, _ db: any Connection) throws -> Bool {
        try db.run(
            "UPDATE mail SET failed_at = NULL, attempts = 0, due_at = \(now) WHERE id = \(id) AND failed_at IS NOT NULL"
        ) > 0
    }
}

extension PortalRequest {
    /// Nobody's request: what surrounds a mail.
    static var nobody: PortalRequest {
        PortalRequest(
            method: "GET", path: "/", query: Fields(), rawQuery: "", parameters: [:], form: Fields(), body: [],
            header: { _ in nil }, address: "", requestID: "")
    }
}
