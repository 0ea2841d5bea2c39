import PortalConfiguration
import PortalKit
import PortalSecurity
import PortalValues

/// What a browser shows once the password of a link was typed in it. It is bound to the link and to its password, so that it opens no
/// other one.
enum LinkCookie {
    /// Half a day.
    private static let seconds: Int64 = 43_200

    /// Whether this visitor needs no password for the link, or has typed it.
    static func opens(_ link: ShareLink, _ context: RequestContext) -> Bool {
        guard let hash = link.passwordHash else { return true }
        guard let shown = context.request.cookie(name(link, context.application)) else { return false }
        return seal(link, hash, context.application).open(shown, now: context.now.seconds) == "open"
    }

    /// For the `Set-Cookie` header.
    static func make(_ link: ShareLink, _ hash: String, _ context: RequestContext) -> String {
        let sealed = seal(link, hash, context.application).seal(
            "open", until: context.now.adding(seconds: seconds).seconds)
        let secure = context.application.configuration.secureCookies ? "; Secure" : ""
        return
            "\(name(link, context.application))=\(sealed); Path=/; HttpOnly; SameSite=Lax; Max-Age=\(seconds)\(secure)"
    }

    private static func name(_ link: ShareLink, _ application: PortalApplication) -> String {
        (application.configuration.secureCookies ? "__Host-" : "") + "portal-link-\(link.id)"
    }

    private static func seal(_ link: ShareLink, _ hash: String, _ application: PortalApplication) -> Seal {
        Seal(key: application.secret, purpose: "photo-link \(link.id) \(hash)")
    }
}
