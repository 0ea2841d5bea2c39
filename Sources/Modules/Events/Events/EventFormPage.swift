import Clients
import PortalKit
import PortalLanguage
import PortalTemplates

/// The form of an event, new or old: what was typed, what is wrong with it, and what somebody else changed meanwhile.
struct EventFormPage: Page {
    /// Nil for a new event.
    let event: Event?
    /// The contract it is for; nil where it is still to be chosen among ``contracts``.
    let contract: EventContract?
    let contracts: [Choice]
    let form: EventForm
    let errors: FieldErrors
    let conflict: [HistoryChange]
    let action, back: String

    static let template = "events/form.html"
    static let fields: [Field<EventFormPage>] = around + typed

    private static let around: [Field<EventFormPage>] = [
        .flag("isNew") { $0.event == nil }, .text("number") { $0.event?.customID ?? "" },
        .text("contractId") { $0.contract?.customID ?? "" }, .text("contractName") { $0.contract?.label ?? "" },
        .list("contracts") { $0.contracts }, .text("action") { $0.action }, .text("back") { $0.back },
        .text("version") { $0.form.version }, .list("errors") { $0.errors.lines(EventForm.labels) },
        .list("conflict") { $0.conflict },
    ]
    private static let typed: [Field<EventFormPage>] = [
        .model("contract") { $0.errors.view("contract", $0.form.contract ?? "") },
        .model("eventId") { $0.errors.view("event_id", $0.form.eventID) },
        .model("title") { $0.errors.view("title", $0.form.title) },
        .model("place") { $0.errors.view("place", $0.form.place) },
        .model("address") { $0.errors.view("address", $0.form.address) },
        .model("postalCode") { $0.errors.view("postal_code", $0.form.postalCode) },
        .model("town") { $0.errors.view("town", $0.form.town) },
        .model("starts") { $0.errors.view("starts", $0.form.starts) },
        .model("ends") { $0.errors.view("ends", $0.form.ends) },
        .model("attendees") { $0.errors.view("attendees", $0.form.attendees) },
        .model("notes") { $0.errors.view("notes", $0.form.notes) },
    ]

    static var sample: EventFormPage {
        var form = EventForm(Fields())
        form.title = "Gala d’hiver"
        form.attendees = "-3"
        return EventFormPage(
            event: nil, contract: nil,
            contracts: [Choice("2026-LEFEVRE", named: EventContract.sample.label, selected: true)], form: form,
            errors: FieldErrors("attendees", tr("A whole number from 0 to %(most)s.", ["most": .number(1_000_000)])),
            conflict: [
                HistoryChange(label: trc("event", "Title"), before: .verbatim("Gala"), after: .verbatim("Gala d’hiver"))
            ], action: "/events/new", back: "/events")
    }
}
