import Foundation
import PortalMail
import Testing

/// Mails for tests, complete but for what a test is about.
enum Letters {
    static func letter(
        subject: String = "Hello", text: String = "Hello", html: String? = nil, headers: [MailHeader] = [],
        to: String = "zoe@example.org",
        id: String = "one@example.org"
    ) throws -> MailMessage {
        MailMessage(
            from: try #require(MailAddress(parsing: "portal@example.org", name: "Portal")),
            to: [try #require(MailAddress(parsing: to, name: "Zoé"))], subject: subject, text: text, html: html,
            headers: headers, id: id, date: 1_795_234_528)
    }

    static func written(_ mail: MailMessage) throws -> String {
        String(decoding: try mail.encoded(), as: UTF8.self)
    }

    /// What one encoded word says; nil when its bytes are not whole characters.
    static func decoded(_ word: String) -> String? {
        let parts = word.split(separator: "?", omittingEmptySubsequences: false)
        guard parts.count == 5 else { return nil }
        if parts[2] == "B" {
            return Data(base64Encoded: String(parts[3])).flatMap { String(validating: $0, as: UTF8.self) }
        }
        return parts[3].replacing("_", with: " ").replacing("=", with: "%").removingPercentEncoding
    }
}
