import PortalDatabase
import PortalFiles
import PortalLanguage

/// Makes a request of a program happen once, however often it is sent with the same `Idempotency-Key`: the receipts of the pages' forms,
/// which here also keep the answer.
enum ApiReceipts {
    static let header = "idempotency-key"

    /// Runs the change, or gives the answer it was given before. A change that failed left no receipt, and may be tried again.
    static func once(_ context: RequestContext, _ db: any Connection, _ change: () throws -> HandlerResponse) throws
        -> HandlerResponse
    {
        guard context.request.method == "POST", let key = context.request.header(header) else { return try change() }
        guard (1...200).contains(key.utf8.count), key.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else {
            throw Failure.badRequest(.parameter("Idempotency-Key"))
        }
        // Bound to who sent it and where to, so that a key seen by another person opens nothing.
        let token = Digest.hex("api \(context.actor.id ?? 0) \(context.request.path) \(key)")
        let digest = Digest.hex(String(decoding: context.request.body, as: UTF8.self))
        let new = try db.run(
            """
            INSERT INTO receipt (token, status, location, notices, request, created_at)
            VALUES (\(token), 0, '', '', \(digest), \(context.now)) ON CONFLICT (token) DO NOTHING
            """)
        guard new > 0 else { return try replay(token, digest, db) }
        let reply = try change()
        guard reply.status < 400 else { return reply }
        func sent(_ name: String) -> String { reply.headers.first { $0.name == name }?.value ?? "" }
        var body = ""
        if case .bytes(let bytes, _) = reply.body { body = String(decoding: bytes, as: UTF8.self) }
        try db.run(
            """
            UPDATE receipt SET status = \(reply.status), location = \(sent("Location")), tag = \(sent("ETag")),
                answer = \(body)
            WHERE token = \(token)
            """)
        return reply
    }

    private static func replay(_ token: String, _ digest: String, _ db: any Connection) throws -> HandlerResponse {
        let row = try db.row(
            "SELECT status, location, request, tag, answer FROM receipt WHERE token = \(token)")
        guard let row, try row.get("status", as: Int.self) > 0 else {
            throw Failure.conflict(tr("This request is being processed. Please try again in a few seconds."))
        }
        guard try row.get("request", as: String.self) == digest else { throw Failure.api(.keyReused) }
        let answer: String = try row.get("answer")
        var reply = HandlerResponse.json(JSONWriter(answer), status: try row.get("status"))
        if answer.isEmpty { reply.body = .empty }
        for (name, column) in [("Location", "location"), ("ETag", "tag")] {
            let value: String = try row.get(column)
            if !value.isEmpty { reply.headers.append((name, value)) }
        }
        return reply.with("Idempotent-Replayed", "true")
    }
}

extension JSONWriter {
    /// What was written before.
    init(_ text: String) {
        self.init(capacity: 0)
        append(whole: text)
    }
}
