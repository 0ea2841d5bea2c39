import Testing

@testable import PortalKit

/// Amounts as programs write them.
@Suite struct AmountTests {
    @Test(arguments: [
        ("0", true), ("1275.45", true), ("-3.2", true), ("1 000", false), ("1,5", false), ("", false), ("-", false),
        ("1.", false), (".5", false), ("1.234", false), ("--1", false), ("1e3", false), ("12345678901234", false),
        ("€1", false),
    ])
    func `an amount is digits and a point`(text: String, isAmount: Bool) {
        #expect(ApiField.isAmount(text) == isAmount)
    }
}
