/// One thing that is wrong with the configuration.
public struct ConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The key, or the file for a line that cannot be read.
    public let key: String
    /// Where the value stands.
    public let origin: ConfigurationLine.Origin
    /// What is wrong with it; never holds a secret.
    public let reason: String

    /// `PORTAL_PORT (.env, line 3): “abc” is not a port …`.
    public var description: String { "\(key) (\(origin)): \(reason)" }
}

/// Everything that is wrong with the configuration at once.
public struct ConfigurationErrors: Error, Sendable, CustomStringConvertible {
    /// At least one.
    public let faults: [ConfigurationError]

    /// One line each.
    public var description: String { faults.map(\.description).joined(separator: "\n") }
}
