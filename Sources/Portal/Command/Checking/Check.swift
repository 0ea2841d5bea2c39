import ArgumentParser
import PortalAssets
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
        do throws(ConfigurationFaults) {
            configuration = try .load()
        } catch {
            try report(error.faults.map { CheckFault(.configuration, "\($0)") })
            return
        }
        let scopes = Composition.scopes
        let declarations = scopes.faults() + RouteTable.faults(modules: Composition.modules, scopes: scopes)
        let (outfit, templates) = outfit(configuration)
        try report(
            styles(configuration) + passwords(configuration)
                + declarations.map { CheckFault(.declaration, $0) } + outfit
                + translations(configuration, besides: templates))
    }

    private func report(_ faults: [CheckFault]) throws {
        for fault in faults { Terminal.say("\(fault)") }
        guard faults.isEmpty else { throw CommandFault(faults.count == 1 ? "1 fault" : "\(faults.count) faults") }
        Terminal.say("All is well.")
    }

    private func styles(_ configuration: Configuration) -> [CheckFault] {
        do {
            _ = try Stylesheet.compile(entry: configuration.resources + "/scss/portal.scss")
            return []
        } catch { return [CheckFault(.stylesheet, "\(error)")] }
    }

    private func passwords(_ configuration: Configuration) -> [CheckFault] {
        do {
            _ = try CommonPasswords(resources: configuration.resources)
            return []
        } catch { return [CheckFault(.asset, "\(error)")] }
    }

    /// Templates, catalogues and static files; the templates' faults once more as they are.
    private func outfit(_ configuration: Configuration) -> ([CheckFault], [TemplateFault]) {
        do {
            _ = try Composition.outfit(configuration)
            return ([], [])
        } catch let error as TemplateFaults {
            return (error.faults.map { CheckFault(.template, "\($0)") }, error.faults)
        } catch let error as AssetError {
            return ([CheckFault(.asset, "\(error)")], [])
        } catch { return ([CheckFault(.catalogue, "\(error)")], []) }
    }

    /// Only where the sources are: an installed portal has its translations, and nothing to compare them with.
    private func translations(
        _ configuration: Configuration, besides known: [TemplateFault]
    ) -> [CheckFault] {
        let sources = TextSources(configuration)
        guard sources.areHere else { return [] }
        do {
            return try Translations.check(directory: sources.directory, messages: sources.messages()).map {
                CheckFault($0)
            }
        } catch let error as TranslationFaults {
            return error.faults.map { CheckFault($0) }
        } catch let error as TemplateFaults {
            // What cannot be read at all was found when it was compiled; the path is written from another folder on.
            let new = error.faults.filter { fault in
                !known.contains {
                    fault.file.hasSuffix("/" + $0.file) && fault.line == $0.line && fault.column == $0.column
                }
            }
            return new.map { CheckFault(.template, "\($0)") }
        } catch { return [CheckFault(.sourceText, "\(error)")] }
    }
}
