import ArgumentParser
import PortalKit

/// `portal routes`: one route a line: method, path, access.
struct ListRoutes: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "routes", abstract: "Print every route with who may use it.")

    func run() {
        for line in RouteTable.lines(Composition.modules) { Terminal.say(line) }
    }
}
