public import Foundation

extension Configuration {
    /// Reads what holds: for each key the command line's word, else the environment's, else the file's, else the
    /// default. An empty value is none. Throws everything that is wrong at once.
    ///
    /// In development, a missing secret is made and kept in `<data>/secret-key`; in production it must be given.
    public static func load(
        environment: [String: String] = ProcessInfo.processInfo.environment, file: String? = ".env",
        overrides: [String: String] = [:]
    ) throws(ConfigurationErrors) -> Configuration {
        let written = file.map(EnvironmentFile.read(path:))
        return try load(environment: environment, file: written, overrides: overrides)
    }

    static func load(environment: [String: String], file: EnvironmentFile?, overrides: [String: String])
        throws(ConfigurationErrors) -> Configuration
    {
        var configuration = Configuration()
        var faults = file?.faults ?? []
        for key in keys {
            let (text, origin) =
                value(of: key, environment, file, overrides) ?? (key.standard(configuration), .standard)
            configuration.note(key, text, origin)
            guard !text.isEmpty else { continue }
            do throws(ConfigurationKey.Unfit) {
                try key.read(text, &configuration)
            } catch {
                let shown = key.secrecy == .open ? "“\(text.prefix(100))” " : ""
                faults.append(ConfigurationError(key: key.name, origin: origin, reason: shown + error.reason))
            }
        }
        faults += unknown(in: file)
        faults += configuration.contradictions()
        faults += configuration.openLinks()
        if faults.isEmpty { faults += configuration.secretFaults() }
        if !faults.isEmpty { throw ConfigurationErrors(faults: faults) }
        return configuration
    }

    /// Names in the environment that look like the portal's and are not: a slip, or another program's. They stop
    /// nothing, because container platforms invent such names; `portal doctor` shows them.
    public static func unknownNames(in environment: [String: String] = ProcessInfo.processInfo.environment) -> [String]
    {
        environment.keys.filter(isUnknown).sorted()
    }

    private static func isUnknown(_ name: String) -> Bool {
        name.hasPrefix("PORTAL_") && !name.hasPrefix("PORTAL_TEST_") && !remoteNames.contains(name)
            && !keys.contains { $0.name == name }
    }

    /// What the commands that speak to a portal elsewhere read; nothing that a portal itself is configured with.
    private static let remoteNames = ["PORTAL_URL", "PORTAL_TOKEN"]

    private static func value(
        of key: ConfigurationKey, _ environment: [String: String], _ file: EnvironmentFile?,
        _ overrides: [String: String]
    ) -> (String, ConfigurationLine.Origin)? {
        if let text = overrides[key.name], !text.isEmpty { return (text, .commandLine) }
        if let text = environment[key.name], !text.isEmpty { return (text, .environment) }
        if let entry = file?.entries[key.name], !entry.value.isEmpty { return (entry.value, .file(line: entry.line)) }
        return nil
    }

    /// In the file, a name of ours that we do not know is a slip.
    private static func unknown(in file: EnvironmentFile?) -> [ConfigurationError] {
        (file?.entries ?? [:]).filter { isUnknown($0.key) }.sorted { $0.value.line < $1.value.line }.map {
            ConfigurationError(
                key: $0.key, origin: .file(line: $0.value.line),
                reason: "is no key of the portal; `portal config` prints those there are")
        }
    }

    private func contradictions() -> [ConfigurationError] {
        var faults: [ConfigurationError] = []
        if certificate != nil, privateKey == nil {
            faults.append(fault("PORTAL_PRIVATE_KEY", "is missing, while PORTAL_CERTIFICATE is set"))
        }
        if privateKey != nil, certificate == nil {
            faults.append(fault("PORTAL_CERTIFICATE", "is missing, while PORTAL_PRIVATE_KEY is set"))
        }
        if environment == .production,
            !lines.contains(where: { $0.name == "PORTAL_SECRET_KEY" && $0.origin != .standard })
        {
            faults.append(
                fault(
                    "PORTAL_SECRET_KEY",
                    "must be set in production: 32 bytes or more, as `openssl rand -hex 32` makes them"))
        }
        return faults.filter { fault in !lines.contains { $0.name == fault.key && $0.origin != .standard } }
    }

    private func fault(_ key: String, _ reason: String) -> ConfigurationError {
        ConfigurationError(key: key, origin: .standard, reason: reason)
    }

    /// Last, when all else is well: the only one that writes a file.
    private mutating func secretFaults() -> [ConfigurationError] {
        guard secretKey.isEmpty else { return [] }
        let file = SecretKeyFile(dataDirectory: dataDirectory)
        do throws(ConfigurationError) {
            secretKey = try file.readOrMake()
        } catch {
            return [error]
        }
        if let index = lines.firstIndex(where: { $0.name == "PORTAL_SECRET_KEY" }) {
            lines[index] = ConfigurationLine(
                name: lines[index].name, meaning: lines[index].meaning, value: Secrecy.whole.shown(secretKey),
                origin: .generated(file.path))
        }
        return []
    }

    private mutating func note(_ key: ConfigurationKey, _ text: String, _ origin: ConfigurationLine.Origin) {
        lines.append(
            ConfigurationLine(name: key.name, meaning: key.meaning, value: key.secrecy.shown(text), origin: origin))
    }
}
