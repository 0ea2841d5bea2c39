import PortalKit
import PortalLanguage

extension Scopes {
    /// From `read/client[own]` to “See: Clients, their own clients”; nil for what is not such a text, or names a scope that is gone.
    func words(ofGrant code: String) -> Message? {
        guard let slash = code.firstIndex(of: "/") else { return nil }
        let action = Action(String(code[..<slash])).words
        let rest = code[code.index(after: slash)...]
        let name = rest.prefix { $0 != "[" }
        guard let scope = self[String(name)] else { return nil }
        guard rest.last == "]" else {
            return tr("%(action)s: %(scope)s", ["action": .message(action), "scope": .message(scope.title)])
        }
        let element = String(rest.dropFirst(name.count + 1).dropLast())
        let target = scope.relations.first { $0.name == element }?.title ?? .verbatim(element)
        return tr(
            "%(action)s: %(scope)s, %(element)s",
            ["action": .message(action), "scope": .message(scope.title), "element": .message(target)])
    }
}
