import PortalKit
import Testing

@testable import Clients

@Suite struct SiretTests {
    @Test(arguments: ["732829320", "732 829 320", "552 100 554", "356000000"])
    func `nine digits that add up are a SIREN`(typed: String) throws {
        let siret = try Siret(typed: typed)
        #expect(siret.siren == typed.replacing(" ", with: ""))
        #expect(siret.nic == nil)
    }

    @Test(arguments: ["73282932000074", "732 829 320 00074", "732\u{A0}829\u{A0}320\u{A0}00074", "732.829.320-00074"])
    func `fourteen digits that add up are a SIRET`(typed: String) throws {
        let siret = try Siret(typed: typed)
        #expect(siret.siren == "732829320")
        #expect(siret.nic == "00074")
        #expect(siret.shown == "732\u{A0}829\u{A0}320\u{A0}00074")
    }

    @Test(arguments: ["732829321", "73282932000075", "12345678", "123456789012345", "73282932A", "٧٣٢٨٢٩٣٢٠"])
    func `a wrong digit, or a wrong number of them, is refused`(typed: String) {
        #expect(throws: TextError.self) { try Siret(typed: typed) }
    }

    @Test func `the post has establishments that only its own rule admits`() throws {
        // The head office passes the usual check.
        #expect(try Siret(typed: "35600000000048").nic == "00048")
        // 3+5+6+0…+1 = 15: a multiple of five, though not right by the usual check.
        #expect(!Siret.isLuhn("35600000000001".utf8.map { Int($0) - 48 }))
        #expect(try Siret(typed: "35600000000001").nic == "00001")
        #expect(throws: TextError.self) { try Siret(typed: "35600000000003") }
    }

    @Test func `that rule is the post's alone`() {
        // Digit sum 45, but another company.
        #expect(throws: TextError.self) { try Siret(typed: "73282932000081") }
    }
}
