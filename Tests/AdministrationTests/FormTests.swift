import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTestSupport
import Testing

@testable import Administration

@Suite struct FormTests {
    @Test(arguments: ["Commercial", "Bar manager", "Équipe n° 7", "élève", "2026", "名前"])
    func `a role may have any name that a person would give it`(name: String) throws {
        #expect(try RoleForm(Fields([("name", "  \(name) "), ("colour", "teal")])).role() == (name, .teal))
    }

    @Test(arguments: [
        "", "   ", "..", "…", "/", "a\u{7}b", String(repeating: "x", count: 65), String(repeating: "x", count: 10_000),
    ])
    func `a role has a name that can be said and linked to`(name: String) {
        #expect(throws: FieldErrors.self) { try RoleForm(Fields([("name", name), ("colour", "teal")])).role() }
    }

    @Test func `a role without colour is grey, and only ten colours are known`() throws {
        #expect(try RoleForm(Fields([("name", "A")])).role().colour == .grey)
        #expect(throws: FieldErrors("colour", tr("Choose one of the colours."))) {
            try RoleForm(Fields([("name", "A"), ("colour", "ff0000")])).role()
        }
        #expect(RoleColour.shown("e40046") == "grey")
        #expect(RoleColour.shown("violet") == "violet")
    }

    @Test func `links name people by user name, or by number where there is none`() {
        #expect(PersonName.key("ZLefevre", 12) == "zlefevre")
        #expect(PersonName.path(PersonName.key(nil, 12)) == "/administration/people/~12")
        #expect(PersonName.whole("", "Cher") == "Cher")
        #expect(PersonName.initials("zoé", "lefèvre") == "ZL")
        #expect(PersonName.initials("", "") == "?")
    }

    @Test func `the values of settings have one name for each state`() {
        let settings: [any AnySetting] = [Village.colour, Village.depth]
        let first = SettingsForm.version(settings, SettingValues())
        #expect(SettingsForm.version(settings, SettingValues(["village.depth": "12"])) == first)
        #expect(SettingsForm.version(settings, SettingValues(["village.depth": "13"])) != first)
        #expect(SettingsForm.version(settings, SettingValues(["village.colour": "13"])) != first)
    }
}
