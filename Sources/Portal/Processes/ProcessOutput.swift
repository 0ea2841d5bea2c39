/// What a child wrote before it ended well.
public struct ProcessOutput: Sendable, Hashable {
    /// Its exit status: 0, or another one that was accepted.
    public let status: Int32
    /// Its standard output.
    public let output: [UInt8]
    /// The beginning of its standard error, as text.
    public let errors: String
}
