import PortalLanguage
import PortalValues
import Testing

@Suite struct FormatsTests {
    static let fr = Formats(language: "fr", zone: .utc)
    static let en = Formats(language: "en", zone: .utc)
    static let de = Formats(language: "de", zone: .utc)

    @Test(
        arguments: [
            (0, "0", "0"), (7, "7", "7"), (-999, "-999", "-999"), (1000, "1\u{202F}000", "1,000"),
            (1_234_567, "1\u{202F}234\u{202F}567", "1,234,567"),
            (.max, "9\u{202F}223\u{202F}372\u{202F}036\u{202F}854\u{202F}775\u{202F}807", "9,223,372,036,854,775,807"),
            (
                .min, "-9\u{202F}223\u{202F}372\u{202F}036\u{202F}854\u{202F}775\u{202F}808",
                "-9,223,372,036,854,775,808"
            ),
        ] as [(Int64, String, String)])
    func `whole numbers are grouped by thousands`(number: Int64, french: String, english: String) {
        #expect(Self.fr.number(number) == french)
        #expect(Self.en.number(number) == english)
    }

    @Test(
        arguments: [
            (123_450, "1\u{202F}234,50\u{A0}€", "€1,234.50"), (5, "0,05\u{A0}€", "€0.05"),
            (-5, "-0,05\u{A0}€", "-€0.05"),
            (0, "0,00\u{A0}€", "€0.00"), (100, "1,00\u{A0}€", "€1.00"),
            (
                .min, "-92\u{202F}233\u{202F}720\u{202F}368\u{202F}547\u{202F}758,08\u{A0}€",
                "-€92,233,720,368,547,758.08"
            ),
        ] as [(Int64, String, String)])
    func `money shows its cents`(cents: Int64, french: String, english: String) {
        #expect(Self.fr.money(Money(cents: cents)) == french)
        #expect(Self.en.money(Money(cents: cents)) == english)
    }

    @Test func `an amount for a form is read back from the form`() {
        for cents in [0, 5, -5, 123_450, 999_999_999_999_999, -100] as [Int64] {
            for formats in [Self.fr, Self.en, Self.de] {
                #expect(Money(typed: formats.amount(Money(cents: cents))) == Money(cents: cents))
                #expect(formats.amount(Money(cents: cents)).utf8.allSatisfy { $0 < 128 })
            }
        }
        #expect(Self.fr.amount(Money(cents: 123_450)) == "1234,50")
    }

    @Test(
        arguments: [
            (3.14159, 2, "3.14"), (2.5, 0, "3"), (-2.5, 0, "-3"), (1.115, 2, "1.11"), (1.005, 2, "1.00"),
            (0.125, 2, "0.13"),
            (-0.001, 2, "0.00"), (-0.0, 1, "0.0"), (1234.5, 1, "1,234.5"), (0.07, 4, "0.0700"), (9.999, 2, "10.00"),
            (1e15, 2, "1,000,000,000,000,000.00"), (.infinity, 2, "∞"), (-.infinity, 2, "-∞"), (.nan, 2, "—"),
            (1e300, 2, "1e+300"),
            (5, -3, "5"), (0.1, 99, "0.100000000000"), (.leastNonzeroMagnitude, 2, "0.00"),
        ] as [(Double, Int, String)])
    func `decimals are rounded from the number's true value`(number: Double, decimals: Int, text: String) {
        #expect(Self.en.decimal(number, decimals: decimals) == text)
    }

    @Test func `French has a decimal comma and a space before the percent sign`() {
        #expect(Self.fr.decimal(1234.5, decimals: 2) == "1\u{202F}234,50")
        #expect(Self.fr.percent(0.125, decimals: 1) == "12,5\u{202F}%")
        #expect(Self.en.percent(0.125, decimals: 1) == "12.5%")
    }

    @Test func `Quebec writes as France does`() {
        #expect(Formats(language: "fr_CA", zone: .utc).money(Money(cents: 100)) == "1,00\u{A0}€")
    }
}
