import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// What the portal does by itself, and how it last went.
struct JobsPage: Page {
    let jobs: [Entry]

    /// One job.
    struct Entry: Model {
        let name: String
        let title, state: Message
        let stateKind: String
        let message: Message
        let finishedAt, dueAt: Instant?

        static let fields: [Field<Entry>] = [
            .text("name") { $0.name }, .message("title") { $0.title }, .message("state") { $0.state },
            .text("stateKind") { $0.stateKind }, .message("message") { $0.message },
            .optionalInstant("finishedAt") { $0.finishedAt },
            .optionalInstant("dueAt") { $0.dueAt },
        ]
    }

    static let template = "administration/jobs.html"
    static let fields: [Field<JobsPage>] = [.list("jobs") { $0.jobs }]
    static var sample: JobsPage {
        JobsPage(jobs: [
            Entry(
                name: "house.mail", title: tr("Send e-mails"),
                state: trn("%(count)s failure", "%(count)s failures in a row", 3),
                stateKind: "bad", message: .verbatim("the mail server does not answer"),
                finishedAt: Instant(seconds: 1_795_000_000),
                dueAt: Instant(seconds: 1_795_000_060))
        ])
    }
}

extension AdministrationModule {
    func showJobs(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let states = try JobState.all(db)
        let known = Set(states.map(\.name))
        let waiting = context.application.modules.flatMap(\.jobs).map(\.name).filter { !known.contains($0) }
        return .page(
            JobsPage(
                jobs: states.map { JobsPage.Entry($0, now: context.now) }
                    + waiting.map { JobsPage.Entry(neverRun: $0) }))
    }
}

extension JobsPage.Entry {
    init(_ job: JobState, now: Instant) {
        let runs = job.lockedUntil.map { $0 > now } ?? false
        self.init(
            name: job.name, title: Self.title(job.name),
            state: runs
                ? trc("job", "Running")
                : job.failures > 0
                    ? trn("%(count)s failure", "%(count)s failures in a row", job.failures)
                    : job.finishedAt == nil ? trc("job", "Not run yet") : trc("job", "Succeeded"),
            stateKind: runs ? "accent" : job.failures > 0 ? "bad" : job.finishedAt == nil ? "" : "good",
            message: job.message ?? .verbatim(""),
            finishedAt: job.finishedAt, dueAt: job.dueAt)
    }

    /// A job that no process has begun: just installed, or of a module that is switched off.
    init(neverRun name: String) {
        self.init(
            name: name, title: Self.title(name), state: trc("job", "Not run yet"), stateKind: "",
            message: .verbatim(""), finishedAt: nil,
            dueAt: nil)
    }

    private static func title(_ name: String) -> Message {
        switch name {
        case "accounts.forgetting": tr("Clear expired links and registrations")
        case "house.mail": tr("Send e-mails")
        case "house.purge": tr("Clear what is no longer needed")
        case "house.temporary-files": tr("Remove forgotten temporary files")
        default: .verbatim(name)
        }
    }
}
