import PortalValues

/// When a picture was taken, by the clock on the wall where it was; with that clock's distance from UTC where the camera knew it.
struct TakenAt: Hashable, Comparable, Sendable, CustomStringConvertible {
    let day: Day
    /// Since midnight; below 86,400,000,000.
    let microsecondOfDay: Int64
    /// Minutes east of UTC; nil: unknown.
    let offset: Int?

    /// Nil for a time of day that does not exist, and for an offset beyond 15 hours.
    init?(day: Day, microsecondOfDay: Int64, offset: Int?) {
        guard (0..<Self.perDay).contains(microsecondOfDay), (-900...900).contains(offset ?? 0) else { return nil }
        self.day = day
        self.microsecondOfDay = microsecondOfDay
        self.offset = offset
    }

    /// Reads `2026-11-20T21:04:05.120000`, and with fewer decimals or without seconds; nil for anything else.
    init?(iso text: String, offset: Int?) {
        // A zone behind it would be another clock's; Instant alone would accept it.
        guard (16...26).contains(text.utf8.count), !text.utf8.dropFirst(10).contains(where: Self.beginsZone),
            let moment = Instant(iso: text)
        else { return nil }
        let (day, microsecond) = moment.utc
        self.init(day: day, microsecondOfDay: microsecond, offset: offset)
    }

    /// `2026-11-20T21:04:05.120000`: always 26 characters, so that alphabetical order is order in time. Without the offset.
    var description: String { String(wall.description.dropLast()) }

    /// The moment in the world; nil where the offset is unknown.
    var instant: Instant? { offset.map { wall.adding(seconds: Int64(-$0) * 60) } }

    /// The moment in the world, for a clock that was so many minutes east of UTC where it did not say so itself.
    func instant(assumingOffset minutes: Int) -> Instant {
        let known = offset ?? min(max(minutes, -900), 900)
        return wall.adding(seconds: Int64(-known) * 60)
    }

    /// So many seconds later (earlier where negative): how a camera's wrong clock is put right.
    func adding(seconds: Int64) -> TakenAt {
        let (day, microsecond) = wall.adding(seconds: seconds).utc
        return TakenAt(day: day, microsecondOfDay: microsecond, offset: offset) ?? self
    }

    /// By the clock on the wall.
    static func < (a: TakenAt, b: TakenAt) -> Bool {
        (a.day, a.microsecondOfDay) < (b.day, b.microsecondOfDay)
    }

    /// The wall clock's time as if it were UTC's.
    private var wall: Instant {
        Instant(microseconds: Int64(day.number) * Self.perDay + microsecondOfDay)
    }

    /// Z, z, + and -.
    private static func beginsZone(_ byte: UInt8) -> Bool { byte | 0x20 == 0x7A || byte == 0x2B || byte == 0x2D }

    private static let perDay: Int64 = 86_400_000_000
}

extension TakenAt {
    /// Reads what cameras write: `2026:11:20 21:04:05`, with or without decimals and a zone (`Z`, `+02:00`); subseconds are the digits
    /// behind the decimal point. Nil for dates that cannot be: before photography, far ahead, blank.
    init?(exif text: String, subseconds: String? = nil, offset: String? = nil) {
        let bytes = Array(text.utf8.prefix(40))
        guard bytes.count >= 16 else { return nil }
        let date = String(decoding: bytes[0..<10].map { $0 == 58 ? 45 : $0 }, as: UTF8.self)
        let rest = String(decoding: bytes[11...], as: UTF8.self)
        let time = rest.prefix { $0.isASCII && $0.isNumber || $0 == ":" || $0 == "." }
        let zone = Self.minutes(offset ?? String(rest.dropFirst(time.count)))
        guard let day = Day(iso: date), (1826..<2100).contains(day.civil.year) else { return nil }
        var moment = "\(day)T" + time.prefix(15)
        let digits = (subseconds ?? "").prefix { $0.isASCII && $0.isNumber }.prefix(6)
        if time.utf8.count == 8, !digits.isEmpty { moment += "." + digits }
        self.init(iso: moment, offset: zone)
    }

    /// `+02:00`, `-0330`, `Z`, `+5` as minutes; nil for anything else, such as the blanks of a camera that does not know.
    private static func minutes(_ text: String) -> Int? {
        let text = text.prefix(12).filter { $0 != " " && $0 != ":" }
        if text == "Z" { return 0 }
        guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
        let digits = text.dropFirst()
        guard (1...4).contains(digits.utf8.count), let number = Int(digits), number >= 0 else { return nil }
        let minutes = digits.utf8.count <= 2 ? number * 60 : number / 100 * 60 + number % 100
        guard number % 100 < 60 || digits.utf8.count <= 2, minutes <= 900 else { return nil }
        return sign == "-" ? -minutes : minutes
    }
}
