import PortalKit
import PortalLanguage
import PortalTemplates

/// A role as a chip.
struct RoleView: Model {
    let name, colour, url: String
    /// Where taking it from somebody is posted to; empty for whoever may not.
    let removalUrl: String

    static let fields: [Field<RoleView>] = [
        .text("name") { $0.name }, .text("colour") { $0.colour }, .text("url") { $0.url },
        .text("removalUrl") { $0.removalUrl },
    ]
    static var sample: RoleView {
        RoleView(
            name: "Commercial", colour: "blue", url: "/administration/roles/commercial",
            removalUrl: "/administration/people/zlefevre/roles/commercial/removal")
    }
}

extension RoleView {
    init(_ role: Role, removalUrl: String = "", _ context: RequestContext) {
        self.init(
            name: role.name, colour: RoleColour.shown(role.colour), url: context.url(role.path), removalUrl: removalUrl)
    }
}

extension Role {
    /// How links name it.
    var key: String { name.lowercased() }
    /// Its page.
    var path: String { "/administration/roles/" + Escape.query(key) }
}

/// The colours a role may have, as the stylesheet names them.
enum RoleColour: String, CaseIterable {
    case grey, red, orange, amber, green, teal, blue, indigo, violet, pink

    /// What a chip is drawn in: grey for none, and for a colour that only older data knows.
    static func shown(_ stored: String?) -> String { stored.flatMap(RoleColour.init)?.rawValue ?? "grey" }

    var words: Message {
        switch self {
        case .grey: tr("Grey")
        case .red: tr("Red")
        case .orange: tr("Orange")
        case .amber: tr("Amber")
        case .green: tr("Green")
        case .teal: tr("Teal")
        case .blue: tr("Blue")
        case .indigo: tr("Indigo")
        case .violet: tr("Violet")
        case .pink: tr("Pink")
        }
    }
}
