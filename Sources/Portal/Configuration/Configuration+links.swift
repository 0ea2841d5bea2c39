import Foundation

extension Configuration {
    /// In production nothing leaves the machine in the clear by mistake: what would stops the start. Whoever means it says so:
    /// `sslmode=disable` for a database on a network of its own, `PORTAL_SMTP_REQUIRE_TLS=off` for a mail server there.
    func openLinks() -> [ConfigurationError] {
        guard environment == .production else { return [] }
        var faults: [ConfigurationError] = []
        if baseURL.scheme == .http, !Self.isHere(baseURL.host) {
            faults.append(fault("PORTAL_BASE_URL", "is not https: passwords would travel in the clear"))
        }
        if databaseURL.hasPrefix("postgres"), !databaseIsHere, !Self.spokenModes.contains(databaseMode ?? "prefer") {
            faults.append(
                fault(
                    "PORTAL_DATABASE_URL",
                    "names another machine and lets it choose whether to encrypt: add ?sslmode=verify-full "
                        + "(or sslmode=disable on a network where nobody else is)"))
        }
        for (key, address) in [
            ("PORTAL_COMPANY_DIRECTORY", companyDirectory), ("PORTAL_TOWN_DIRECTORY", townDirectory),
        ] {
            guard let url = BaseURL(address), url.scheme == .http, !Self.isHere(url.host) else { continue }
            faults.append(fault(key, "is not https"))
        }
        return faults
    }

    /// The words of libpq that leave nothing to the server; `require` takes any certificate, and is no proof of who answers.
    private static let spokenModes: Set<String> = ["verify-full", "verify-ca", "disable"]

    private var databaseMode: String? {
        databaseQuery.last { $0.hasPrefix("sslmode=") }.map { String($0.dropFirst("sslmode=".count)) }
    }

    private var databaseQuery: [Substring] {
        databaseURL.firstIndex(of: "?").map { databaseURL[databaseURL.index(after: $0)...].split(separator: "&") } ?? []
    }

    /// Whether PostgreSQL is asked on this machine: by a socket, or by an address of this machine alone.
    private var databaseIsHere: Bool {
        let rest = databaseURL.prefix { $0 != "?" }.drop { $0 != "/" }.dropFirst(2).prefix { $0 != "/" }
        let named = databaseQuery.filter { $0.hasPrefix("host=") || $0.hasPrefix("hostaddr=") }
            .flatMap { $0.drop { $0 != "=" }.dropFirst().split(separator: ",") }
        let hosts = (rest.split(separator: "@").last ?? "").split(separator: ",") + named
        return hosts.allSatisfy { host in
            let plain = host.removingPercentEncoding ?? String(host)
            return plain.hasPrefix("/") || Self.isHere(Self.withoutPort(plain))
        }
    }

    private static func withoutPort(_ host: String) -> String {
        if host.hasPrefix("[") { return host.prefix { $0 != "]" } + "]" }
        return host.count { $0 == ":" } == 1 ? String(host.prefix { $0 != ":" }) : host
    }

    /// Names and addresses that never leave the machine.
    private static func isHere(_ host: String) -> Bool {
        ["localhost", "::1", "[::1]"].contains(host) || (host.hasPrefix("127.") && IPAddress(host) != nil)
    }

    private func fault(_ key: String, _ reason: String) -> ConfigurationError {
        let origin = lines.first { $0.name == key }?.origin ?? .standard
        return ConfigurationError(key: key, origin: origin, reason: reason)
    }
}
