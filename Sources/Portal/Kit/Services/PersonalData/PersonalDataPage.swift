import PortalLanguage
import PortalTemplates
import PortalValues

/// What the portal holds of one subject: given out, and erased by whom that is allowed.
struct PersonalDataPage: Page {
    let name: String
    let isOwn: Bool
    let fault: Message?
    let groups: [Group]
    let obstacles: [Obstacle]
    let heldUntil: Message?
    let exportUrl, eraseUrl, plan, back, listUrl: String
    let listTitle: Message

    /// What is deleted, what anonymised, what kept.
    struct Group: Model {
        let fate: ErasureFate
        let lines: [Line]
        static let fields: [Field<Group>] = [
            .text("fate") { $0.fate.rawValue }, .message("title") { $0.fate.title }, .list("lines") { $0.lines },
        ]
    }

    /// Some rows.
    struct Line: Model {
        let title: Message
        let count: Int
        let purpose, basis, period: Message
        let reason: Message?
        static let fields: [Field<Line>] = [
            .message("title") { $0.title }, .number("count") { $0.count }, .message("purpose") { $0.purpose },
            .message("basis") { $0.basis }, .message("period") { $0.period }, .optionalMessage("reason") { $0.reason },
        ]
    }

    /// What is in the way, and where that can be changed.
    struct Obstacle: Model {
        let reason: Message
        let url: String
        static let fields: [Field<Obstacle>] = [.message("reason") { $0.reason }, .text("url") { $0.url }]
    }

    static let template = "personal-data/subject.html"
    static let fields: [Field<PersonalDataPage>] = [
        .text("name") { $0.name }, .flag("isOwn") { $0.isOwn }, .optionalMessage("fault") { $0.fault },
        .list("groups") { $0.groups }, .list("obstacles") { $0.obstacles },
        .optionalMessage("heldUntil") { $0.heldUntil }, .text("exportUrl") { $0.exportUrl },
        .text("eraseUrl") { $0.eraseUrl }, .text("plan") { $0.plan }, .text("back") { $0.back },
        .text("listUrl") { $0.listUrl }, .message("listTitle") { $0.listTitle },
    ]
    static var sample: PersonalDataPage {
        PersonalDataPage(
            name: "Zoé Lefèvre", isOwn: false, fault: tr("Please look at the plan again."),
            groups: [
                Group(
                    fate: .kept,
                    lines: [
                        Line(
                            title: tr("Sessions"), count: 3, purpose: tr("Signing in to the portal"),
                            basis: LegalBasis.duty.title, period: trn("%(count)s year", "%(count)s years", 10),
                            reason: tr("Names of roles."))
                    ])
            ], obstacles: [Obstacle(reason: tr("You cannot erase yourself."), url: "/contracts/2026-LEFEVRE")],
            heldUntil: tr("Names of roles."), exportUrl: "/clients/LEFEVRE-ZOE/personal-data/export.json",
            eraseUrl: "/clients/LEFEVRE-ZOE/personal-data/erasure", plan: "0123456789abcdef",
            back: "/clients/LEFEVRE-ZOE", listUrl: "/clients", listTitle: tr("People"))
    }
}

extension PersonalDataPage.Line {
    init(_ line: ErasurePlan.Line, _ settings: SettingValues) {
        let holding = line.holding
        self.init(
            title: holding.title, count: line.count, purpose: holding.purpose, basis: holding.basis.title,
            period: holding.period.words(settings), reason: holding.reason)
    }
}
