package import PortalLanguage
import PortalValues

/// Everything about an archive that is known before a byte of its files is read: names, sizes, places. Its length follows.
package struct ZipPlan: Sendable {
    /// One file.
    struct Member: Sendable {
        package let name: [UInt8]
        let path: String
        package let size: UInt64
        /// Where its head stands in the archive.
        let offset: UInt64
        let time: ZipTime
        /// Whether its sizes need eight bytes.
        let isLarge: Bool
    }

    /// A file beyond a tebibyte is none of ours; the sum of so many can not overflow.
    private static let mostBytes = 1 << 40

    let members: [Member]
    /// Where the central directory begins.
    let directoryOffset: UInt64
    let directorySize: UInt64
    /// From this number on, a field of four bytes is too small (APPNOTE 4.4.1.4). Tests take a smaller one.
    let limit: UInt64

    /// Looks at every file. Blocks. Throws ``FileError`` for one that is not there.
    package init(_ archive: ZipArchive, zone: Zone, limit: UInt64 = 0xFFFF_FFFF) throws(FileError) {
        self.limit = limit
        var names = ZipNames(archive.entries.map(\.name))
        var members: [Member] = []
        members.reserveCapacity(archive.entries.count)
        var offset: UInt64 = 0
        for entry in archive.entries {
            guard let facts = FileFacts(entry.path), facts.isFile else { throw FileError.missing(entry.path) }
            guard (0...Self.mostBytes).contains(facts.size) else { throw FileError.tooLarge(entry.path) }
            let size = UInt64(facts.size)
            let member = Member(
                name: Array(names.take(entry.name).utf8), path: entry.path, size: size, offset: offset,
                time: ZipTime(entry.modified, zone), isLarge: size >= limit)
            offset += UInt64(ZipFormat.head(member).count) + size + UInt64(ZipFormat.descriptor(member, 0).count)
            members.append(member)
        }
        self.members = members
        directoryOffset = offset
        directorySize = members.reduce(0) { $0 + UInt64(ZipFormat.directoryEntry($1, 0, limit).count) }
    }

    /// The length of the whole archive, in bytes.
    package var length: Int {
        Int(clamping: directoryOffset + directorySize + UInt64(ZipFormat.end(self).count))
    }
}

/// A moment as ZIP keeps it: in local time to two seconds for old programs, and exactly beside it.
struct ZipTime: Sendable {
    let date: UInt16
    let time: UInt16
    /// Seconds since 1970; nil beyond what the field holds.
    let unix: Int32?

    package init(_ instant: Instant, _ zone: Zone) {
        let (day, second) = zone.local(instant)
        let (year, month, number) = day.civil
        unix = Int32(exactly: instant.seconds)
        guard (1980...2107).contains(year) else {
            // The first moment the format knows.
            date = 1 << 5 | 1
            time = 0
            return
        }
        date = UInt16((year - 1980) << 9 | month << 5 | number)
        time = UInt16((second / 3600) << 11 | (second / 60 % 60) << 5 | second % 60 / 2)
    }
}
