import PortalTestSupport
import PortalValues
import Testing

@Suite struct TextTests {
    @Test(arguments: [
        ("Œuvrard", "oeuvrard"), ("  Éléonore  D’Arc ", "eleonore d arc"), ("Straße", "strasse"), ("Łódź", "lodz"),
        ("e\u{301}", "e"), ("ﬁn", "fin"), ("75 010", "75 010"), ("---", ""), ("İstanbul", "istanbul"), ("日本", "日本"),
    ])
    func `a search sees neither accents nor case nor signs`(text: String, folded: String) {
        #expect(text.folded == folded)
    }

    @Test func `folding twice is folding once`() {
        var generator = Chance(seed: 11)
        for _ in 0..<2_000 {
            var text = ""
            for _ in 0..<12 {
                text.unicodeScalars.append(Unicode.Scalar(UInt32.random(in: 1...0xD7FF, using: &generator)) ?? " ")
            }
            #expect(text.folded.folded == text.folded)
        }
    }

    @Test func `a typed text loses what cannot be seen at its ends and is composed`() {
        #expect(" \u{0}\t e\u{301}té \n\u{200B}".tidied == "été")
        #expect(Array("e\u{301}".tidied.utf8) == Array("é".utf8))
    }

    @Test func `padded digits are never cut`() {
        #expect(Digits.pad(7, 3) == Array("007".utf8))
        #expect(Digits.pad(12345, 3) == Array("12345".utf8))
        #expect(Digits.pad(.min, 1) == Array("9223372036854775808".utf8))
        #expect(Digits.pad(0, 0).isEmpty)
    }
}
