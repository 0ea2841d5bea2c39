import PortalKit
import PortalLanguage
import PortalTemplates

/// The login card.
struct LoginPage: Page {
    let login, next: String
    let remember, wrong, mayRegister: Bool

    static let template = "accounts/login.html"
    static let fields: [Field<LoginPage>] = [
        .text("login") { $0.login }, .text("next") { $0.next }, .flag("remember") { $0.remember },
        .flag("wrong") { $0.wrong },
        .flag("mayRegister") { $0.mayRegister },
    ]
    static var sample: LoginPage {
        LoginPage(login: "zlefevre", next: "/clients", remember: true, wrong: true, mayRegister: true)
    }
}

extension LoginPage {
    init(_ context: RequestContext, login: String, next: String, remember: Bool, wrong: Bool) {
        self.init(
            login: login, next: next, remember: remember, wrong: wrong,
            mayRegister: context.settings[PortalSettings.registration])
    }
}
