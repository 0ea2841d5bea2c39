import PortalTestSupport
import PortalValues
import Testing

@testable import PortalLanguage

@Suite(.enabled(if: File.isDirectory("/usr/share/zoneinfo"))) struct ZoneTests {
    static let names = [
        "Europe/Paris", "America/New_York", "America/Sao_Paulo", "Asia/Kathmandu", "Asia/Kolkata",
        "Australia/Lord_Howe",
        "Africa/Casablanca", "Pacific/Apia", "Pacific/Chatham", "America/Caracas", "Europe/Dublin", "Europe/London",
        "America/Nuuk", "Asia/Tehran", "Antarctica/Troll", "Asia/Gaza", "America/Santiago", "Etc/GMT+5",
        "Pacific/Kiritimati",
    ]

    @Test(.enabled(if: Judge.speaksPython)) func `the clock on the wall shows what Python says`() throws {
        var chance = Chance(seed: 11)
        var seconds = (0..<300).map { _ in Int64.random(in: -2_000_000_000...7_000_000_000, using: &chance) }
        seconds += (0..<100).map { _ in Int64.random(in: 7_000_000_000...250_000_000_000, using: &chance) }
        let script = """
            import sys, zoneinfo, datetime
            for name in sys.argv[1].split():
                z = zoneinfo.ZoneInfo(name)
                for s in sys.argv[2:]:
                    t = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc) + datetime.timedelta(seconds=int(s))
                    print(t.astimezone(z).strftime('%Y-%m-%d %H:%M:%S'))
            """
        let names = Self.names.joined(separator: " ")
        var answers = Judge.answersOfPython(script, [names] + seconds.map(String.init))[...]
        try #require(answers.count == seconds.count * Self.names.count)
        for name in Self.names {
            let zone = try #require(Zone(name))
            let walls = seconds.map { Self.wall(zone, Instant(seconds: $0)) }
            for (second, (ours, theirs)) in zip(seconds, zip(walls, answers)) where ours != theirs {
                Issue.record("\(name) at \(second): \(ours) instead of \(theirs)")
            }
            answers = answers.dropFirst(seconds.count)
        }
    }

    private static func wall(_ zone: Zone, _ instant: Instant) -> String {
        let (day, second) = zone.local(instant)
        let time = [second / 3600, second / 60 % 60, second % 60].map {
            String(decoding: Digits.pad($0, 2), as: UTF8.self)
        }
        return "\(day) \(time.joined(separator: ":"))"
    }

    @Test(arguments: names) func `a wall time leads back to its moment`(name: String) throws {
        var chance = Chance(seed: 11)
        let zone = try #require(Zone(name))
        for _ in 0..<500 {
            let instant = Instant(seconds: .random(in: -2_000_000_000...20_000_000_000, using: &chance))
            let (day, second) = zone.local(instant)
            let back = try #require(zone.instant(day: day, secondOfDay: second))
            let again = zone.local(back)
            #expect(again.day == day && again.secondOfDay == second)
            #expect(back <= instant)
        }
    }

    @Test func `an hour is skipped in Paris when summer time begins and said twice when it ends`() throws {
        let paris = try #require(Zone("Europe/Paris"))
        for (spring, autumn) in [("2026-03-29", "2026-10-25"), ("2090-03-26", "2090-10-29")] {
            let begin = try #require(Day(iso: spring))
            let end = try #require(Day(iso: autumn))
            #expect(paris.instant(day: begin, secondOfDay: 2 * 3600) == nil)
            #expect(paris.instant(day: begin, secondOfDay: 3 * 3600 - 1) == nil)
            #expect(paris.instant(day: begin, secondOfDay: 3 * 3600) == Instant(iso: "\(spring)T01:00:00Z"))
            #expect(paris.instant(day: end, secondOfDay: 5 * 1800) == Instant(iso: "\(autumn)T00:30:00Z"))
            #expect(paris.instant(day: end, secondOfDay: 3 * 3600) == Instant(iso: "\(autumn)T02:00:00Z"))
        }
        #expect(paris.instant(day: Day(number: 0), secondOfDay: 86_400) == nil)
        #expect(paris.instant(day: Day(number: 0), secondOfDay: -1) == nil)
    }

    @Test func `the ends of time have a wall time`() throws {
        let paris = try #require(Zone("Europe/Paris"))
        #expect(paris.local(Instant(microseconds: .max)).day == Day(number: .max))
        #expect(paris.local(Instant(microseconds: .min)).day == Day(number: .min))
        for second in [paris.local(Instant(microseconds: .max)), paris.local(Instant(microseconds: .min))].map(
            \.secondOfDay)
        {
            #expect((0..<86_400).contains(second))
        }
    }

    @Test(arguments: [
        "", "Europe/Atlantis", "../etc/passwd", "/etc/passwd", "Europe/../../../etc/passwd", "Europe", "zone.tab",
        "Europe/Paris ",
    ])
    func `what is no zone is none`(name: String) {
        #expect(Zone(name) == nil)
    }

    @Test func `without zone files every zone is UTC and says so`() throws {
        let zone = try #require(Zone("Europe/Paris", directory: "/nowhere"))
        #expect(zone.isFallback)
        #expect(zone.offset(Instant(seconds: 0)) == 0)
        #expect(!Zone.utc.isFallback)
    }
}
