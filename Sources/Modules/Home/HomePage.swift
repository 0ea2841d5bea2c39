import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates

/// The home page: a greeting, and a card per module the visitor may use.
struct HomePage: Page {
    let greeting: Message
    let visitor: Bool
    let mayRegister: Bool
    let cards: [CardView]
    let waiting: [WaitingCard]
    let charts: [MonthChart]

    /// One module's card.
    struct CardView: Model {
        let title: Message
        let icon, url: String
        let lines: [Message]
        static let fields: [Field<CardView>] = [
            .message("title") { $0.title }, .text("icon") { $0.icon }, .text("url") { $0.url },
            .messages("lines") { $0.lines },
        ]
    }

    static let template = "home/home.html"
    static let fields: [Field<HomePage>] = [
        .message("greeting") { $0.greeting }, .flag("visitor") { $0.visitor }, .flag("mayRegister") { $0.mayRegister },
        .list("cards") { $0.cards }, .list("waiting") { $0.waiting }, .list("charts") { $0.charts },
    ]
    static var sample: HomePage {
        HomePage(
            greeting: tr("Hello %(name)s", ["name": "Zoé Lefèvre"]), visitor: false, mayRegister: true,
            cards: [
                CardView(title: tr("Home"), icon: "home", url: "/", lines: [tr("Home page, legal notice, changelog.")])
            ],
            waiting: [
                WaitingCard(
                    .verbatim("–"),
                    lines: [RelatedLine("Gala", url: "/events/GALA", note: "21 nov.", state: .verbatim("–"), kind: "")],
                    moreUrl: "/events")
            ],
            charts: [])
    }
}

extension HomeModule {
    func showHome(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        var cards: [HomePage.CardView] = []
        var waiting: [WaitingCard] = []
        var charts: [MonthChart] = []
        for module in context.application.modules where context.application.isOn(module, context.settings) {
            waiting += try module.waiting(context, db)
            charts += try module.charts(context, db)
            for card in try module.cards(context, db) {
                cards.append(.init(title: card.title, icon: card.icon, url: context.url(card.path), lines: card.lines))
            }
        }
        let greeting: Message =
            if let person = context.actor.person {
                tr("Hello %(name)s", ["name": .text(person.name)])
            } else {
                tr("Welcome to %(site)s", ["site": .text(context.application.siteName(context.settings))])
            }
        return .page(
            HomePage(
                greeting: greeting, visitor: context.actor.isVisitor,
                mayRegister: context.settings[PortalSettings.registration],
                cards: cards, waiting: waiting, charts: charts))
    }
}
