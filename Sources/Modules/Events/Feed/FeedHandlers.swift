import PortalDatabase
public import PortalKit
import PortalLanguage
import PortalSecurity
import PortalTemplates
import PortalValues

/// The address of one's calendar: made, looked at, ended.
struct FeedPage: Page {
    /// The whole address, on the page that answers its making and never again.
    let made: String
    let createdAt, lastUsedAt: Instant?
    let action, back: String

    static let template = "events/feed.html"
    static let fields: [Field<FeedPage>] = [
        .text("made") { $0.made }, .optionalInstant("createdAt") { $0.createdAt },
        .optionalInstant("lastUsedAt") { $0.lastUsedAt }, .text("action") { $0.action }, .text("back") { $0.back },
    ]
    static var sample: FeedPage {
        let then = Instant(seconds: 1_795_000_000)
        return FeedPage(
            made: "https://portal.example/events/feed/x.ics", createdAt: then, lastUsedAt: then, action: "/events/feed",
            back: "/events")
    }
}

extension EventsModule {
    /// The address of a calendar opens without a password.
    public var passes: [StandingPass] {
        [
            StandingPass(
                tr("The address of your calendar: whoever knows it reads your events."),
                has: { person, db in try Feed.of(person, db) != nil },
                end: { person, account, visit, db in
                    guard try Feed.revoke(person, db) else { return }
                    try visit.record("withdraw", "event_feed", id: person, label: account, db)
                    try visit.noteSecurity(.feedEnded, of: person, account: account, db)
                })
        ]
    }

    func showFeed(_ visit: Visit, _ db: any Connection) throws -> Reply {
        .page(try feedPage(made: "", of: owner(visit), visit, db))
    }

    /// Makes an address. It is on the page that answers, and nowhere else ever again: only the hash of its token is kept.
    func createFeed(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let _: EmptyForm = try visit.form()
        let person = try owner(visit)
        let token = Token()
        try Feed.make(token, for: person, now: visit.now, db)
        try visit.record("create", "event_feed", id: person, label: visit.actor.auditName, db)
        let url = visit.absolute("/events/feed/\(token.text).ics")
        return .page(try feedPage(made: url, of: person, visit, db), status: 201)
    }

    func revokeFeed(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let _: EmptyForm = try visit.form()
        let person = try owner(visit)
        let reply = Reply.seeOther("/events/feed")
        guard try Feed.revoke(person, db) else { return reply.noticing(.info, tr("Nothing has changed.")) }
        try visit.record("withdraw", "event_feed", id: person, label: visit.actor.auditName, db)
        try visit.noteSecurity(.feedEnded, db)
        return reply.noticing(.good, tr("The address is off. It no longer opens anything."))
    }

    /// Answers a calendar program.
    func serveFeed(_ visit: Visit) async throws -> Reply {
        let name = visit.parameter("token")
        guard name.hasSuffix(".ics"), let token = Token(String(name.dropLast(4))) else { throw Failure.notFound }
        let (feed, calendar) = try await visit.house.database.read { db in
            guard let feed = try Feed.find(token, db) else { throw Failure.notFound }
            // In the owner's language: a program asks for none.
            let spoken = feed.language.flatMap { visit.house.wardrobe.outfit.languages[$0] } ?? visit.language
            let site = visit.house.siteName(visit.settings)
            let name = spoken.text(tr("Events · %(site)s", ["site": .text(site)]))
            return (feed, ICalendar(try feed.events(visit, db), name: name, visit))
        }
        if feed.isStale(visit.now) {
            try await visit.house.database.write { try feed.noteUse(visit.now, $0) }
        }
        return calendar.reply
    }

    /// Feeds are people's: a visitor to whom the public role shows events has none.
    private func owner(_ visit: Visit) throws(Failure) -> Int64 {
        guard let person = visit.actor.id else { throw .signIn }
        return person
    }

    private func feedPage(made: String, of person: Int64, _ visit: Visit, _ db: any Connection) throws -> FeedPage {
        let feed = try Feed.of(person, db)
        return FeedPage(
            made: made, createdAt: feed?.createdAt, lastUsedAt: feed?.lastUsedAt, action: visit.url("/events/feed"),
            back: visit.url("/events"))
    }
}
