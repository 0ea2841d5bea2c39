import ArgumentParser
import PortalAssets
import PortalConfiguration
import PortalKit
import PortalLanguage
import PortalSecurity
import PortalTemplates

/// `portal check`: everything that can be known to be wrong before anybody visits: templates against the pages that use
/// them, scopes, routes, translations, styles. Needs no database.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check templates against pages, routes and scopes, translations and styles.")

    func run() throws {
        let configuration: Configuration
        do throws(ConfigurationErrors) {
            configuration = try .load()
        } catch {
            try report(error.faults.map { CheckError(.configuration, "\($0)") })
            return
        }
        let scopes = Composition.scopes
        let declarations = scopes.faults() + RouteTable.faults(modules: Composition.modules, scopes: scopes)
        let (assets, templates) = assets(configuration)
        try report(
            styles(configuration) + passwords(configuration)
                + declarations.map { CheckError(.declaration, $0) } + assets
                + translations(configuration, besides: templates))
    }

    private func report(_ faults: [CheckError]) throws {
        for fault in faults { Terminal.say("\(fault)") }
        guard faults.isEmpty else { throw CommandError(faults.count == 1 ? "1 fault" : "\(faults.count) faults") }
        Terminal.say("All is well.")
    }

    private func styles(_ configuration: Configuration) -> [CheckError] {
        do {
            _ = try Stylesheet.compile(entry: configuration.resources + "/scss/portal.scss")
            return []
        } catch { return [CheckError(.stylesheet, "\(error)")] }
    }

    private func passwords(_ configuration: Configuration) -> [CheckError] {
        do {
            _ = try CommonPasswords(resources: configuration.resources)
            return []
        } catch { return [CheckError(.asset, "\(error)")] }
    }

    /// Templates, catalogues and static files; the templates' faults once more as they are.
    private func assets(_ configuration: Configuration) -> ([CheckError], [TemplateError]) {
        do {
            _ = try Composition.assets(configuration)
            return ([], [])
        } catch let error as TemplateErrors {
            return (error.faults.map { CheckError(.template, "\($0)") }, error.faults)
        } catch let error as AssetError {
            return ([CheckError(.asset, "\(error)")], [])
        } catch { return ([CheckError(.catalogue, "\(error)")], []) }
    }

    /// Only where the sources are: an installed portal has its translations, and nothing to compare them with.
    private func translations(
        _ configuration: Configuration, besides known: [TemplateError]
    ) -> [CheckError] {
        let sources = TextSources(configuration)
        guard sources.areHere else { return [] }
        do {
            return try Translations.check(directory: sources.directory, messages: sources.messages()).map {
                CheckError($0)
            }
        } catch let error as TranslationErrors {
            return error.faults.map { CheckError($0) }
        } catch let error as TemplateErrors {
            // What cannot be read at all was found when it was compiled; the path is written from another folder on.
            let new = error.faults.filter { fault in
                !known.contains {
                    fault.file.hasSuffix("/" + $0.file) && fault.line == $0.line && fault.column == $0.column
                }
            }
            return new.map { CheckError(.template, "\($0)") }
        } catch { return [CheckError(.sourceText, "\(error)")] }
    }
}
