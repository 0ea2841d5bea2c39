package import PortalValues

/// Moments as HTTP writes them: `Sat, 21 Nov 2026 04:05:06 GMT` (RFC 9110, section 5.6.7).
package enum HTTPDate {
    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    package static func text(_ instant: Instant) -> String {
        let (day, rest) = instant.utc
        let (year, month, number) = day.civil
        let second = Int(rest / 1_000_000)
        func pad(_ number: Int, _ width: Int = 2) -> String {
            String(decoding: Digits.pad(number, width), as: UTF8.self)
        }
        return "\(weekdays[day.weekday - 1]), \(pad(number)) \(months[month - 1]) \(pad(year, 4)) "
            + "\(pad(second / 3600)):\(pad(second / 60 % 60)):\(pad(second % 60)) GMT"
    }

    /// Reads the form that `text` writes. The two obsolete forms, which no browser sends, are nil: the condition they stand in is
    /// then taken as not met, and the whole file goes out.
    package static func instant(_ text: String) -> Instant? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", let number = Int(parts[1]),
            let month = months.firstIndex(of: String(parts[2])), parts[3].utf8.count == 4, let year = Int(parts[3]),
            let day = Day(year: year, month: month + 1, day: number)
        else { return nil }
        return Instant(iso: "\(day)T\(parts[4])Z")
    }
}
