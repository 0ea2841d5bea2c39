import Accounts
import Foundation
import PortalDatabase
import PortalKit
import PortalTestSupport
import Testing

@testable import Clients

/// Filters that are kept under a name, for oneself or for a role.
@Suite struct SavedFilterTests {
    private static let text = "first_name ~ z and commercial = me"
    private static let address = "/clients?filter=" + Escape.query(text)

    /// Keeps a filter; where it is then changed.
    private static func save(
        _ browser: TestBrowser, _ name: String, text: String = text, role: String = "", _ portal: TestPortal
    ) async throws -> String {
        let page = try await browser.post("/clients/filters", ["name": name, "text": text, "role": role])
        #expect(page.status == 303, "\(name)")
        let id = try await portal.count("SELECT CAST(MAX(id) AS BIGINT) FROM saved_filter")
        return "/clients/filters/\(id)"
    }

    /// Takes a role from people, and gives them another.
    private static func move(_ people: [String], from old: String, to new: String?, _ portal: TestPortal) async throws {
        try await portal.application.database.write { db in
            for username in people {
                guard let person = try People.find(username: username, db), let role = try Roles.find(old, db) else {
                    throw Failure.notFound
                }
                try Roles.take(role.id, from: person, now: .tested(), db)
                guard let next = try new.flatMap({ try Roles.find($0, db) }) else { continue }
                try Roles.give(next.id, to: person, now: .tested(), db)
            }
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a filter is kept as it was typed, shown beside its list, changed and removed`(engine: TestEngine) async throws
    {
        try await ClientsPortal.run(on: engine) { portal in
            let browser = try await portal.signedIn("commercial")
            let typed = try await browser.get(Self.address)
            #expect(typed.shows("/clients/filters?filter=" + Escape.query(Self.text)))
            #expect(
                try await browser.get("/clients/filters?filter=" + Escape.query(Self.text)).field("text") == Self.text)
            let path = try await Self.save(browser, "Mes Z", portal)
            let list = try await browser.get(Self.address)
            #expect(list.shows("Mes Z") && list.shows("aria-current=\"true\""))
            for other in ["/companies", "/clients/filters/999999"] {
                #expect(try await !browser.get(other).shows("Mes Z"))
            }
            #expect(try await !portal.signedIn("commercial2").get("/clients").shows("Mes Z"))
            let page = try await browser.get(path)
            #expect(page.field("name") == "Mes Z" && page.field("version") == "1")
            let renamed = try await browser.post(
                path, ["name": "Les Z", "text": "prenom ~ z", "role": "", "version": "1"])
            #expect(renamed.status == 303)
            #expect(try await browser.get("/clients").shows("Les Z"))
            #expect(try await portal.count("SELECT COUNT(*) FROM saved_filter WHERE text = 'prenom ~ z'") == 1)
            // What somebody keeps for themselves is nobody's business.
            #expect(try await portal.count("SELECT COUNT(*) FROM audit_entry WHERE entity = 'filter'") == 0)
            #expect(try await browser.post(path + "/removal").status == 303)
            #expect(try await browser.post(path + "/removal").status == 404)
            #expect(try await browser.get(path).status == 404)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a filter shared with a role is found by its holders, and changed by who shared it`(engine: TestEngine)
        async throws
    {
        try await ClientsPortal.run(on: engine) { portal in
            let camille = try await portal.signedIn("commercial")
            let path = try await Self.save(camille, "Nos Z", role: "Commercial", portal)
            let paul = try await portal.signedIn("commercial2")
            #expect(try await paul.get("/clients").shows("Nos Z"))
            #expect(try await paul.get("/clients/filters").shows("Nos Z"))
            #expect(try await !portal.signedIn("support").get("/clients").shows("Nos Z"))
            #expect(try await portal.signedIn("support").get(path).status == 404)
            for page in [
                try await paul.get(path), try await paul.post(path + "/removal"),
                try await paul.post(path, ["name": "X", "text": "first_name = a", "role": "", "version": "1"]),
            ] { #expect(page.status == 403) }
            let foreign = try await camille.post(
                "/clients/filters", ["name": "N", "text": Self.text, "role": "Management"])
            #expect(foreign.status == 422 && foreign.shows("that you hold"))
            #expect(try await portal.count("SELECT COUNT(*) FROM audit_entry WHERE entity = 'filter'") == 1)
            let changed = try await camille.post(
                path, ["name": "Nos Z", "text": Self.text, "role": "", "version": "1"])
            #expect(changed.status == 303)
            #expect(try await !paul.get("/clients").shows("Nos Z"))
            #expect(try await portal.count("SELECT COUNT(*) FROM audit_entry WHERE entity = 'filter'") == 2)
            // Whoever loses the role loses what it shares, and their say in it.
            let again = try await Self.save(camille, "Encore", role: "Commercial", portal)
            #expect(try await paul.post(again + "/default", ["default": "yes"]).status == 303)
            #expect(try await paul.get("/clients").location == Self.address)
            try await Self.move(["commercial", "commercial2"], from: "Commercial", to: "Support", portal)
            #expect(try await paul.get("/clients").status == 200)
            #expect(try await !paul.get("/clients").shows("Encore"))
            #expect(try await camille.get(again).status == 404)
            // The same holds for a list that one may not see at all.
            try await Self.move(["commercial"], from: "Support", to: nil, portal)
            for answer in [
                try await camille.get("/clients/filters"),
                try await camille.post("/clients/filters", ["name": "N", "text": Self.text, "role": ""]),
            ] { #expect(answer.status == 403) }
            #expect(try await portal.visitor.get("/clients/filters").location?.hasPrefix("/login") == true)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `a list opens with the filter that somebody chose, and still shows everything`(engine: TestEngine) async throws
    {
        try await ClientsPortal.run(on: engine) { portal in
            let browser = try await portal.signedIn("commercial")
            let path = try await Self.save(browser, "Mes Z", portal)
            #expect(try await browser.get("/clients").status == 200)
            #expect(try await browser.post(path + "/default", ["default": "yes"]).status == 303)
            let opened = try await browser.get("/clients")
            #expect(opened.status == 303 && opened.location == Self.address)
            let list = try await browser.get(Self.address)
            #expect(list.shows("href=\"/clients?filter=\""))
            let all = try await browser.get("/clients?filter=")
            #expect(all.status == 200 && all.field("filter") == "")
            #expect(try await portal.signedIn("support").get("/clients").status == 200)
            // A new one takes its place; then none.
            let other = try await Self.save(browser, "Autre", text: "last_name ~ a", portal)
            #expect(try await browser.post(other + "/default", ["default": "yes"]).status == 303)
            #expect(try await portal.count("SELECT COUNT(*) FROM saved_filter_default") == 1)
            #expect(try await browser.post(other + "/default").status == 303)
            #expect(try await browser.get("/clients").status == 200)
            // Nobody lets their list open with what somebody else keeps.
            #expect(try await portal.signedIn("support").post(path + "/default", ["default": "yes"]).status == 404)
        }
    }

    @Test(arguments: [
        ("", "a = a", "name", "Please fill this in."), ("N", "", "text", "Please fill this in."),
        ("N", "tovn = a", "text", "There is no field"), ("N", "first_name = 'a", "text", "never closed"),
        ("N", "commercial = nobody", "text", "user name"), ("mes z", text, "name", "has this name"),
        (String(repeating: "x", count: 61), text, "name", "At most"),
    ])
    func `what is no filter, or has no name, is not kept`(name: String, text: String, field: String, reason: String)
        async throws
    {
        try await ClientsPortal.run { portal in
            let browser = try await portal.signedIn("commercial")
            _ = try await Self.save(browser, "Mes Z", portal)
            let page = try await browser.post("/clients/filters", ["name": name, "text": text, "role": ""])
            #expect(page.status == 422)
            #expect(page.shows("#field-\(field)") && page.shows(reason), "\(name) \(text)")
            #expect(page.field("text") != nil)
            #expect(try await portal.count("SELECT COUNT(*) FROM saved_filter") == 1)
        }
    }

    @Test(arguments: TestEngine.tested)
    func `two changes at once: the second sees the first, and each is made once`(engine: TestEngine) async throws {
        try await ClientsPortal.run(on: engine) { portal in
            let browser = try await portal.signedIn("commercial")
            let token = UUID().uuidString
            let form = ["name": "Une", "text": Self.text, "role": "", "_token": token]
            async let first = browser.post("/clients/filters", form)
            async let second = browser.post("/clients/filters", form)
            #expect(try await [first.status, second.status] == [303, 303])
            #expect(try await portal.count("SELECT COUNT(*) FROM saved_filter") == 1)
            let path = "/clients/filters/\(try await portal.count("SELECT id FROM saved_filter"))"
            let change = ["name": "Deux", "text": Self.text, "role": "", "version": "1"]
            #expect(try await browser.post(path, change).status == 303)
            let late = try await browser.post(path, change.merging(["name": "Trois"]) { $1 })
            #expect(late.status == 409)
            #expect(late.shows("<b>Deux</b>") && late.field("name") == "Trois" && late.field("version") == "2")
            #expect(
                try await browser.post(path, change.merging(["name": "Trois", "version": "2"]) { $1 }).status == 303)
        }
    }

    @Test func `a filter whose fields are gone says so, like one that is typed`() async throws {
        try await ClientsPortal.run { portal in
            let browser = try await portal.signedIn("commercial")
            _ = try await Self.save(browser, "Vieux", portal)
            try await portal.application.database.write {
                try $0.run("UPDATE saved_filter SET text = 'shoe_size > 42'")
            }
            #expect(try await browser.get("/clients").shows("Vieux"))
            let page = try await browser.get("/clients?filter=" + Escape.query("shoe_size > 42"))
            #expect(page.status == 422 && page.shows("There is no field") && page.shows("Vieux"))
        }
    }

    @Test(arguments: [
        ("toun = Nantes", "en", "company.town"), ("vile = Nantes", "en", "entreprise.ville"),
        ("vile = Nantes", "fr", "entreprise.ville"), ("toun = Nantes", "fr", "company.town"),
        ("company.vile = a", "fr", "company.town"), ("entreprise.toun = a", "en", "entreprise.ville"),
        ("entrepris.vile = a", "en", "entreprise.ville"), ("first_nam = a", "fr", "first_name"),
    ])
    func `a suggestion is wholly in the language of what was typed`(filter: String, language: String, near: String)
        async throws
    {
        try await ClientsPortal.run { portal in
            let browser = try await portal.signedIn("support")
            browser.speak(language)
            let page = try await browser.get("/clients?filter=" + Escape.query(filter))
            #expect(page.status == 422)
            let hint = page.body.components(separatedBy: "<p class=\"small\">").dropFirst().first ?? ""
            #expect(hint.prefix { $0 != "<" }.contains(near), "\(filter): \(hint.prefix(60))")
        }
    }
}
