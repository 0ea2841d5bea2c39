import HTTPTypes
import Hummingbird
import PortalConfiguration

/// Refuses changes that another site's page sends with a member's cookies. Browsers say where a request comes from in
/// `Sec-Fetch-Site` (Fetch Metadata) or at least in `Origin` (Fetch standard); a change that says neither is refused too.
enum CrossOrigin {
    private static let fetchSite = HTTPField.Name("Sec-Fetch-Site")

    /// - Parameter isApi: whether a program is to be answered; one that carries no cookie has nothing that a page could abuse.
    static func admits(_ request: Request, _ configuration: Configuration, isApi: Bool) -> Bool {
        switch request.method {
        case .get, .head, .options: return true
        default: break
        }
        // No browser shows a token by itself, and below /api a token goes before any cookie.
        if isApi, request.headers[.authorization]?.lowercased().hasPrefix("bearer ") == true { return true }
        // A browser may know a password for this site: what another site's page makes it send does not count.
        let isForeign = fetchSite.flatMap { request.headers[$0] } == "cross-site"
        if !isForeign, request.headers[.cookie] == nil, isApi || request.headers[.authorization] != nil { return true }
        if let fetchSite, let site = request.headers[fetchSite] { return site == "same-origin" || site == "none" }
        guard let origin = request.headers[.origin] else { return false }
        if origin == configuration.baseURL.origin { return true }
        // Reached under another name (127.0.0.1 beside localhost): what counts is that page and request agree.
        guard let host = request.head.authority, let scheme = origin.firstRange(of: "://") else { return false }
        return origin[scheme.upperBound...] == host
    }
}
