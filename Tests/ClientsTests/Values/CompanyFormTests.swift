import PortalKit
import PortalLanguage
import PortalValues
import Testing

@testable import Clients

@Suite struct CompanyFormTests {
    private let today = Day(iso: "2026-11-21") ?? Day(number: 0)

    private var moment: RecordMoment { RecordMoment(today: today, zone: .utc) }

    private func read(_ values: [String: String]) -> (CompanyFacts, FieldErrors) {
        let form = CompanyForm(Fields(values.map { ($0.key, $0.value) }))
        do { return (try CompanyFacts().changed(by: form, at: moment), FieldErrors()) } catch {
            return (CompanyFacts(), error)
        }
    }

    @Test func `what a form shows and gets back untouched stays as it is stored, however it would be read today`()
        throws
    {
        var stored = try CompanyFacts().changed(
            by: CompanyForm(Fields([("company_id", "HALLES"), ("company_name", "Les Halles"), ("town", "Nantes")])),
            at: moment)
        stored.address.cedex = "CEDEX 09"
        stored.founded = Day(iso: "2031-01-01")
        var form = CompanyForm(stored, version: 3)
        #expect(try stored.changed(by: form, at: moment) == stored)
        form["town"] = "Rezé"
        let changed = try stored.changed(by: form, at: moment)
        #expect(changed.address.town == "Rezé" && changed.address.cedex == "CEDEX 09")
        #expect(changed.founded == stored.founded)
        #expect(CompanyFacts.changes(from: stored, to: changed).map(\.field) == ["town"])
        form["cedex"] = "09"
        #expect(try stored.changed(by: form, at: moment).address.cedex == "CEDEX 9")
    }

    @Test func `a name is enough`() {
        let (facts, errors) = read(["company_name": "  Les Halles   d’Été "])
        #expect(errors.isEmpty)
        #expect(facts.name == "Les Halles d’Été")
        #expect(facts.address.country == "France")
        #expect(facts.customID == nil)
        #expect(facts.proposal == "LES-HALLES-D-ETE")
    }

    @Test func `everything that is wrong is said at once`() {
        let (_, errors) = read([
            "company_name": "", "siret": "123", "activity": "62Z", "founded": "30/02/2020", "headcount": "99",
            "postal_code": "4400", "cedex": "boîte", "company_id": "a/b",
        ])
        #expect(
            Set(errors.list.map(\.field)) == [
                "company_name", "siret", "activity", "founded", "headcount", "postal_code", "cedex", "company_id",
            ])
    }

    @Test func `a postal code keeps its zeros`() {
        let (facts, errors) = read(["company_name": "X", "postal_code": "01000"])
        #expect(errors.isEmpty)
        #expect(facts.address.postalCode == "01000")
    }

    @Test func `a postal code follows its country`() {
        #expect(
            read(["company_name": "X", "country": "Royaume-Uni", "postal_code": "sw1a 1aa"]).0.address.postalCode
                == "SW1A 1AA")
        #expect(read(["company_name": "X", "country": "france", "postal_code": "SW1A 1AA"]).1["postal_code"] != nil)
        #expect(read(["company_name": "X", "country": "Suisse", "postal_code": "12<3"]).1["postal_code"] != nil)
    }

    @Test(arguments: [("9", "CEDEX 9"), ("cedex 09", "CEDEX 9"), ("CEDEX", "CEDEX"), ("", "")])
    func `a box of the post is written as the post does`(typed: String, stored: String) {
        #expect(read(["company_name": "X", "cedex": typed]).0.address.cedex == stored)
    }

    @Test(arguments: [("6201z", "62.01Z"), ("62.01 Z", "62.01Z")])
    func `an activity code is read with or without its dot`(typed: String, stored: String) {
        #expect(read(["company_name": "X", "activity": typed]).0.activity?.plain == stored)
    }

    @Test func `nothing is founded tomorrow`() {
        #expect(read(["company_name": "X", "founded": "2026-11-22"]).1["founded"] != nil)
        #expect(read(["company_name": "X", "founded": "21/11/2026"]).0.founded == today)
        #expect(read(["company_name": "X", "founded": "99999999999999999999/1/2020"]).1["founded"] != nil)
    }

    @Test func `the bands of INSEE are texts, zeros included`() {
        #expect(read(["company_name": "X", "headcount": "01"]).0.headcount == .upTo2)
        #expect(read(["company_name": "X", "headcount": "1"]).1["headcount"] != nil)
    }
}
