import Foundation
import PortalConfiguration
import PortalKit

/// How people reach the portal, and whether somebody could listen.
enum Network {
    static func findings(_ configuration: Configuration) -> [Finding] {
        [address(configuration)] + proxies(configuration) + certificate(configuration)
    }

    private static func address(_ configuration: Configuration) -> Finding {
        let url = configuration.baseURL
        switch (url.scheme, configuration.speaksTLS) {
        case (.http, true):
            return .bad(
                "address", "the server speaks TLS, but PORTAL_BASE_URL is \(url.text): it must begin with https://")
        case (.http, false) where configuration.environment == .production && !isLocal(url.host):
            return .warning(
                "address",
                "\(url.text) is not over TLS: passwords travel in the clear; behind a proxy that speaks TLS, say https://"
            )
        case (.http, false) where configuration.environment == .production:
            return .warning(
                "address", "links in mails lead to \(url.text), which only this machine reaches: set PORTAL_BASE_URL")
        default: return .good("address", url.text)
        }
    }

    private static func isLocal(_ host: String) -> Bool {
        host == "localhost" || IPAddress(host.trimmingCharacters(in: ["[", "]"]))?.isLoopback == true
    }

    private static func proxies(_ configuration: Configuration) -> [Finding] {
        guard configuration.baseURL.scheme == .https, !configuration.speaksTLS else { return [] }
        guard configuration.trustedProxies.isEmpty else {
            return [
                .good("proxy", "believed: " + configuration.trustedProxies.map(\.description).joined(separator: ", "))
            ]
        }
        return [
            .warning(
                "proxy",
                "a proxy speaks TLS, but PORTAL_TRUSTED_PROXIES is empty: everybody seems to come from its address")
        ]
    }

    private static func certificate(_ configuration: Configuration) -> [Finding] {
        guard let file = configuration.certificate, let key = configuration.privateKey else { return [] }
        do {
            _ = try TransportSecurity.server(certificate: file, key: key)
            guard let end = try TransportSecurity.end(ofCertificate: file) else {
                return [.bad("certificate", "\(file) holds none")]
            }
            let days = (end - Int(Date().timeIntervalSince1970)) / 86_400
            if days < 0 { return [.bad("certificate", "\(file) has expired \(-days) days ago")] }
            return days < 21
                ? [.warning("certificate", "\(file) expires in \(days) days")]
                : [.good("certificate", "valid for \(days) days")]
        } catch {
            return [.bad("certificate", "\(file) and \(key) cannot be used: \(error)")]
        }
    }
}
