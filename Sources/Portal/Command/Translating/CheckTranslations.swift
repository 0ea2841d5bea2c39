import ArgumentParser
import PortalConfiguration
import PortalKit
import PortalLanguage

/// `portal translate check`
struct CheckTranslations: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Fail on texts that are missing, fuzzy, or have other placeholders.")

    func run() throws {
        let sources = TextSources(try Configuration.load())
        let faults = try Translations.check(directory: sources.directory, messages: sources.messages())
        for fault in faults { Terminal.say("\(CheckError(fault))") }
        if !faults.isEmpty { throw CommandError("\(faults.count) faults in the translations") }
        Terminal.say("The translations are complete.")
    }
}
