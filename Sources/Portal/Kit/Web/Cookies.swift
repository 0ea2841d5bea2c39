public import PortalConfiguration

/// The few cookies of the portal, and how each is set.
public enum Cookies {
    /// The session's cookie: with the `__Host-` prefix wherever there is TLS, as all of them, so that no sub-domain can set it.
    public static func sessionName(_ configuration: Configuration) -> String {
        configuration.secureCookies ? "__Host-portal" : "portal-session"
    }

    /// The visitor's choice of language.
    public static func languageName(_ configuration: Configuration) -> String {
        prefixed("portal-language", configuration)
    }

    /// The visitor's choice of light or dark.
    public static func themeName(_ configuration: Configuration) -> String { prefixed("portal-theme", configuration) }

    /// Notices for the next page.
    static func noticesName(_ configuration: Configuration) -> String { prefixed("portal-notices", configuration) }

    private static func prefixed(_ name: String, _ configuration: Configuration) -> String {
        (configuration.secureCookies ? "__Host-" : "") + name
    }

    /// Opens a session in the browser; without `seconds` it ends with the browser.
    public static func session(_ token: String, seconds: Int64?, _ configuration: Configuration) -> String {
        cookie(sessionName(configuration), token, seconds: seconds, configuration)
    }

    /// Ends the session in the browser.
    public static func endSession(_ configuration: Configuration) -> String {
        cookie(sessionName(configuration), "", seconds: 0, configuration)
    }

    /// What a browser remembers of the accounts that signed in with it.
    static func deviceName(_ configuration: Configuration) -> String { prefixed("portal-device", configuration) }

    static func device(_ sealed: String, seconds: Int64, _ configuration: Configuration) -> String {
        cookie(deviceName(configuration), sealed, seconds: seconds, configuration)
    }

    /// A choice that a year does not forget.
    public static func choice(_ name: String, _ value: String, _ configuration: Configuration) -> String {
        cookie(name, value, seconds: 365 * 86_400, configuration)
    }

    static func notices(_ sealed: String, _ configuration: Configuration) -> String {
        cookie(noticesName(configuration), sealed, seconds: 120, configuration)
    }

    static func clearNotices(_ configuration: Configuration) -> String {
        cookie(noticesName(configuration), "", seconds: 0, configuration)
    }

    private static func cookie(_ name: String, _ value: String, seconds: Int64?, _ configuration: Configuration)
        -> String
    {
        var text = "\(name)=\(value); Path=/; HttpOnly; SameSite=Lax"
        if let seconds { text += "; Max-Age=\(seconds)" }
        if configuration.secureCookies { text += "; Secure" }
        return text
    }
}

extension RequestContext {
    /// The session's cookie with a new secret, for as long as the session lives.
    public func sessionCookie(_ secret: String) -> String {
        let isRemembered = actor.person?.isRemembered == true
        return Cookies.session(
            secret, seconds: isRemembered ? Sessions.rememberedSeconds : nil, application.configuration)
    }
}
