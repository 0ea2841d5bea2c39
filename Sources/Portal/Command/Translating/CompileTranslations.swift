import ArgumentParser
import PortalConfiguration
import PortalKit
import PortalLanguage

/// `portal translate compile`
struct CompileTranslations: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compile", abstract: "Check every language with msgfmt and compile it.")

    func run() throws {
        TextSources.say(try Translations.compile(directory: TextSources(Configuration.load()).directory))
    }
}
