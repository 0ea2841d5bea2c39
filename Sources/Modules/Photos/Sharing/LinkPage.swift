import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// The links of an album, and the form of a new one.
struct LinkListPage: Page {
    let albumName, albumUrl, collectionName, collectionUrl, action: String
    let links: [LinkView]
    let form: LinkForm
    let errors: FieldErrors
    /// What the new link may show; none where it can only be the album.
    let choices: [Choice]
    /// The address of the link that was just made; it is shown this once.
    let made: String

    static let template = "photos/links.html"
    static let fields: [Field<LinkListPage>] = [
        .text("albumName") { $0.albumName }, .text("albumUrl") { $0.albumUrl },
        .text("collectionName") { $0.collectionName }, .text("collectionUrl") { $0.collectionUrl },
        .text("action") { $0.action }, .list("links") { $0.links },
        .list("errors") { $0.errors.lines(LinkForm.labels) },
        .model("label") { $0.errors.view("label", $0.form.label) },
        .model("until") { $0.errors.view("until", $0.form.until) },
        .optionalMessage("passwordError") { $0.errors["password"] }, .list("choices") { $0.choices },
        .optionalMessage("photoError") { $0.errors["photo"] }, .text("made") { $0.made },
    ]
    static var sample: LinkListPage {
        LinkListPage(
            albumName: "Gala", albumUrl: "/photos/2026/gala", collectionName: "2026", collectionUrl: "/photos/2026",
            action: "/photos/2026/gala/links", links: [.sample], form: LinkForm(Fields()), errors: FieldErrors(),
            choices: [Choice("", tr("The whole album"), selected: true)], made: "https://portal.example/photos/shared/t"
        )
    }
}

/// One link in the list.
struct LinkView: Model {
    let label: String
    /// The album, or the name of the photo.
    let target: Message
    let state: Message
    let kind: String
    let maker: String
    let createdAt: Instant
    let expiresAt, lastVisitAt: Instant?
    let visits: Message
    let hasPassword: Bool
    /// Empty for a link that ended.
    let revokeUrl: String

    static let fields: [Field<LinkView>] = [
        .text("label") { $0.label }, .message("target") { $0.target }, .message("state") { $0.state },
        .text("kind") { $0.kind }, .text("maker") { $0.maker }, .instant("createdAt") { $0.createdAt },
        .optionalInstant("expiresAt") { $0.expiresAt }, .optionalInstant("lastVisitAt") { $0.lastVisitAt },
        .message("visits") { $0.visits }, .flag("hasPassword") { $0.hasPassword }, .text("revokeUrl") { $0.revokeUrl },
    ]

    static var sample: LinkView {
        LinkView(
            label: "Parents", target: tr("The whole album"), state: trc("link", "Works"), kind: "good", maker: "Zoé",
            createdAt: Instant(seconds: 1_795_000_000), expiresAt: Instant(seconds: 1_796_000_000),
            lastVisitAt: Instant(seconds: 1_795_500_000), visits: trn("%(count)s visit", "%(count)s visits", 3),
            hasPassword: true, revokeUrl: "/r")
    }
}

/// What is typed for a new link.
struct LinkForm: Form {
    var label = ""
    /// The name of the photo; empty for the album.
    var photo = ""
    var until = ""
    var password = ""

    static let names = ["label", "photo", "until", "password"]
    static let shortest = 6

    init(_ fields: Fields) {
        label = fields["label"]
        photo = fields["photo"]
        until = fields["until"]
        password = fields["password"]
    }

    /// The checked facts but for the photo; notes everything that is wrong. The link lasts to the end of its last day in `zone`.
    func facts(_ errors: inout FieldErrors, now: Instant, in zone: Zone) -> ShareLinkFacts {
        var facts = ShareLinkFacts()
        facts.label = errors.line("label", label, most: 120)
        let day = errors.checkTyped("until", until) { text throws(TextError) in
            guard let day = Day(typed: text) else { throw TextError(tr("A day such as 21/11/2026 or 2026-11-21.")) }
            return day
        }
        if let day {
            let next = day.adding(days: 1)
            facts.expiresAt = zone.instant(day: next, secondOfDay: 0) ?? zone.instant(day: next, secondOfDay: 3_600)
            if facts.expiresAt.map({ $0 <= now }) ?? true { errors["until"] = tr("This day has already passed.") }
        }
        let length = password.unicodeScalars.count
        if length > 0, !(Self.shortest...200).contains(length) {
            errors["password"] = tr("Between 6 and 200 characters, or none for no password.")
        }
        facts.password = password
        return facts
    }

    static let labels: [String: Message] = [
        "label": tr("For whom"), "photo": tr("What it shows"), "until": tr("Last day"), "password": tr("Password"),
    ]
}
