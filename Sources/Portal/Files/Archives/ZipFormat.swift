/// The records of a ZIP archive (PKWARE APPNOTE 6.3.10). Files are stored as they are, since pictures are compressed already;
/// their check sums follow them, since they are sent while they are read.
enum ZipFormat {
    private typealias Bytes = LittleEndianBytes

    /// Bit 3: sizes and check sum follow. Bit 11: the name is UTF-8.
    private static let flags: UInt16 = 1 << 3 | 1 << 11
    private static let version: UInt16 = 20
    private static let largeVersion: UInt16 = 45
    /// Made on Unix, by version 4.5.
    private static let maker: UInt16 = 3 << 8 | 45
    /// A plain file that everybody may read.
    private static let attributes: UInt32 = 0o100_644 << 16

    /// What stands before a file (4.3.7).
    static func head(_ member: ZipPlan.Member) -> [UInt8] {
        var bytes = Bytes()
        let sizes: UInt32 = member.isLarge ? .max : 0
        bytes.put(0x0403_4B50 as UInt32, member.isLarge ? largeVersion : version, flags, 0 as UInt16)
        bytes.put(member.time.time, member.time.date, 0 as UInt32, sizes, sizes)
        var extra = timestamp(member.time)
        // Its presence says that the sizes behind the file take eight bytes each.
        if member.isLarge { extra.put(0x0001 as UInt16, 16 as UInt16, 0 as UInt64, 0 as UInt64) }
        bytes.put(UInt16(truncatingIfNeeded: member.name.count), UInt16(truncatingIfNeeded: extra.bytes.count))
        return bytes.bytes + member.name + extra.bytes
    }

    /// What stands behind a file (4.3.9).
    static func descriptor(_ member: ZipPlan.Member, _ checkSum: UInt32) -> [UInt8] {
        var bytes = Bytes()
        bytes.put(0x0807_4B50 as UInt32, checkSum)
        if member.isLarge {
            bytes.put(member.size, member.size)
        } else {
            bytes.put(UInt32(truncatingIfNeeded: member.size), UInt32(truncatingIfNeeded: member.size))
        }
        return bytes.bytes
    }

    /// A file's line in the directory at the end (4.3.12).
    static func directoryEntry(_ member: ZipPlan.Member, _ checkSum: UInt32, _ limit: UInt64) -> [UInt8] {
        let isFar = member.offset >= limit
        let size = member.isLarge ? UInt32.max : UInt32(truncatingIfNeeded: member.size)
        var extra = timestamp(member.time)
        if member.isLarge || isFar {
            extra.put(0x0001 as UInt16, (member.isLarge ? 16 : 0) + (isFar ? 8 : 0) as UInt16)
            if member.isLarge { extra.put(member.size, member.size) }
            if isFar { extra.put(member.offset) }
        }
        var bytes = Bytes()
        bytes.put(0x0201_4B50 as UInt32, maker, member.isLarge || isFar ? largeVersion : version, flags, 0 as UInt16)
        bytes.put(member.time.time, member.time.date, checkSum, size, size)
        bytes.put(UInt16(truncatingIfNeeded: member.name.count), UInt16(truncatingIfNeeded: extra.bytes.count))
        bytes.put(0 as UInt16, 0 as UInt16, 0 as UInt16, attributes)
        bytes.put(isFar ? UInt32.max : UInt32(truncatingIfNeeded: member.offset))
        return bytes.bytes + member.name + extra.bytes
    }

    /// The end of the archive (4.3.14 to 4.3.16).
    static func end(_ plan: ZipPlan) -> [UInt8] {
        let count = UInt64(plan.members.count)
        let isLarge = count >= 0xFFFF || plan.directorySize >= plan.limit || plan.directoryOffset >= plan.limit
        var bytes = Bytes()
        if isLarge {
            bytes.put(0x0606_4B50 as UInt32, 44 as UInt64, maker, largeVersion, 0 as UInt32, 0 as UInt32)
            bytes.put(count, count, plan.directorySize, plan.directoryOffset)
            bytes.put(0x0706_4B50 as UInt32, 0 as UInt32, plan.directoryOffset + plan.directorySize, 1 as UInt32)
        }
        let shown = isLarge ? UInt16.max : UInt16(truncatingIfNeeded: count)
        bytes.put(0x0605_4B50 as UInt32, 0 as UInt16, 0 as UInt16, shown, shown)
        bytes.put(isLarge ? UInt32.max : UInt32(truncatingIfNeeded: plan.directorySize))
        bytes.put(isLarge ? UInt32.max : UInt32(truncatingIfNeeded: plan.directoryOffset), 0 as UInt16)
        return bytes.bytes
    }

    /// The time of the last change in seconds since 1970, as Info-ZIP writes it.
    private static func timestamp(_ time: ZipTime) -> Bytes {
        var bytes = Bytes()
        if let unix = time.unix { bytes.put(0x5455 as UInt16, 5 as UInt16, 1 as UInt8, UInt32(bitPattern: unix)) }
        return bytes
    }
}

/// Numbers one behind the other, lowest byte first.
struct LittleEndianBytes {
    private(set) var bytes: [UInt8] = []

    mutating func put<each Number: FixedWidthInteger>(_ numbers: repeat each Number) {
        for number in repeat each numbers {
            withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
        }
    }
}
