import CZlib

/// The check sum of ZIP and gzip (ISO 3309), taken piece by piece.
public struct CRC32: Sendable {
    /// Of everything so far.
    public private(set) var value: UInt32 = 0

    /// Of nothing yet.
    public init() {}

    /// Takes in the next bytes.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        value = UInt32(
            truncatingIfNeeded: crc32_z(UInt(value), start.assumingMemoryBound(to: UInt8.self), bytes.count))
    }
}
