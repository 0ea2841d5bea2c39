import Foundation
import PortalLanguage
import PortalSecurity
import PortalValues

/// Notices that go with the next page: they travel in a sealed cookie, so that showing them writes nothing.
enum FlashNotices {
    /// A notice in words.
    struct Spoken: Codable, Sendable {
        let kind: String
        let text: String
    }

    /// Carries already encoded notices from a receipt to the cookie; never leaves the portal.
    static let header = "X-Portal-Notices"
    private static let purpose = "notices"
    /// Long enough for a slow phone to load the next page.
    private static let seconds: Int64 = 120

    /// The notices in the visitor's words; empty where there are none.
    static func encode(_ notices: [HandlerResponse.Notice], in language: Language) -> String {
        guard !notices.isEmpty else { return "" }
        let spoken = notices.map { Spoken(kind: $0.kind.rawValue, text: language.text($0.message)) }
        return (try? JSONEncoder().encode(spoken)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// The cookie's value.
    static func seal(_ encoded: String, _ context: RequestContext) -> String {
        Seal(key: context.application.secret, purpose: purpose).seal(
            encoded, until: context.now.adding(seconds: seconds).seconds)
    }

    /// What a cookie says; nothing for one that was tampered with or is old.
    static func open(_ cookie: String, _ context: RequestContext) -> [Spoken] {
        guard let text = Seal(key: context.application.secret, purpose: purpose).open(cookie, now: context.now.seconds)
        else {
            return []
        }
        return (try? JSONDecoder().decode([Spoken].self, from: Data(text.utf8))) ?? []
    }
}
