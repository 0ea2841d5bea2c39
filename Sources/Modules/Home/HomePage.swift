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
    func showHome(_ visit: Visit, _ db: any Connection) throws -> Reply {
        var cards: [HomePage.CardView] = []
        var waiting: [WaitingCard] = []
        var charts: [MonthChart] = []
        for module in visit.house.modules where visit.house.isOn(module, visit.settings) {
            waiting += try module.waiting(visit, db)
            charts += try module.charts(visit, db)
            for card in try module.cards(visit, db) {
                cards.append(.init(title: card.title, icon: card.icon, url: visit.url(card.path), lines: card.lines))
            }
        }
        let greeting: Message =
            if let person = visit.actor.person {
                tr("Hello %(name)s", ["name": .text(person.name)])
            } else {
                tr("Welcome to %(site)s", ["site": .text(visit.house.siteName(visit.settings))])
            }
        return .page(
            HomePage(
                greeting: greeting, visitor: visit.actor.isVisitor,
                mayRegister: visit.settings[HouseSettings.registration],
                cards: cards, waiting: waiting, charts: charts))
    }
}
