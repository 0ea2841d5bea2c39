import HTTPTypes
import PortalConfiguration
import PortalValues

/// The header fields that every answer carries (OWASP Secure Headers; CSP level 3 without any `unsafe-`).
enum SecurityHeaders {
    private static let policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; "
        + "connect-src 'self'; manifest-src 'self'; object-src 'none'; form-action 'self'; frame-ancestors 'none'; "
        + "base-uri 'none'"
    /// For two years nothing but TLS, here and on every host below this one, where somebody could set cookies for this one (RFC 6797).
    private static let transportSecurity = "max-age=63072000; includeSubDomains"
    private static let referrerPolicy = name("Referrer-Policy")
    private static let frameOptions = name("X-Frame-Options")
    private static let permissions = name("Permissions-Policy")
    private static let opener = name("Cross-Origin-Opener-Policy")
    private static let resource = name("Cross-Origin-Resource-Policy")

    static func add(_ headers: inout HTTPFields, _ configuration: Configuration) {
        headers[.contentSecurityPolicy] = policy
        headers[.xContentTypeOptions] = "nosniff"
        // A page whose address is a secret tells nobody.
        if let referrerPolicy, headers[referrerPolicy] == nil { headers[referrerPolicy] = "same-origin" }
        if let frameOptions { headers[frameOptions] = "DENY" }
        if let permissions { headers[permissions] = "camera=(), microphone=(), geolocation=(), payment=()" }
        if let opener { headers[opener] = "same-origin" }
        if let resource { headers[resource] = "same-origin" }
        if configuration.secureCookies { headers[.strictTransportSecurity] = transportSecurity }
    }

    private static func name(_ text: String) -> HTTPField.Name? { HTTPField.Name(text) }
}
