/// Which engine keeps the data. Where SQL must differ, the two texts stand side by side under a `switch` over this.
public enum Dialect: String, Sendable, Hashable, CaseIterable {
    /// The embedded engine: one file.
    case sqlite
    /// The server that several portal processes share.
    case postgresql
}
