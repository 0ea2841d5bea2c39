import Testing

@testable import PortalLanguage

@Suite struct FrenchTypographyTests {
    @Test(arguments: [
        "Nom\u{A0}: %(name)s", "Vraiment\u{202F}?", "Vraiment\u{202F}?!", "L’élève…", "«\u{A0}Bar\u{A0}»", "À 14:05",
        "https://exemple.fr/?a=b",
        "<a href='https://exemple.fr/?a=1;b'>Aide</a>", "Tom &amp; Zoé", "&#8239;", "12\u{A0}€", "50\u{202F}%%", "(?)",
        "1:2", "", ":", "a\u{202F};",
        "%(name)s\u{A0}: oui", "x < y",
    ])
    func `good French passes`(text: String) {
        #expect(FrenchTypography.mistakes(text) == [])
    }

    @Test(
        arguments: [
            ("Nom : %(name)s", ":"), ("Nom: %(name)s", ":"), ("Nom:", ":"), ("Nom:%(name)s", ":"), ("Vraiment ?", "?"),
            ("Vraiment!", "!"),
            ("un ; deux", ";"), ("%(name)s: oui", ":"), ("L'élève", "’"), ("Attendez...", "…"), ("« Bar »", "«"),
            ("«Bar\u{A0}»", "«"),
            ("12 €", "€"), ("50 %%", "%"), ("<b>Nom</b> :", ":"), ("Nom\u{A0}: l'élève", "’"),
        ] as [(String, String)])
    func `a mistake of the keyboard is found`(text: String, sign: String) {
        #expect(FrenchTypography.mistakes(text).contains { $0.contains(sign) })
    }

    @Test func `dots are told once`() {
        #expect(FrenchTypography.mistakes("a.... b...") == ["… instead of ...", "… instead of ..."])
    }
}
