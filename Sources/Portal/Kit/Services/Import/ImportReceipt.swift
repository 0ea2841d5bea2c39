import Foundation
import PortalDatabase
import PortalValues

/// How far an import has come. It is written in the same transaction as the lines that it tells of, and kept for a week like the answers to
/// forms: whoever goes on after an interruption begins behind the last line that is stored.
struct ImportReceipt: Sendable, Codable, Equatable {
    /// A name for the file as it was sent, where it was sent to a page.
    var upload: String
    /// Lines that are done, and the digest of them with the titles.
    var rows = 0
    var digest = ""
    /// What they were.
    var new = 0
    var changed = 0
    var unchanged = 0
    var refused = 0
}

/// A receipt as it is stored.
struct KnownImport: Sendable {
    let token: String
    /// Whether the whole file was done.
    let isFinished: Bool
    let receipt: ImportReceipt
    /// As stored: who writes the next one must have seen this one.
    fileprivate let text: String

    fileprivate init?(_ row: Row) throws {
        token = try row.get("token")
        isFinished = try row.get("status", as: Int.self) > 0
        text = try row.get("answer")
        // One that an erasure emptied is none.
        guard let receipt = try? JSONDecoder().decode(ImportReceipt.self, from: Data(text.utf8)) else { return nil }
        self.receipt = receipt
    }
}

/// The receipts of imports, beside those of forms.
enum ImportReceipts {
    private static func tag(_ entity: String) -> String { "import \(entity)" }

    /// What a file of this kind with this digest is known under.
    static func token(_ entity: String, _ digest: String) -> String { Digest.hex("\(tag(entity)) \(digest)") }

    /// The latest imports of one kind.
    static func latest(_ entity: String, _ db: any Connection) throws -> [KnownImport] {
        try db.rows(
            """
            SELECT token, status, answer FROM receipt WHERE tag = \(tag(entity)) ORDER BY created_at DESC, token LIMIT 200
            """
        ).compactMap(KnownImport.init)
    }

    static func find(_ token: String, _ db: any Connection) throws -> KnownImport? {
        try db.row("SELECT token, status, answer FROM receipt WHERE token = \(token)").flatMap(KnownImport.init)
    }

    /// Writes how far an import is, in the transaction of its lines. `last` is what was known when they were looked at; nil at its
    /// beginning. The receipt of a file that only begins like this one moves over where its import was not finished.
    ///
    /// - Throws: ``ImportError/underway`` where somebody else has gone on with it since.
    static func write(
        _ receipt: ImportReceipt, isFinished: Bool, as token: String, of entity: String, after last: KnownImport?,
        now: Instant, _ db: any Connection
    ) throws -> KnownImport {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(decoding: try encoder.encode(receipt), as: UTF8.self)
        let status = isFinished ? 1 : 0
        if let last, last.token == token {
            let changed = try db.run(
                """
                UPDATE receipt SET status = \(status), answer = \(text)
                WHERE token = \(token) AND answer = \(last.text) AND status = \(last.isFinished ? 1 : 0)
                """)
            guard changed > 0 else { throw ImportError.underway }
        } else {
            if let last, !last.isFinished {
                let gone = try db.run(
                    "DELETE FROM receipt WHERE token = \(last.token) AND answer = \(last.text) AND status = 0")
                guard gone > 0 else { throw ImportError.underway }
            }
            let new = try db.run(
                """
                INSERT INTO receipt (token, status, location, notices, request, tag, answer, created_at)
                VALUES (\(token), \(status), '', '', '', \(tag(entity)), \(text), \(now)) ON CONFLICT (token) DO NOTHING
                """)
            guard new > 0 else { throw ImportError.underway }
        }
        guard let known = try find(token, db) else { throw ImportError.underway }
        return known
    }
}
