import PortalKit
import PortalLanguage
import PortalTemplates

/// A view of the events, as a tab.
struct EventTab: Model {
    let label: Message
    let url: String
    let isCurrent: Bool

    static let fields: [Field<EventTab>] = [
        .message("label") { $0.label }, .text("url") { $0.url }, .flag("current") { $0.isCurrent },
    ]
}
