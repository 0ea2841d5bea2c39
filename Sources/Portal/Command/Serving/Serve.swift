import ArgumentParser
import PortalConfiguration
import PortalKit

/// `portal serve`: answers requests until it is told to stop.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serve the portal until SIGTERM or Ctrl-C.")

    @Option(help: "The address to listen on instead of PORTAL_HOSTNAME.")
    var hostname: String?

    @Option(help: "The port to listen on instead of PORTAL_PORT; 0 takes any that is free.")
    var port: Int?

    func validate() throws {
        if let port, !(0...65_535).contains(port) { throw ValidationError("--port must lie between 0 and 65535.") }
    }

    func run() async throws {
        var overrides: [String: String] = [:]
        overrides["PORTAL_HOSTNAME"] = hostname
        overrides["PORTAL_PORT"] = port.map(String.init)
        let configuration = try Configuration.load(overrides: overrides)
        LogOutput.bootstrap(configuration)
        try await Server(configuration: configuration).run()
    }
}
