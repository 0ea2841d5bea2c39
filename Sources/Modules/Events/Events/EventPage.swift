import Clients
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// One event: when and where, who runs it, where it stands, and what happened.
struct EventPage: Page {
    let event: Event
    let when: String
    let url, contractUrl, clientUrl: String
    let rights: Rights
    /// Whom the event may be given to; empty where the visitor may not choose.
    let supporters: [Choice]
    let conflicts: [Conflict]
    let buttons: [WorkflowButton]
    let steps: [WorkflowStep]
    let history: [HistoryEntry]

    /// What the visitor may do here and now.
    struct Rights: Sendable {
        var edit = false
        var archive = false
        var delete = false
        var assign = false
    }

    static let template = "events/show.html"
    static let fields: [Field<EventPage>] = facts + possible + lists

    private static let facts: [Field<EventPage>] = [
        .text("number") { $0.event.customID }, .text("name") { $0.event.title }, .text("when") { $0.when },
        .text("place") { $0.event.facts.place.name }, .text("address") { $0.event.facts.place.address },
        .text("postalCode") { $0.event.facts.place.postalCode }, .text("town") { $0.event.facts.place.town },
        .number("attendees") { $0.event.facts.attendees }, .text("notes") { $0.event.facts.notes },
        .text("contract") { $0.event.contract.title }, .text("contractId") { $0.event.contract.customID },
        .text("contractUrl") { $0.contractUrl }, .text("client") { $0.event.contract.client },
        .text("clientUrl") { $0.clientUrl }, .text("commercial") { $0.event.contract.commercial },
        .text("support") { $0.event.support?.name ?? "" }, .message("state") { $0.event.state.title },
        .text("kind") { $0.event.state.kind }, .flag("isCancelled") { $0.event.state == .cancelled },
        .text("version") { String($0.event.version) }, .instant("createdAt") { $0.event.createdAt },
        .instant("updatedAt") { $0.event.updatedAt }, .optionalInstant("archivedAt") { $0.event.archivedAt },
    ]
    private static let possible: [Field<EventPage>] = [
        .text("url") { $0.url }, .flag("mayEdit") { $0.rights.edit }, .flag("mayArchive") { $0.rights.archive },
        .flag("mayDelete") { $0.rights.delete }, .flag("mayAssign") { $0.rights.assign },
        .list("supporters") { $0.supporters }, .list("buttons") { $0.buttons },
    ]
    private static let lists: [Field<EventPage>] = [
        .list("stops") { WorkflowStop.line($0.event.state) }, .list("conflicts") { $0.conflicts },
        .list("steps") { $0.steps }, .list("history") { $0.history },
    ]

    static var sample: EventPage {
        EventPage(
            event: .sample, when: "21 nov. 2026, 14:00–20:00", url: "/events/2026-GALA-D-HIVER",
            contractUrl: "/contracts/2026-LEFEVRE", clientUrl: "/clients/LEFEVRE-ZOE",
            rights: Rights(edit: true, archive: true, delete: true, assign: true),
            supporters: [Choice("support", named: "Théo Marchand", selected: true)],
            conflicts: [
                Conflict(title: "Bal", url: "/events/2026-BAL", when: "21 nov. 2026, 18:00–23:00"),
                Conflict(title: "", url: "", when: "21 nov. 2026, 19:00–23:00"),
            ], buttons: EventAction.allCases.map { WorkflowButton($0, path: "/events/2026-GALA-D-HIVER") },
            steps: [
                WorkflowStep(
                    from: EventState.planned, to: .confirmed, who: "Théo Marchand", reason: "Salle réservée",
                    when: Instant(seconds: 1_795_000_000))
            ],
            history: [
                HistoryEntry.sample(
                    trc("history", "Created"), by: "commercial", at: Instant(seconds: 1_795_000_000))
            ])
    }
}
