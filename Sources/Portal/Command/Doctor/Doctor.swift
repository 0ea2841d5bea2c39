import ArgumentParser
import PortalConfiguration
import PortalKit

/// `portal doctor`: whether this machine can run this portal.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check the machine: database, folders, programs, mail, clock, certificate, secrets. Fails on a fault."
    )

    func run() async throws {
        let configuration = try Configuration.load()
        LogOutput.bootstrap(configuration)
        var findings =
            Secrets.findings(configuration) + CommonList.findings(configuration) + Network.findings(configuration)
            + Machine.findings(configuration)
        findings += await Stores.findings(configuration)
        findings += await MailServer.findings(configuration)
        for name in Configuration.unknownNames() {
            findings.append(.warning("environment", "\(name) is set, but is no key of the portal"))
        }
        for line in Terminal.table(findings.map { [$0.state.rawValue, $0.topic, $0.words] }) { Terminal.say(line) }
        let faults = findings.count { $0.state == .bad }
        if faults > 0 { throw CommandError(faults == 1 ? "1 fault" : "\(faults) faults") }
    }
}
