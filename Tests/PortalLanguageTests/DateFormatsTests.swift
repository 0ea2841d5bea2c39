import PortalLanguage
import PortalValues
import Testing

@Suite struct DateFormatsTests {
    @Test(
        arguments: [
            ("2026-11-21", DateStyle.numeric, "21/11/2026", "21/11/2026"),
            ("2026-11-21", .medium, "21 nov. 2026", "21 Nov 2026"),
            ("2026-11-21", .long, "21 novembre 2026", "21 November 2026"),
            ("2026-11-21", .full, "samedi 21 novembre 2026", "Saturday 21 November 2026"),
            ("2026-08-01", .numeric, "01/08/2026", "01/08/2026"),
            ("2026-08-01", .medium, "1er août 2026", "1 Aug 2026"),
            ("2026-08-01", .long, "1er août 2026", "1 August 2026"),
            ("0987-02-11", .numeric, "11/02/0987", "11/02/0987"),
            ("0987-02-11", .long, "11 février 987", "11 February 987"),
        ] as [(String, DateStyle, String, String)])
    func `a day is written in each style`(iso: String, style: DateStyle, french: String, english: String) throws {
        let day = try #require(Day(iso: iso))
        #expect(FormatsTests.fr.date(day, style: style) == french)
        #expect(FormatsTests.en.date(day, style: style) == english)
        #expect(FormatsTests.de.date(day, style: style) == iso)
    }

    @Test func `a moment is shown in the organisation's zone`() throws {
        let zone = try #require(Zone("Europe/Paris"))
        try #require(!zone.isFallback)
        let moment = try #require(Instant(iso: "2026-06-30T22:05:59Z"))
        let french = Formats(language: "fr", zone: zone)
        #expect(french.dateTime(moment) == "1er juil. 2026 à 00:05")
        #expect(french.dateTime(moment, style: .numeric) == "01/07/2026 00:05")
        #expect(french.date(moment, style: .full) == "mercredi 1er juillet 2026")
        #expect(french.time(moment) == "00:05")
        #expect(Formats(language: "en", zone: zone).dateTime(moment) == "1 Jul 2026, 00:05")
        #expect(Formats(language: "de", zone: zone).dateTime(moment) == "2026-07-01 00:05")
    }

    @Test func `months and days have names, and a number where there is none`() {
        #expect((1...12).map { FormatsTests.fr.month($0) }.joined(separator: " ").hasSuffix("novembre décembre"))
        #expect(FormatsTests.fr.weekday(1) == "lundi")
        #expect(FormatsTests.en.weekday(7, short: true) == "Sun")
        #expect(FormatsTests.de.weekday(7) == "7")
        #expect([FormatsTests.fr.month(0), FormatsTests.fr.month(13), FormatsTests.fr.weekday(.min)] == ["", "", ""])
    }

    @Test(
        arguments: [
            (0, "à l’instant", "just now"), (-59, "à l’instant", "just now"), (30, "dans un instant", "in a moment"),
            (-60, "il y a 1 minute", "1 minute ago"), (-185, "il y a 3 minutes", "3 minutes ago"),
            (3600, "dans 1 heure", "in 1 hour"), (-7300, "il y a 2 heures", "2 hours ago"),
            (-86_400, "hier", "yesterday"),
            (86_400, "demain", "tomorrow"), (-86_400 * 2, "il y a 2 jours", "2 days ago"),
            (86_400 * 13, "dans 13 jours", "in 13 days"),
            (-86_400 * 14, "il y a 2 semaines", "2 weeks ago"), (-86_400 * 92, "il y a 3 mois", "3 months ago"),
            (86_400 * 365, "dans 1 an", "in 1 year"), (-86_400 * 1500, "il y a 4 ans", "4 years ago"),
        ] as [(Int64, String, String)])
    func `how long ago is said in the largest unit that fits`(seconds: Int64, french: String, english: String) throws {
        let now = try #require(Instant(iso: "2026-11-21T12:00:00Z"))
        #expect(FormatsTests.fr.relative(now.adding(seconds: seconds), now: now) == french)
        #expect(FormatsTests.en.relative(now.adding(seconds: seconds), now: now) == english)
    }

    @Test func `25 hours ago is two days ago just after midnight`() throws {
        let now = try #require(Instant(iso: "2026-11-21T00:30:00Z"))
        #expect(FormatsTests.fr.relative(now.adding(seconds: -25 * 3600), now: now) == "il y a 2 jours")
    }

    @Test func `the whole of time can be told`() {
        let ends = [Instant(microseconds: .min), Instant(microseconds: .max)]
        #expect(FormatsTests.en.relative(ends[0], now: ends[1]) == "9,998 years ago")
        #expect(FormatsTests.fr.relative(ends[1], now: ends[0]) == "dans 9\u{202F}998 ans")
        #expect(FormatsTests.de.relative(ends[0], now: ends[1]) == "0001-01-01 00:00")
    }
}
