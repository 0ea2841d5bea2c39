import PortalDatabase
import PortalKit
import PortalLanguage

extension ICalendar {
    /// A calendar of events; `name` is what programs call it, nothing for a single event.
    init(_ events: [Event], name: String = "", _ context: RequestContext) {
        self.init()
        line("BEGIN:VCALENDAR")
        line("VERSION:2.0")
        line("PRODID:-//portal//events//EN")
        line("CALSCALE:GREGORIAN")
        if !name.isEmpty {
            // RFC 7986, and what programs read that are older than it.
            text("NAME", name)
            text("X-WR-CALNAME", name)
            line("REFRESH-INTERVAL;VALUE=DURATION:PT1H")
            line("X-PUBLISHED-TTL:PT1H")
        }
        for event in events { add(event, url: context.absolute(EventsModule.path(event.customID))) }
        line("END:VCALENDAR")
    }

    private mutating func add(_ event: Event, url: String) {
        let facts = event.facts
        line("BEGIN:VEVENT")
        line("UID:\(event.uid)")
        // Without a METHOD, the moment of the last revision (3.8.7.2).
        moment("DTSTAMP", event.updatedAt)
        moment("LAST-MODIFIED", event.updatedAt)
        moment("CREATED", event.createdAt)
        line("SEQUENCE:\(max(0, event.version - 1))")
        moment("DTSTART", facts.starts)
        moment("DTEND", facts.ends)
        text("SUMMARY", facts.title)
        text("LOCATION", facts.place.line)
        if !facts.notes.isEmpty { text("DESCRIPTION", facts.notes) }
        line("STATUS:\(event.state.calendarStatus)")
        line("URL:\(url)")
        line("END:VEVENT")
    }

    /// As an answer. Programs ask again each time: what is withdrawn must not live on in a copy of ours.
    var reply: HandlerResponse {
        HandlerResponse(status: 200, body: .bytes(bytes, type: "text/calendar; charset=utf-8")).with(
            "Cache-Control", "private, no-cache")
    }
}

extension EventsModule {
    /// One event, for a calendar program.
    func downloadEvent(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        ICalendar([try event(context, db)], context).reply.with(
            "Content-Disposition", "attachment; filename=\"event.ics\"")
    }
}
