import PortalConfiguration
import PortalFiles
import PortalSecurity
import PortalValues

/// A JSON Web Token (RFC 7519) signed with HMAC-SHA-256 (RFC 7515, HS256): what a program shows instead of a session.
///
/// The portal reads only what it wrote itself, so the header is compared whole: no other algorithm, and none at all, is ever looked at.
struct WebToken: Sendable, Equatable {
    /// The portal that made it (`iss`).
    let issuer: String
    /// Whose it is (`sub`): the user name at that time, for people who look inside. The stored token decides.
    let subject: String
    /// What it opens (`aud`).
    let audience: String
    /// When it was made (`iat`, `nbf`), in seconds since 1970.
    let issuedAt: Int64
    /// When it ends (`exp`), in seconds since 1970.
    let expiresAt: Int64
    /// Names it (`jti`); stored as a digest.
    let id: String

    /// Longer texts are not looked at.
    static let longest = 2000
    private static let header = Base64URL.encode(Array(#"{"alg":"HS256","typ":"JWT"}"#.utf8))

    /// The token's text.
    func signed(_ key: SecretKey) -> String {
        var json = JSONWriter(capacity: 256)
        json.object { json in
            json.field("iss", issuer)
            json.field("sub", subject)
            json.field("aud", audience)
            json.field("iat", Int(issuedAt))
            json.field("nbf", Int(issuedAt))
            json.field("exp", Int(expiresAt))
            json.field("jti", id)
        }
        let body = Self.header + "." + Base64URL.encode(json.bytes)
        return body + "." + Base64URL.encode(key.authenticationCode(for: Array(body.utf8)))
    }

    /// The token of this text; nil unless this key signed it, it is for us, and its time has come and not gone.
    init?(_ text: String, key: SecretKey, issuer: String, audience: String, now: Instant) {
        guard text.utf8.count <= Self.longest else { return nil }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == Self.header else { return nil }
        let code = Base64URL.encode(key.authenticationCode(for: Array("\(parts[0]).\(parts[1])".utf8)))
        guard ConstantTime.equal(code, String(parts[2])), let bytes = Base64URL.decode(String(parts[1])),
            let claims = try? JSONReader.read(bytes), let subject = claims["sub"]?.text, let id = claims["jti"]?.text,
            let issuedAt = claims["iat"]?.integer, let begin = claims["nbf"]?.integer,
            let end = claims["exp"]?.integer, claims["iss"]?.text == issuer, claims["aud"]?.text == audience,
            begin <= now.seconds, now.seconds < end
        else { return nil }
        self.init(
            issuer: issuer, subject: subject, audience: audience, issuedAt: issuedAt, expiresAt: end, id: id)
    }

    /// Whether its time has come and not gone. What the portal signs begins when it is made.
    func holds(at now: Instant) -> Bool { issuedAt <= now.seconds && now.seconds < expiresAt }

    init(issuer: String, subject: String, audience: String, issuedAt: Int64, expiresAt: Int64, id: String) {
        self.issuer = issuer
        self.subject = subject
        self.audience = audience
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
        self.id = id
    }
}

extension PortalApplication {
    /// `iss` of every token.
    var tokenIssuer: String { configuration.baseURL.text }
    /// `aud` of every token.
    var tokenAudience: String { configuration.baseURL.text + "/api/v1" }
}
