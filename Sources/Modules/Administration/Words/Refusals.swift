import PortalKit
import PortalLanguage

extension RoleError {
    /// One sentence for whoever is refused.
    var words: Message {
        switch self {
        case .nameTaken: tr("There is already a role with this name.")
        case .noSuchRole: tr("This role does not exist any more.")
        case .publicRole: tr("PUBLIC is everybody’s role: it cannot be given, renamed or deleted.")
        case .lastAdministrator:
            tr("Nobody could administer the portal any more. Give somebody else all rights on roles first.")
        case .notHeld(let permission):
            tr(
                "You can give the permission %(permission)s only if you have it yourself.",
                ["permission": .text(permission)])
        case .invalid("scope"): tr("Choose an area.")
        case .invalid("action"): tr("This action does not exist in this area.")
        case .invalid("element"): tr("There is no such item in this area.")
        case .invalid("name"): tr("Between 1 and 64 characters.")
        case .invalid: tr("This value is not possible here.")
        case .stale: tr("Somebody else has changed this in the meantime. Below is what is stored now.")
        }
    }

    /// What somebody meets who sent no form that could show it.
    var failure: Failure {
        switch self {
        case .noSuchRole: .notFound
        case .invalid: .unprocessable(words)
        case .notHeld(let permission): .forbidden(missing: permission)
        default: .conflict(words)
        }
    }
}

/// Runs a change of roles; what refuses it becomes a page.
func refusing<T>(_ change: () throws -> T) throws -> T {
    do { return try change() } catch let refusal as RoleError { throw refusal.failure }
}
