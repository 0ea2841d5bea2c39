import PortalValues
import Testing

@Suite struct DayTests {
    @Test func `every day of twelve centuries has its date and comes back from it`() throws {
        var expected = (year: 1600, month: 1, day: 1)
        var wrong = 0
        let first = try #require(Day(year: 1600, month: 1, day: 1)).number
        for number in first..<first + 438_291 {
            let day = Day(number: number)
            if day.civil != expected || Day(year: expected.year, month: expected.month, day: expected.day) != day {
                wrong += 1
            }
            expected.day += 1
            if expected.day > Day.days(inMonth: expected.month, of: expected.year) {
                expected = expected.month == 12 ? (expected.year + 1, 1, 1) : (expected.year, expected.month + 1, 1)
            }
        }
        #expect(wrong == 0)
        #expect(expected == (2800, 1, 1))
    }

    @Test(arguments: [
        (2026, 2, 29), (2026, 2, 30), (1900, 2, 29), (2026, 13, 1), (2026, 0, 1), (0, 1, 1), (10_000, 1, 1),
    ])
    func `a date that does not exist is none`(year: Int, month: Int, day: Int) {
        #expect(Day(year: year, month: month, day: day) == nil)
    }

    @Test(arguments: [
        "", "2026", "2026-11-2", "2026-1-21", "+026-11-21", "2026-11-21 ", "2026-11-211", "٢٠٢٦-11-21", "2026--1-21",
    ])
    func `only ten plain characters make a date`(text: String) {
        #expect(Day(iso: text) == nil)
    }

    @Test func `a written date is read back`() {
        for number in stride(from: -719_162, through: 2_932_896, by: 997) {
            let day = Day(number: number)
            #expect(Day(iso: day.description) == day)
        }
    }

    @Test func `21 November 2026 is a Saturday`() {
        #expect(Day(year: 2026, month: 11, day: 21)?.weekday == 6)
        #expect(Day(year: 1969, month: 12, day: 28)?.weekday == 7)
    }

    @Test func `days stay within the years 1 to 9999 whatever is added`() {
        #expect(Day(number: .max).description == "9999-12-31")
        #expect(Day(number: .min).description == "0001-01-01")
        #expect(Day(number: 5).adding(days: .max).description == "9999-12-31")
        #expect(Day(number: -5).adding(days: .min).description == "0001-01-01")
    }
}
