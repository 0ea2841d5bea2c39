import ArgumentParser
import PortalConfiguration
import PortalKit
import PortalLanguage

/// `portal translate init LANG`
struct BeginTranslation: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "init", abstract: "Begin a language.")

    @ArgumentParser.Argument(help: "The language's code: de, pt_BR.")
    var language: String

    @Option(help: "Its Plural-Forms header, where the portal does not know it.")
    var plurals: String?

    func run() throws {
        let sources = TextSources(try Configuration.load())
        try Translations.initialise(language: language, directory: sources.directory, plurals: plurals)
        Terminal.say("\(sources.directory)/\(language)/LC_MESSAGES/portal.po is ready to be translated")
    }
}
