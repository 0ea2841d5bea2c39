import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates

extension Action {
    /// What an administrator reads; actions that a module adds keep their plain name.
    var words: Message {
        switch self {
        case .read: trc("permission", "See")
        case .create: trc("permission", "Create")
        case .update: trc("permission", "Change")
        case .delete: trc("permission", "Delete")
        case .assign: trc("permission", "Assign")
        case "sign": trc("permission", "Sign")
        case .write: trc("permission", "Create and change")
        case .all: trc("permission", "Everything")
        default: .verbatim(name)
        }
    }
}

/// A permission as a page shows it.
struct PermissionView: Model {
    let action, scope, target: Message
    /// Whether it names an element that does not exist any more.
    let gone: Bool
    /// Where its removal is posted to; empty for whoever may not.
    let removalUrl: String
    /// Everybody who may do this there; empty where it names no element that exists.
    let audienceUrl: String
    /// The role it comes from, where that is not said by the page.
    let role: RoleView?

    static let fields: [Field<PermissionView>] = [
        .message("action") { $0.action }, .message("scope") { $0.scope }, .message("target") { $0.target },
        .flag("gone") { $0.gone }, .text("removalUrl") { $0.removalUrl },
        .text("audienceUrl") { $0.audienceUrl }, .optionalModel("role") { $0.role },
    ]

    static var sample: PermissionView {
        PermissionView(
            action: Action.update.words, scope: tr("Roles"), target: .verbatim("Commercial"),
            gone: false, removalUrl: "/administration/roles/support/permissions/4/removal",
            audienceUrl: "/administration/access/role/commercial?action=update", role: .sample)
    }
}

extension PermissionView {
    /// Puts a grant into words: what its scope, action and element are called, or that the element is gone.
    init(
        _ grant: Grant, removalUrl: String = "", role: RoleView? = nil, _ context: RequestContext, _ db: any Connection
    ) throws {
        let declared = context.application.scopes[grant.scope]
        var gone = false
        var audience = ""
        switch grant.target {
        case .every:
            target = declared?.elements == Scope.Elements.none ? .verbatim("") : trc("permission", "all of them")
        case .relation(let name):
            let relation = declared?.relations.first { $0.name == name }
            gone = relation == nil
            target = relation?.title ?? .verbatim(name)
        case .element(let element):
            if let declared, let label = try db.label(element, of: declared),
                let key = try db.key(element, of: declared)
            {
                target = .verbatim(label)
                audience = context.url(
                    "/administration/access/\(declared.name)/\(Escape.query(key))?action=\(Escape.query(grant.action.name))"
                )
            } else {
                gone = true
                target = tr("number %(number)s", ["number": .text(String(element))])
            }
        }
        action = grant.action.words
        scope = declared?.title ?? .verbatim(grant.scope)
        self.gone = gone || declared == nil
        self.removalUrl = removalUrl
        audienceUrl = audience
        self.role = role
    }
}

extension Connection {
    /// The custom id of an element, as links name it; nil when the element is gone.
    func key(_ element: Int64, of scope: Scope) throws -> String? {
        guard let storage = scope.storage else { return nil }
        return try row("SELECT \(sql: storage.key) AS name FROM \(identifier: storage.table) WHERE id = \(element)")?
            .get("name")
    }
}
