import ArgumentParser
import Foundation
import PortalConfiguration
import PortalKit
import PortalLanguage
import PortalTemplates

/// `portal translate …`
struct TranslateCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "translate", abstract: "The translations.",
        subcommands: [UpdateTranslations.self, CompileTranslations.self, CheckTranslations.self, BeginTranslation.self])
}

/// Where the texts to translate are, and where their translations go.
struct TextSources {
    let directory: String
    private let resources: String
    private let root: String

    init(_ configuration: Configuration) {
        resources = configuration.resources
        directory = resources + "/translations"
        let above = (resources as NSString).deletingLastPathComponent
        root = above.isEmpty ? "." : above
    }

    /// Whether this is a clone with its sources.
    var areHere: Bool { FileManager.default.fileExists(atPath: root + "/Sources") }

    /// Every text of the Swift sources and the templates. Throws everything that cannot be extracted.
    func messages() throws -> [ExtractedMessage] {
        let swift = try SwiftMessages.extract(directory: root + "/Sources", root: root)
        return swift + (try TemplateMessages.extract(directory: resources + "/templates", root: root))
    }

    /// How far each language is, one line each.
    static func say(_ progress: [Translations.Progress]) {
        for one in progress {
            Terminal.say(
                "\(one.language): \(one.translated) translated, \(one.fuzzy) fuzzy, \(one.untranslated) missing")
        }
    }
}
