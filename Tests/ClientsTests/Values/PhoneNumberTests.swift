import PortalKit
import Testing

@testable import Clients

@Suite struct PhoneNumberTests {
    @Test(arguments: [
        ("06 12 34 56 78", "+33612345678"), ("0612345678", "+33612345678"), ("06.12.34.56.78", "+33612345678"),
        ("+33 (0)6 12 34 56 78", "+33612345678"), ("0033 6 12 34 56 78", "+33612345678"),
        ("06\u{A0}12\u{202F}34-56-78", "+33612345678"), ("+44 20 7946 0958", "+442079460958"),
        ("0262 12 34 56", "+262262123456"), ("0590 12 34 56", "+590590123456"),
    ])
    func `what people write becomes one number`(typed: String, stored: String) throws {
        #expect(try PhoneNumber(typed: typed).e164 == stored)
    }

    @Test(arguments: [
        "12", "06 12 34 56 7", "06 12 34 56 789", "0012", "+33 06 12 34 56 78", "+33 1 23", "+0123456789", "six",
        "06 12 34 56 78 ext 3",
        "1234567890", "+1234567890123456", "+", "06+12345678", "٠٦١٢٣٤٥٦٧٨",
    ])
    func `what is no number is refused`(typed: String) {
        #expect(throws: TextError.self) { try PhoneNumber(typed: typed) }
    }

    @Test(arguments: [
        ("+33612345678", "06 12 34 56 78"), ("+262262123456", "02 62 12 34 56"), ("+442079460958", "+442 079 460 958"),
    ])
    func `a French number is shown in pairs, with no-break spaces`(stored: String, shown: String) {
        #expect(PhoneNumber(stored: stored).shown == shown.replacing(" ", with: "\u{A0}"))
    }

    @Test func `what is shown can be typed again`() throws {
        for stored in ["+33612345678", "+262262123456", "+442079460958", "+590590123456"] {
            #expect(try PhoneNumber(typed: PhoneNumber(stored: stored).shown).e164 == stored)
        }
    }

    @Test func `the beginning of a number is looked for as it is stored`() {
        #expect(PhoneNumber.beginning("06 12 3") == "+336123")
        #expect(PhoneNumber.beginning("+33 6 12") == "+33612")
        #expect(PhoneNumber.beginning("44000") == nil)
        #expect(PhoneNumber.beginning("0000120") == nil)
        #expect(PhoneNumber.beginning("0612") == nil)
        #expect(PhoneNumber.beginning("lefevre") == nil)
    }
}
