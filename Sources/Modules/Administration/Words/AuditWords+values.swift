import PortalKit
import PortalLanguage

extension AuditWords {
    /// A stored value as an administrator reads it; what has no words of its own is shown as it is.
    static func value(_ stored: String, of field: String, _ house: House) -> Message {
        let words: Message? =
            switch field {
            case "colour": RoleColour(rawValue: stored)?.words
            case "language": house.wardrobe.outfit.languages[stored].map { .verbatim($0.name) }
            case "permission": permission(stored, house.scopes)
            default: setting(stored, field, house)
            }
        return words ?? .verbatim(stored)
    }

    /// From `read/client[own]` to “See: Clients, their own clients”; nil for what is not such a text, or names a scope that is gone.
    private static func permission(_ code: String, _ scopes: Scopes) -> Message? {
        guard let slash = code.firstIndex(of: "/") else { return nil }
        let action = Action(String(code[..<slash])).words
        let rest = code[code.index(after: slash)...]
        let name = rest.prefix { $0 != "[" }
        guard let scope = scopes[String(name)] else { return nil }
        guard rest.last == "]" else {
            return tr("%(action)s: %(scope)s", ["action": .message(action), "scope": .message(scope.title)])
        }
        let element = String(rest.dropFirst(name.count + 1).dropLast())
        let target = scope.relations.first { $0.name == element }?.title ?? .verbatim(element)
        return tr(
            "%(action)s: %(scope)s, %(element)s",
            ["action": .message(action), "scope": .message(scope.title), "element": .message(target)])
    }

    private static func setting(_ stored: String, _ name: String, _ house: House) -> Message? {
        guard house.settings.first(where: { $0.name == name })?.control == .box else { return nil }
        return Bool(typed: stored) == true ? trc("setting", "yes") : trc("setting", "no")
    }
}
