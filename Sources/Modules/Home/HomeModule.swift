public import PortalKit
public import PortalLanguage
public import PortalTemplates

/// The front door: the home page with a card per module, the small switches of every page, the notices everybody may read, and what
/// monitors ask for.
public struct HomeModule: Module {
    public static let id = "home"

    /// The front door.
    public init() {}

    public var title: Message { tr("Home") }
    public var summary: Message { tr("Home page, legal notice, changelog.") }
    public var optional: Bool { false }

    public var routes: [Route] {
        [
            .get("/", .everyone, showHome),
            .get("/legal", .everyone, showLegal),
            .get("/changelog", .everyone, showChangelog),
            .get("/more", .everyone, showMore),
            .get("/.well-known/security.txt", .everyone, duringMaintenance: true, showSecurityContact),
            .get("/face.css", .everyone, duringMaintenance: true, showFace),
            .free(.post, "/language", .everyone, duringMaintenance: true, chooseLanguage),
            .free(.post, "/theme", .everyone, duringMaintenance: true, chooseTheme),
            .free(.get, "/healthz", .machine, showHealth),
            .free(.get, "/readyz", .machine, showReadiness),
        ]
    }

    public var settings: [any AnySetting] { [SecurityContact.setting] }

    public var menu: [MenuEntry] { [MenuEntry(tr("Home"), icon: "home", path: "/", access: .everyone)] }

    public var pages: [any Page.Type] { [HomePage.self, TextPage.self, ChangelogPage.self, MorePage.self] }
}
