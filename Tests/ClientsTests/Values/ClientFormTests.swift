import PortalKit
import PortalLanguage
import PortalValues
import Testing

@testable import Clients

@Suite struct ClientFormTests {
    private func read(_ values: [String: String]) -> (ClientFacts, FieldErrors) {
        var errors = FieldErrors()
        let moment = RecordMoment(today: Day(number: 20_000), zone: .utc)
        let form = ClientForm(Fields(values.map { ($0.key, $0.value) }))
        let facts = ClientFacts().changed(by: form, at: moment, &errors)
        return (facts, errors)
    }

    @Test func `names are enough, in any alphabet`() {
        for (first, last) in [("Zoé", "Lefèvre"), ("美咲", "田中"), ("Ömer", "D’Hérouville-Œuvrard"), ("محمد", "بن علي")] {
            let (facts, errors) = read(["first_name": " \(first)\u{A0}", "last_name": last])
            #expect(errors.isEmpty)
            #expect(facts.firstName == first)
            #expect(facts.name == "\(first) \(last)")
        }
    }

    @Test func `everything that is wrong is said at once`() {
        let (_, errors) = read([
            "civility": "Dr", "first_name": "", "last_name": String(repeating: "é", count: 76), "email": "zoe@",
            "telephone": "12",
            "employee_role": String(repeating: "x", count: 101), "client_id": "new",
        ])
        #expect(
            Set(errors.list.map(\.field)) == [
                "civility", "first_name", "last_name", "email", "telephone", "employee_role", "client_id",
            ])
    }

    @Test func `a name of the longest length is kept whole`() {
        let name = String(repeating: "é", count: 75)
        let (facts, errors) = read(["first_name": "Zoé", "last_name": name])
        #expect(errors.isEmpty)
        #expect(facts.lastName == name)
    }

    @Test(arguments: ["a\u{202E}b", "a\nb", "a\u{0007}b", "a\u{2028}b"])
    func `characters that nobody sees are refused`(name: String) {
        #expect(read(["first_name": "Zoé", "last_name": name]).1["last_name"] != nil)
    }

    @Test(arguments: ["a/b", "a\\b", ".", "..", "NEW", "Export.CSV", "a\u{0000}b"])
    func `an identifier that an address cannot carry is refused`(id: String) {
        #expect(throws: TextError.self) { try CustomID(typed: id) }
    }

    @Test func `an identifier is compared without case`() throws {
        #expect(try CustomID(typed: " Élan 12 ").key == (try CustomID(typed: "ÉLAN 12").key))
        #expect(try CustomID(typed: "Élan 12").text == "Élan 12")
    }

    @Test(arguments: [("Mme", Civility.madam), ("monsieur", .sir), ("MLLE", .miss), ("Other", .other), ("MR", .sir)])
    func `a civility is understood in both languages`(typed: String, civility: Civility) {
        #expect(Civility(typed: typed) == civility)
    }

    @Test func `a domain with accents becomes what mail servers know`() {
        let (facts, errors) = read(["first_name": "Zoé", "last_name": "Lefèvre", "email": "zoe@été.example"])
        #expect(errors.isEmpty)
        #expect(facts.email == "zoe@xn--t-9fab.example")
    }

    @Test func `words are folded, addresses and numbers are one word each`() throws {
        var facts = ClientFacts()
        facts.firstName = "Zoé"
        facts.lastName = "Lefèvre-Œuvrard"
        facts.email = "Zoe.L@example.org"
        facts.telephone = try PhoneNumber(typed: "06 12 34 56 78")
        facts.company = CompanyRef(id: 1, customID: "HALLES", name: "Les Halles")
        let words = facts.words(customID: "CLI-7").all
        #expect(
            words == ["zoe", "lefevre", "oeuvrard", "zoe.l@example.org", "+33612345678", "cli", "7", "les", "halles"])
    }

    @Test(arguments: [
        ("Lefèvre ZOÉ", ["lefevre", "zoe"]), ("zoe.l@Exam", ["zoe.l@exam"]), ("06 12 34", ["+3361234"]),
        ("!!!", []), ("  ", []), ("a a a", ["a"]),
    ])
    func `what is typed into the search becomes beginnings of words`(typed: String, terms: [String]) {
        #expect(SearchWords.typedOrDialled(typed) == terms)
    }
}
