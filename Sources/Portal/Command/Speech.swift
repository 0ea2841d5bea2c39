import PortalConfiguration
import PortalKit
import PortalLanguage

/// Messages in the language of the command line, which is the one the code is written in.
struct Speech: Sendable {
    private let language: Language?

    /// Without catalogues that can be read, a message is its bare text.
    init(_ configuration: Configuration?) {
        language = configuration.flatMap { try? Composition.languages($0) }?[Languages.source]
    }

    func text(_ message: Message) -> String { language?.text(message) ?? message.id }
}
