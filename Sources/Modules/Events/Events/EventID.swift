import Clients
import PortalKit
import PortalLanguage

/// Identifiers of events.
enum EventID {
    /// Words that stand in addresses where an identifier would.
    private static let reserved: Set<String> = ["calendar", "feed"]

    static func key(_ text: String) -> String { CustomID.key(text) }

    /// Reads what was typed; throws what is wrong with it, in words.
    static func read(_ typed: String) throws(TextError) -> CustomID {
        if reserved.contains(key(typed)) {
            throw TextError(tr("This word is reserved for the portal; choose another one."))
        }
        return try CustomID(typed: typed)
    }
}
