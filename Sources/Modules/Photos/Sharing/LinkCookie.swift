import PortalKit
import PortalSecurity
import PortalValues

/// What a browser shows once the password of a link was typed in it. It is bound to the link and to its password, so that it opens no
/// other one.
enum LinkCookie {
    /// Half a day.
    private static let seconds: Int64 = 43_200

    /// Whether this visitor needs no password for the link, or has typed it.
    static func opens(_ link: ShareLink, _ visit: Visit) -> Bool {
        guard let hash = link.passwordHash else { return true }
        guard let shown = visit.asked.cookie(name(link, visit.house)) else { return false }
        return seal(link, hash, visit.house).open(shown, now: visit.now.seconds) == "open"
    }

    /// For the `Set-Cookie` header.
    static func make(_ link: ShareLink, _ hash: String, _ visit: Visit) -> String {
        let sealed = seal(link, hash, visit.house).seal("open", until: visit.now.adding(seconds: seconds).seconds)
        let secure = visit.house.configuration.secureCookies ? "; Secure" : ""
        return "\(name(link, visit.house))=\(sealed); Path=/; HttpOnly; SameSite=Lax; Max-Age=\(seconds)\(secure)"
    }

    private static func name(_ link: ShareLink, _ house: House) -> String {
        (house.configuration.secureCookies ? "__Host-" : "") + "portal-link-\(link.id)"
    }

    private static func seal(_ link: ShareLink, _ hash: String, _ house: House) -> Seal {
        Seal(key: house.secret, purpose: "photo-link \(link.id) \(hash)")
    }
}
