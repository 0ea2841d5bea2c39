import PortalKit
import Testing

/// What somebody is recognised by, and what not.
@Suite struct PersonalWordsTests {
    static let zoe: PersonalWords = {
        var words = PersonalWords()
        words.add(first: "Zoé", last: "Lefèvre d’Été")
        words.add(email: "Zoe.L@Example.org")
        words.add(telephone: "+33612345678")
        words.add(username: "zlefevre")
        return words
    }()

    @Test(arguments: [
        ("Bal de Zoé Lefèvre d’Été", "Bal de X"), ("LEFEVRE-D-ETE-ZOE", "X"), ("2026-zoe-lefevre-d-ete-2", "2026-X-2"),
        ("Écrire à zoe.l@example.ORG, merci", "Écrire à X, merci"), ("06 12 34 56 78", "X"),
        ("tél. +33 (0)6.12.34.56.78.", "tél. X."), ("zlefevre", "X"), ("ZLEFEVRE", "X"),
        ("Zoé seule", "Zoé seule"), ("chez zlefevre", "chez zlefevre"), ("0612345679", "0612345679"),
        ("1 0612345678 9", "1 0612345678 9"), ("Zoé Lefèvre d’Étésien", "Zoé Lefèvre d’Étésien"), ("", ""),
    ])
    func `whole names, addresses, numbers and user names are replaced`(text: String, expected: String) {
        #expect(Self.zoe.replaced(in: text, by: "X") == expected)
    }

    @Test(arguments: [
        ("Fête de Zoé", "Fête de X"), ("M. LEFÈVRE D'ÉTÉ", "M. X"), ("Zoélie", "Zoélie"), ("Mme Lefèvre", "Mme X"),
        ("Zoé et Zoé", "X et X"),
    ])
    func `in texts about them a first or last name alone is replaced too`(text: String, expected: String) {
        #expect(Self.zoe.replaced(in: text, by: "X", .parts) == expected)
    }

    @Test func `of others only what is unique is taken`() {
        #expect(
            Self.zoe.replaced(in: "Zoé Lefèvre d’Été, zoe.l@example.org", by: "X", .unique) == "Zoé Lefèvre d’Été, X")
        #expect(PersonalWords().replaced(in: "Zoé", by: "X", .parts) == "Zoé")
    }
}
