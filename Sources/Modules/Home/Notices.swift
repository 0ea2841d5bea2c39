import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates

/// The legal notice as the association wrote it.
struct TextPage: Page {
    let title: Message
    let text: String

    static let template = "home/legal.html"
    static let fields: [Field<TextPage>] = [.message("title") { $0.title }, .text("text") { $0.text }]
    static var sample: TextPage { TextPage(title: tr("Legal notice"), text: "**Union**, 1 rue de la Paix") }
}

/// Everything the rail holds, on a page of its own for phones.
struct MorePage: Page {
    let title: Message
    static let template = "home/more.html"
    static let fields: [Field<MorePage>] = [.message("title") { $0.title }]
    static var sample: MorePage { MorePage(title: tr("More")) }
}

/// What is new, release by release.
struct ChangelogPage: Page {
    let releases: [Release]

    /// One release.
    struct Release: Model {
        let version: String
        let notes: [Message]
        static let fields: [Field<Release>] = [.text("version") { $0.version }, .messages("notes") { $0.notes }]
    }

    static let template = "home/changelog.html"
    static let fields: [Field<ChangelogPage>] = [.list("releases") { $0.releases }]
    static var sample: ChangelogPage { ChangelogPage(releases: all) }

    /// Newest first; written for members, not for developers.
    static var all: [Release] {
        [
            Release(
                version: "0.1.0",
                notes: [
                    tr("Accounts, roles and permissions, in French and in English."),
                    tr("Clients and companies: search, history, export."),
                    tr("Light and dark, on a phone as on a laptop."),
                ])
        ]
    }
}

extension HomeModule {
    func showLegal(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        .page(TextPage(title: tr("Legal notice"), text: context.settings[PortalSettings.legal].text))
    }

    func showChangelog(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        .page(ChangelogPage(releases: ChangelogPage.all))
    }

    func showMore(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        .page(MorePage(title: tr("More")))
    }

    /// The association's hue as a stylesheet of one line, since the policy allows no inline style.
    func showFace(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let hue = context.settings[PortalSettings.hue]
        return HandlerResponse(
            status: 200, body: .bytes(Array(":root{--hue:\(hue)}".utf8), type: "text/css; charset=utf-8")
        )
        .with("Cache-Control", "public, max-age=86400")
    }
}
