import PortalFiles
import PortalValues

/// One record as it stands, written, with the tag of this very state.
struct ApiElement {
    let json: JSONWriter
    let version: Int
    /// Its path below the portal's address.
    let path: String

    /// Strong: the version, and a digest of what is shown, since a record also shows what others keep (a client's commercial, say).
    var tag: String {
        "\"\(version)-\(Digest.hex(String(decoding: json.bytes, as: UTF8.self)).prefix(16))\""
    }

    func reply(_ status: Int = 200) -> HandlerResponse { HandlerResponse.json(json, status: status).with("ETag", tag) }
}

/// What a request says about the state it was made from (RFC 9110, 13).
enum ApiConditions {
    /// Whether the program has this state already.
    static func isKnown(_ tag: String, _ context: RequestContext) -> Bool {
        guard let header = context.request.header("if-none-match") else { return false }
        return tags(header).contains { $0 == "*" || $0 == tag || $0 == "W/" + tag }
    }

    /// Throws 412 where the program has seen another state, and 428 where it names none but should.
    static func check(_ tag: String, needed: Bool, _ context: RequestContext) throws(Failure) {
        guard let header = context.request.header("if-match") else {
            if needed { throw .api(.needsMatch) }
            return
        }
        guard tags(header).contains(where: { $0 == "*" || $0 == tag }) else { throw .api(.stale) }
    }

    private static func tags(_ header: String) -> [String] {
        header.split(separator: ",").map { String($0).tidied }
    }
}
