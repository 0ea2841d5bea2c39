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
    func chooseLanguage(_ context: RequestContext) async throws -> HandlerResponse {
        let form: LanguageForm = try context.form()
        guard context.application.assetStore.assets.languages[form.code] != nil else {
            throw Failure.badRequest(.parameter("code"))
        }
        if let person = context.actor.id {
            try await context.application.database.write { try Preferences.set(language: form.code, of: person, $0) }
        }
        var reply = HandlerResponse.seeOther(Escape.back(form.back))
        let configuration = context.application.configuration
        reply.cookies.append(Cookies.choice(Cookies.languageName(configuration), form.code, configuration))
        return reply
    }

    func chooseTheme(_ context: RequestContext) async throws -> HandlerResponse {
        let form: ThemeForm = try context.form()
        guard ["auto", "light", "dark"].contains(form.theme) else { throw Failure.badRequest(.parameter("theme")) }
        if let person = context.actor.id {
            try await context.application.database.write { try Preferences.set(theme: form.theme, of: person, $0) }
        }
        var reply = HandlerResponse.seeOther(Escape.back(form.back))
        let configuration = context.application.configuration
        reply.cookies.append(Cookies.choice(Cookies.themeName(configuration), form.theme, configuration))
        return reply
    }
}
