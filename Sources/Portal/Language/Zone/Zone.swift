public import PortalValues

/// A time zone, `Europe/Paris`: what the clock on the wall says at a moment. Read once from the system's zone files.
///
/// Where the machine has no zone files at all (no `tzdata` package), every name gives UTC and ``isFallback`` is true, so that the
/// portal runs and `portal doctor` can say so.
public final class Zone: Sendable {
    /// The name it was asked for by.
    public let identifier: String
    /// True where UTC stands in for a zone that could not be read because the machine has no zone files.
    public let isFallback: Bool
    private let table: ZoneTable

    /// Coordinated universal time.
    public static let utc = Zone(identifier: "UTC", table: ZoneTable(), isFallback: false)

    /// The zone of that name; nil where there is none or its file is damaged.
    public convenience init?(_ identifier: String) {
        self.init(identifier, directory: "/usr/share/zoneinfo")
    }

    /// The zone of that name in a folder of zone files (RFC 9636).
    public convenience init?(_ identifier: String, directory: String) {
        guard Zone.isName(identifier) else { return nil }
        if identifier == "UTC" || identifier == "Etc/UTC" {
            self.init(identifier: identifier, table: ZoneTable(), isFallback: false)
        } else if let bytes = File.bytes("\(directory)/\(identifier)") {
            // A damaged file is no zone: the caller names it, nobody can do more with the reason.
            guard let table = try? ZoneTable(file: bytes) else { return nil }
            self.init(identifier: identifier, table: table, isFallback: false)
        } else if !File.isDirectory(directory) {
            self.init(identifier: identifier, table: ZoneTable(), isFallback: true)
        } else {
            return nil
        }
    }

    private init(identifier: String, table: ZoneTable, isFallback: Bool) {
        self.identifier = identifier
        self.table = table
        self.isFallback = isFallback
    }

    /// Day and second of the day (0 to 86,399) on the zone's wall clock.
    public func local(_ i: Instant) -> (day: Day, secondOfDay: Int) {
        let wall = Int(i.seconds) + offset(i)
        let number = wall >= 0 ? wall / 86_400 : (wall - 86_399) / 86_400
        return (Day(number: number), wall - number * 86_400)
    }

    /// The moment when the wall clock shows that; the earlier one where it shows it twice (the end of summer time), nil where it
    /// never does (the gap at its beginning) or the second is not one of a day.
    public func instant(day: Day, secondOfDay: Int) -> Instant? {
        guard (0..<86_400).contains(secondOfDay) else { return nil }
        let wall = day.number * 86_400 + secondOfDay
        var earliest: Int?
        for offset in table.offsets where table.offset(at: wall - offset) == offset {
            earliest = min(earliest ?? Int.max, wall - offset)
        }
        return earliest.map { Instant(seconds: Int64($0)) }
    }

    /// Seconds to add to UTC at a moment: 3600 in Paris in winter.
    public func offset(_ i: Instant) -> Int { table.offset(at: Int(i.seconds)) }

    /// Only names: no way out of the folder of zone files.
    private static func isName(_ identifier: String) -> Bool {
        let parts = identifier.utf8.split(separator: 47, omittingEmptySubsequences: false)
        return (1...4).contains(parts.count) && identifier.utf8.count <= 64
            && parts.allSatisfy { part in
                guard let first = part.first, first != 45, first != 46 else { return false }
                return part.allSatisfy { byte in
                    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                        || byte == 43 || byte == 45 || byte == 95
                }
            }
    }
}
