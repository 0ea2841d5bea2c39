import PortalDatabase
public import PortalKit

extension EventsModule {
    /// Who may ask for what.
    public var routes: [Route] {
        let event = Self.event
        func on(_ action: Action) -> Access { .mayOn(action, event, path: "event") }
        return [
            .get("/events", .maySome(.read, event), listEvents),
            .get("/events/export.csv", .confirmed(.maySome(.read, event)), pace: .export, exportEvents),
            .get("/events/calendar", .maySome(.read, event), showCalendar),
            // For whom an event may be entered depends on its contract: the handler looks at that before anything else.
            .get("/events/new", .maySome(.create, event), newEvent),
            .post("/events/new", .maySome(.create, event), createEvent),
            .get("/events/feed", .maySome(.read, event), showFeed),
            .post("/events/feed", .maySome(.read, event), createFeed),
            .post("/events/feed/revocation", .maySome(.read, event), revokeFeed),
            // Whoever holds the address: its token is the key.
            .free(.get, "/events/feed/{token}", .everyone, serveFeed),
            .get("/events/{event}", on(.read), showEvent),
            .get("/events/{event}/event.ics", on(.read), downloadEvent),
            .get("/events/{event}/edit", on(.update), editEvent),
            .post("/events/{event}/edit", on(.update), saveEvent),
            .post("/events/{event}/support", on(.assign), assignEvent),
            .post("/events/{event}/archive", on(.delete), archiveEvent),
            .post("/events/{event}/restoration", on(.delete), restoreEvent),
            .get("/events/{event}/delete", on(.delete), askDeleteEvent),
            .post("/events/{event}/delete", .confirmed(on(.delete)), deleteEvent),
            .get("/events/{event}/cancellation", on(.delete), askCancelEvent),
        ] + importDesk.routes + savedFilters.routes + eventList().viewRoutes(.maySome(.read, Self.event))
            + [eventList().selection.route(.maySome(.read, Self.event))]
            + Self.workflow.routes("/events/{event}") { try move($0, $1, $2) }
            + eventApi
    }
}
