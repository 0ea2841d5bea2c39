import PortalTestSupport
import PortalValues
import Testing

@Suite struct InstantTests {
    @Test func `a moment is written in 27 characters and read back`() {
        var generator = Chance(seed: 11)
        for _ in 0..<5_000 {
            let number = Int64.random(in: -62_135_596_800_000_000...253_402_300_799_999_999, using: &generator)
            let instant = Instant(microseconds: number)
            #expect(instant.description.utf8.count == 27)
            #expect(Instant(iso: instant.description) == instant)
        }
    }

    @Test func `the order of moments is the order of their texts`() {
        let numbers: [Int64] = [-62_135_596_800_000_000, -1, 0, 1, 999_999, 1_000_000, 253_402_300_799_999_999]
        let texts = numbers.map { Instant(microseconds: $0).description }
        #expect(texts == texts.sorted())
    }

    @Test(arguments: [
        "2026-11-21T04:05:06Z", "2026-11-21 04:05:06", "2026-11-21T05:05:06+01:00", "2026-11-21T05:05:06+01",
        "2026-11-21T00:35:06-0330", "2026-11-21T04:05:06.000000z", "2026-11-21t04:05:06,0",
    ])
    func `the same moment may be written in several ways`(text: String) {
        #expect(Instant(iso: text)?.microseconds == Instant(iso: "2026-11-21T04:05:06Z")?.microseconds)
    }

    @Test(arguments: [
        "", "2026-11-21", "2026-11-21T24:00:00Z", "2026-11-21T04:60:00Z", "2026-11-21T04:05:60Z",
        "2026-11-21T04:05:06.Z",
        "2026-11-21T04:05:06+25:00", "2026-11-21T04:05:06+01:", "2026-11-21T04:05:06+01:0", "2026-11-21T04:05:06 UTC",
        "2026-02-30T00:00:00Z", "2026-11-21T04:05:06Z2",
    ])
    func `anything else is no moment`(text: String) {
        #expect(Instant(iso: text) == nil)
    }

    @Test func `moments stay within the years 1 to 9999 whatever is added`() {
        #expect(Instant(microseconds: .max).description == "9999-12-31T23:59:59.999999Z")
        #expect(Instant(microseconds: .min).description == "0001-01-01T00:00:00.000000Z")
        #expect(Instant(seconds: .max) == Instant(microseconds: .max))
        #expect(Instant(seconds: 0).adding(seconds: .min) == Instant(microseconds: .min))
        #expect(Instant(iso: "9999-12-31T23:59:59-23:59") == Instant(microseconds: .max))
    }

    @Test func `the second before 1970 begins is minus one`() {
        #expect(Instant(microseconds: -1).seconds == -1)
        #expect(Instant(microseconds: -1).utc.day.description == "1969-12-31")
        #expect(Instant(microseconds: -1).utc.microsecondOfDay == 86_399_999_999)
    }
}
