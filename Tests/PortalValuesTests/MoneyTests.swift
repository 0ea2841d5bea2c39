import PortalValues
import Testing

@Suite struct MoneyTests {
    @Test(
        arguments: [
            ("1 234,5", 123_450), ("1234.50", 123_450), ("12 €", 1200), ("-3,20", -320), ("\u{2212}3,20", -320),
            ("0", 0),
            ("1\u{202F}234,50\u{A0}€", 123_450), ("5,", 500), ("€7", 700), ("9999999999999,99", 999_999_999_999_999),
        ] as [(String, Int64)])
    func `what people type is an amount`(text: String, cents: Int64) {
        #expect(Money(typed: text) == Money(cents: cents))
    }

    @Test(arguments: [
        "", "€", "-", ",5", "1,234", "1,2,3", "1.234,50", "12a", "1-2", "--1", "10000000000000", "99999999999999999999",
        "１２",
    ])
    func `what is no amount is refused`(text: String) {
        #expect(Money(typed: text) == nil)
    }

    @Test func `a sum that does not fit is none`() {
        let most = Money(cents: .max)
        #expect(most.adding(Money(cents: 1)) == nil)
        #expect(Money(cents: .min).subtracting(Money(cents: 1)) == nil)
        #expect(most.times(2) == nil)
        #expect(Money(cents: 150).times(-3) == Money(cents: -450))
    }
}
