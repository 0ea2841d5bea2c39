/// A change that was made from a state which is not the stored one any more: the page shows both, a program is told 412.
public struct VersionConflict<Record: Sendable>: AnyVersionConflict {
    /// What would be stored if nobody had been faster.
    public let wanted: Record

    /// A change that came too late.
    public init(wanted: Record) { self.wanted = wanted }
}

/// Any of them, whatever its kind.
protocol AnyVersionConflict: Error {}
