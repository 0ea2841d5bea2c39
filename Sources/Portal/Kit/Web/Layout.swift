import PortalAssets
import PortalConfiguration
import PortalLanguage
public import PortalTemplates

/// What surrounds every page: brand, menu, language and theme switches, the person, notices.
public struct Layout: Model {
    let siteName, language, themeName: String
    let languages: [LanguageLink]
    let stylesheet, faceStylesheet, icons, favicon, touchIcon: String
    /// The portal’s own, and those of the page.
    let scripts: [String]
    let home, base, path: String
    let user: UserBadge?
    let loginUrl, token: String
    let menu, adminMenu: [MenuLink]
    let menuMore: Bool
    let notices: [NoticeView]
    let maintenance: Bool
    let searchUrl, version, legalUrl, changelogUrl, badge: String

    public static let fields: [Field<Layout>] = [
        .text("siteName") { $0.siteName }, .text("language") { $0.language }, .text("themeName") { $0.themeName },
        .list("languages") { $0.languages }, .text("stylesheet") { $0.stylesheet },
        .text("faceStylesheet") { $0.faceStylesheet }, .texts("scripts") { $0.scripts },
        .text("icons") { $0.icons }, .text("favicon") { $0.favicon }, .text("touchIcon") { $0.touchIcon },
        .text("home") { $0.home }, .text("base") { $0.base }, .text("path") { $0.path },
        .optionalModel("user") { $0.user },
        .text("loginUrl") { $0.loginUrl }, .text("token") { $0.token }, .text("logoutToken") { $0.token },
        .list("menu") { $0.menu }, .list("adminMenu") { $0.adminMenu }, .flag("menuMore") { $0.menuMore },
        .list("notices") { $0.notices }, .flag("maintenance") { $0.maintenance }, .text("searchUrl") { $0.searchUrl },
        .text("version") { $0.version }, .text("legalUrl") { $0.legalUrl }, .text("changelogUrl") { $0.changelogUrl },
        .text("badge") { $0.badge },
    ]

    /// Draws the layout of a page for one visit.
    init(_ context: RequestContext, page: any Page, notices waiting: [FlashNotices.Spoken], assets: AssetStore.Assets) {
        let application = context.application
        siteName = application.siteName(context.settings)
        language = context.language.code
        themeName =
            context.actor.person?.theme
            ?? Layout.theme(context.request.cookie(Cookies.themeName(application.configuration)))
        languages = assets.languages.all.map {
            LanguageLink(code: $0.code, name: $0.name, current: $0.code == context.language.code)
        }
        let base = application.configuration.basePath
        func file(_ name: String) -> String { base + assets.files.url(for: name) }
        stylesheet = file("portal.css")
        let hue = context.settings[PortalSettings.hue]
        faceStylesheet = hue == PortalSettings.hue.standard ? "" : "\(base)/face.css?hue=\(hue)"
        scripts = (["portal.js"] + page.scripts).map(file)
        icons = file("icons.svg")
        favicon = file("favicon.svg")
        touchIcon = file("touch-icon.png")
        home = base + "/"
        self.base = base
        path = context.request.method == "GET" ? context.request.pathAndQuery : context.request.path
        user = context.actor.person.map {
            UserBadge(name: $0.name, initials: $0.initials, profileUrl: base + "/profile")
        }
        loginUrl = base + "/login"
        token = IdempotencyKeys.newToken()
        let entries = MenuLink.entries(context)
        menu = entries.menu
        adminMenu = entries.administration
        menuMore = entries.menu.count + entries.administration.count > 5
        self.notices = waiting.map { NoticeView(kind: $0.kind, text: $0.text) }
        maintenance = application.inMaintenance(context.settings)
        searchUrl = ""
        version = PortalApplication.version
        legalUrl = base + "/legal"
        changelogUrl = base + "/changelog"
        badge = application.configuration.environment == .development ? "dev" : ""
    }

    private static func theme(_ cookie: String?) -> String {
        switch cookie {
        case "light": "light"
        case "dark": "dark"
        default: "auto"
        }
    }
}

/// A language one may switch to.
struct LanguageLink: Model {
    let code, name: String
    let current: Bool
    static let fields: [Field<LanguageLink>] = [
        .text("code") { $0.code }, .text("name") { $0.name }, .flag("current") { $0.current },
    ]
}

/// The signed-in person in the top bar.
struct UserBadge: Model {
    let name, initials, profileUrl: String
    static let fields: [Field<UserBadge>] = [
        .text("name") { $0.name }, .text("initials") { $0.initials }, .text("profileUrl") { $0.profileUrl },
    ]
}

/// A notice in the visitor's words.
struct NoticeView: Model {
    let kind, text: String
    static let fields: [Field<NoticeView>] = [.text("kind") { $0.kind }, .text("text") { $0.text }]
}

/// A place in the rail.
struct MenuLink: Model {
    let title: Message
    let icon, url: String
    let current, primary: Bool
    static let fields: [Field<MenuLink>] = [
        .message("title") { $0.title }, .text("icon") { $0.icon }, .text("url") { $0.url },
        .flag("current") { $0.current },
        .flag("primary") { $0.primary },
    ]

    /// The places this visitor may go to; the first four also stand in the bar of a phone.
    static func entries(_ context: RequestContext) -> (menu: [MenuLink], administration: [MenuLink]) {
        var menu: [MenuLink] = []
        var administration: [MenuLink] = []
        for module in context.application.modules where context.application.isOn(module, context.settings) {
            for entry in module.menu where admits(entry.access, context) {
                let path = context.request.path
                let current = path == entry.path || (entry.path != "/" && path.hasPrefix(entry.path + "/"))
                let link = MenuLink(
                    title: entry.title, icon: entry.icon, url: context.url(entry.path), current: current,
                    primary: !entry.administration && menu.count < 4)
                if entry.administration { administration.append(link) } else { menu.append(link) }
            }
        }
        return (menu, administration)
    }

    private static func admits(_ access: Access, _ context: RequestContext) -> Bool {
        switch access {
        case .everyone, .machine: true
        case .signedIn: !context.actor.isVisitor
        case .may(let action, let scope): context.may(action, scope)
        case .maySome(let action, let scope), .mayOn(let action, let scope, _): context.maySome(action, scope)
        case .any(let list): list.contains { admits($0, context) }
        case .all(let list): list.allSatisfy { admits($0, context) }
        // A menu entry with a rule of its own: the rule decides when it is opened.
        case .rule: true
        case .confirmed(let inner): admits(inner, context)
        }
    }
}
