import ArgumentParser
import Logging
import PortalAssets
import PortalDatabase
import PortalKit
import PortalLanguage
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
        var faults: [CheckFault] = []
        faults += styles(configuration)
        faults += house(configuration)
        faults += translations(configuration)
        try report(faults)
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

    /// Templates and static files; and the route table, which the house checks when it is put together.
    private func house(_ configuration: Configuration) -> [CheckFault] {
        do {
            _ = try Composition.house(configuration, try Database.temporary(), logger: Logger(label: "portal"))
            return []
        } catch let error as HouseFaults {
            return error.faults.map { CheckFault(.declaration, $0) }
        } catch let error as TemplateFaults {
            return error.faults.map { CheckFault(.template, "\($0)") }
        } catch let error as AssetError {
            return [CheckFault(.asset, "\(error)")]
        } catch { return [CheckFault(.catalogue, "\(error)")] }
    }

    /// Only where the sources are: an installed portal has its translations, and nothing to compare them with.
    private func translations(_ configuration: Configuration) -> [CheckFault] {
        let sources = TextSources(configuration)
        guard sources.areHere else { return [] }
        do {
            return try Translations.check(directory: sources.directory, messages: sources.messages()).map {
                CheckFault($0)
            }
        } catch let error as TranslationFaults {
            return error.faults.map { CheckFault($0) }
        } catch { return [CheckFault(.sourceText, "\(error)")] }
    }
}
