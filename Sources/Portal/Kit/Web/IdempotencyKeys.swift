import Foundation
import PortalDatabase
import PortalLanguage
import PortalSecurity

/// Makes a form happen exactly once, however often it is sent: the receipt is written in the same transaction as the change, and
/// every later copy is given the first one's answer. What is no copy (the page of the form was gone back to, and something else was
/// typed) is not taken for one: nothing is stored, and what was typed is shown again.
enum IdempotencyKeys {
    /// The hidden field of every form.
    static let field = "_token"

    /// A new token for a form.
    static func newToken() -> String { Token().text }

    /// Whether a form carries what every page of ours puts into it.
    static func isToken(_ token: String) -> Bool {
        (20...100).contains(token.utf8.count) && token.utf8.allSatisfy { $0 > 32 && $0 < 127 }
    }

    /// Runs the change, or gives the answer it was given before. Throws 400 where the token is missing: the form is not ours, or
    /// so old that its page should be loaded again.
    static func once(_ context: RequestContext, _ db: any Connection, _ change: () throws -> HandlerResponse) throws
        -> HandlerResponse
    {
        let token = context.request.form[field]
        guard isToken(token) else { throw Failure.badRequest(.staleForm) }
        // Bound to who sent it and where to, so that a token seen by another person opens nothing.
        let session = context.actor.person.map { String($0.id) } ?? "visitor"
        let key = Digest.hex("\(session) \(context.request.method) \(context.request.path) \(token)")
        let sent = digest(context.request.form)
        let new = try db.run(
            """
            INSERT INTO receipt (token, status, location, notices, request, created_at)
            VALUES (\(key), 0, '', '', \(sent), \(context.now)) ON CONFLICT (token) DO NOTHING
            """)
        guard new > 0 else { return try replay(key, sent, context, db) }
        let reply = try change()
        guard reply.status < 400 else { return reply }
        let location = reply.headers.first { $0.name == "Location" }?.value ?? ""
        let notices = FlashNotices.encode(reply.notices, in: context.language)
        try db.run(
            "UPDATE receipt SET status = \(reply.status), location = \(location), notices = \(notices) WHERE token = \(key)"
        )
        return reply
    }

    private static func replay(
        _ key: String, _ sent: String, _ context: RequestContext, _ db: any Connection
    ) throws -> HandlerResponse {
        guard let row = try db.row("SELECT status, location, notices, request FROM receipt WHERE token = \(key)") else {
            throw Failure.conflict(tr("This form is being processed. Please check again in a few seconds."))
        }
        let first: String = try row.get("request")
        // Receipts of an older portal tell nothing of what was sent.
        guard first.isEmpty || first == sent else { return .page(SentAgainPage(context), status: 409) }
        let location: String = try row.get("location")
        guard !location.isEmpty else { throw Failure.conflict(tr("This form was already sent, and has been done.")) }
        var reply = HandlerResponse.seeOther(location)
        reply.headers.append((FlashNotices.header, try row.get("notices")))
        return reply
    }

    /// What the visitor filled in; the hidden fields of the portal are none of it.
    private static func digest(_ form: Fields) -> String {
        Digest.hex(
            form.pairs.filter { !$0.name.hasPrefix("_") }
                .map { "\(Escape.query($0.name))=\(Escape.query($0.value))" }.joined(separator: "&"))
    }
}
