import PortalDatabase
import PortalKit
import PortalLanguage

/// The language switch: a code, and the page to come back to.
struct LanguageForm: Form {
    let code, back: String
    static let names = ["code", "back"]
    init(_ fields: Fields) {
        code = fields["code"]
        back = fields["back"]
    }
}

/// The switch between light, dark and automatic.
struct ThemeForm: Form {
    let theme, back: String
    static let names = ["theme", "back"]
    init(_ fields: Fields) {
        theme = fields["theme"]
        back = fields["back"]
    }
}

extension HomeModule {
    /// Remembers the language: in the account of whoever has signed in, in a cookie for everybody.
    func chooseLanguage(_ visit: Visit) async throws -> Reply {
        let form: LanguageForm = try visit.form()
        guard visit.house.wardrobe.outfit.languages[form.code] != nil else {
            throw Failure.badRequest(.parameter("code"))
        }
        if let person = visit.actor.id {
            try await visit.house.database.write { try Preferences.set(language: form.code, of: person, $0) }
        }
        var reply = Reply.seeOther(Escape.back(form.back))
        let configuration = visit.house.configuration
        reply.cookies.append(Cookies.choice(Cookies.languageName(configuration), form.code, configuration))
        return reply
    }

    func chooseTheme(_ visit: Visit) async throws -> Reply {
        let form: ThemeForm = try visit.form()
        guard ["auto", "light", "dark"].contains(form.theme) else { throw Failure.badRequest(.parameter("theme")) }
        if let person = visit.actor.id {
            try await visit.house.database.write { try Preferences.set(theme: form.theme, of: person, $0) }
        }
        var reply = Reply.seeOther(Escape.back(form.back))
        let configuration = visit.house.configuration
        reply.cookies.append(Cookies.choice(Cookies.themeName(configuration), form.theme, configuration))
        return reply
    }
}
