import ArgumentParser
import PortalConfiguration
import PortalKit
import PortalLanguage

/// `portal translate update`
struct UpdateTranslations: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "update",
        abstract: "Extract the texts of sources and templates, and merge them into every language.")

    func run() throws {
        let sources = TextSources(try Configuration.load())
        TextSources.say(try Translations.update(messages: sources.messages(), directory: sources.directory))
    }
}
