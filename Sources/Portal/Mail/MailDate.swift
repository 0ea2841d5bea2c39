import Foundation

/// A moment as mails write it, always in UTC.
enum MailDate {
    /// `Sat, 21 Nov 2026 04:15:28 +0000`; nil outside the years 1 to 9999. Seconds since 1970.
    static func text(_ seconds: Int64) -> String? {
        guard let (day, clock) = parts(seconds) else { return nil }
        let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        return "\(weekdays[day.weekday]), \(pad(day.day, 2)) \(months[day.month]) \(pad(day.year, 4)) "
            + "\(pad(clock.hour, 2)):\(pad(clock.minute, 2)):\(pad(clock.second, 2)) +0000"
    }

    /// `20261121T041528Z`: in the name of a file.
    static func compact(_ seconds: Int64) -> String? {
        guard let (day, clock) = parts(seconds) else { return nil }
        return pad(day.year, 4) + pad(day.month + 1, 2) + pad(day.day, 2) + "T" + pad(clock.hour, 2)
            + pad(clock.minute, 2)
            + pad(clock.second, 2) + "Z"
    }

    private static func parts(
        _ seconds: Int64
    ) -> (day: (year: Int, month: Int, day: Int, weekday: Int), clock: (hour: Int, minute: Int, second: Int))? {
        guard (-62_135_596_800...253_402_300_799).contains(seconds) else { return nil }
        var time = time_t(seconds)
        var fields = tm()
        guard gmtime_r(&time, &fields) != nil, (0...6).contains(fields.tm_wday), (0...11).contains(fields.tm_mon) else {
            return nil
        }
        return (
            (Int(fields.tm_year) + 1900, Int(fields.tm_mon), Int(fields.tm_mday), Int(fields.tm_wday)),
            (Int(fields.tm_hour), Int(fields.tm_min), Int(fields.tm_sec))
        )
    }

    private static func pad(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(width - digits.count, 0)) + digits
    }
}
