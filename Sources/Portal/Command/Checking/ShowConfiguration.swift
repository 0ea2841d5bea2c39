import ArgumentParser
import PortalConfiguration
import PortalKit

/// `portal config`: what holds, and where it came from.
struct ShowConfiguration: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Print the configuration that holds and where each value came from; secrets are masked.")

    @Flag(help: "Also say what each key is for.")
    var explain = false

    func run() throws {
        let lines = try Configuration.load().lines
        let rows = lines.map { ["\($0.name)=\($0.value)", "(\($0.origin))"] + (explain ? ["# \($0.meaning)"] : []) }
        for line in Terminal.table(rows) { Terminal.say(line) }
        for name in Configuration.unknownNames() { Terminal.complain("\(name) is set, but is no key of the portal") }
    }
}
