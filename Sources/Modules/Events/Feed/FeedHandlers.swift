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
                end: { person, account, context, db in
                    guard try Feed.revoke(person, db) else { return }
                    try context.record("withdraw", "event_feed", id: person, label: account, db)
                    try context.noteSecurity(.feedEnded, of: person, account: account, db)
                })
        ]
    }

    func showFeed(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        .page(try feedPage(made: "", of: owner(context), context, db))
    }

    /// Makes an address. It is on the page that answers, and nowhere else ever again: only the hash of its token is kept.
    func createFeed(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let _: EmptyForm = try context.form()
        let person = try owner(context)
        let token = Token()
        try Feed.make(token, for: person, now: context.now, db)
        try context.record("create", "event_feed", id: person, label: context.actor.auditName, db)
        let url = context.absolute("/events/feed/\(token.text).ics")
        return .page(try feedPage(made: url, of: person, context, db), status: 201)
    }

    func revokeFeed(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let _: EmptyForm = try context.form()
        let person = try owner(context)
        let reply = HandlerResponse.seeOther("/events/feed")
        guard try Feed.revoke(person, db) else { return reply.noticing(.info, tr("Nothing has changed.")) }
        try context.record("withdraw", "event_feed", id: person, label: context.actor.auditName, db)
        try context.noteSecurity(.feedEnded, db)
        return reply.noticing(.good, tr("The address is off. It no longer opens anything."))
    }

    /// Answers a calendar program.
    func serveFeed(_ context: RequestContext) async throws -> HandlerResponse {
        let name = context.parameter("token")
        guard name.hasSuffix(".ics"), let token = Token(String(name.dropLast(4))) else { throw Failure.notFound }
        let (feed, calendar) = try await context.application.database.read { db in
            guard let feed = try Feed.find(token, db) else { throw Failure.notFound }
            // In the owner's language: a program asks for none.
            let spoken =
                feed.language.flatMap { context.application.assetStore.assets.languages[$0] } ?? context.language
            let site = context.application.siteName(context.settings)
            let name = spoken.text(tr("Events · %(site)s", ["site": .text(site)]))
            return (feed, ICalendar(try feed.events(context, db), name: name, context))
        }
        if feed.isStale(context.now) {
            try await context.application.database.write { try feed.noteUse(context.now, $0) }
        }
        return calendar.reply
    }

    /// Feeds are people's: a visitor to whom the public role shows events has none.
    private func owner(_ context: RequestContext) throws(Failure) -> Int64 {
        guard let person = context.actor.id else { throw .signIn }
        return person
    }

    private func feedPage(made: String, of person: Int64, _ context: RequestContext, _ db: any Connection) throws
        -> FeedPage
    {
        let feed = try Feed.of(person, db)
        return FeedPage(
            made: made, createdAt: feed?.createdAt, lastUsedAt: feed?.lastUsedAt, action: context.url("/events/feed"),
            back: context.url("/events"))
    }
}
