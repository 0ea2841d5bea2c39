import HTTPTypes
import Hummingbird

/// Refuses changes that another site's page sends with a member's cookies. Browsers say where a request comes from in
/// `Sec-Fetch-Site` (Fetch Metadata) or at least in `Origin` (Fetch standard); a change that says neither is refused too.
enum CrossOrigin {
    private static let fetchSite = HTTPField.Name("Sec-Fetch-Site")

    static func admits(_ request: Request, _ configuration: Configuration) -> Bool {
        switch request.method {
        case .get, .head, .options: return true
        default: break
        }
        // A program that proves itself with a token carries no cookie that could be abused.
        if request.headers[.authorization] != nil, request.headers[.cookie] == nil { return true }
        if let fetchSite, let site = request.headers[fetchSite] { return site == "same-origin" || site == "none" }
        guard let origin = request.headers[.origin] else { return false }
        if origin == configuration.baseURL.origin { return true }
        // Reached under another name (127.0.0.1 beside localhost): what counts is that page and request agree.
        guard let host = request.head.authority, let scheme = origin.firstRange(of: "://") else { return false }
        return origin[scheme.upperBound...] == host
    }
}
