import Home
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTestSupport
import Testing

@testable import Accounts

/// A mail in the outbox.
struct Letter: Sendable {
    let recipient, subject, text: String
    /// The path of the one link in it, below the portal's address.
    let link: String
}

extension TestPortal {
    static let accountModules: [any Module] = [HomeModule(), AccountsModule()]

    /// All mails, oldest first.
    func letters() async throws -> [Letter] {
        let origin = application.configuration.baseURL.origin
        return try await application.database.read { db in
            try db.rows("SELECT recipient, subject, body_text FROM mail ORDER BY id").map { row in
                let text: String = try row.get("body_text")
                let link = text.firstRange(of: origin).map {
                    String(text[$0.upperBound...].prefix { !$0.isWhitespace })
                }
                return Letter(
                    recipient: try row.get("recipient"), subject: try row.get("subject"), text: text, link: link ?? "")
            }
        }
    }

    /// The newest mail to this address.
    func letter(to address: String) async throws -> Letter {
        try #require(try await letters().last { $0.recipient.lowercased() == address.lowercased() })
    }

    /// A text in the language in which people are written to who have chosen none.
    func standard(_ text: String) -> String { application.assetStore.assets.languages.standard.text(Message(id: text)) }

    /// Does what the job does that a request for a new password wakes.
    func answerResets() async throws { _ = try await ResetRequests.job.run(application) }

    func value(_ sql: SQL) async throws -> Int {
        try await application.database.read { try $0.value(sql, as: Int.self) ?? 0 }
    }

    /// The events of the security log, oldest first: `kind account times`.
    func events() async throws -> [String] {
        try await application.database.read { db in
            try db.rows("SELECT kind, account, times FROM security_event ORDER BY id").map { row in
                let times: Int = try row.get("times")
                return "\(try row.get("kind", as: String.self)) \(try row.get("account", as: String.self)) \(times)"
            }
        }
    }

    /// A link to a new password for a demonstration account.
    func resetLink(_ username: String) async throws -> String {
        let address = "\(username)@portal.example"
        let page = try await visitor.post("/password/forgotten", ["email": address])
        try #require(page.status == 303)
        try await answerResets()
        return try await letter(to: address).link
    }
}
