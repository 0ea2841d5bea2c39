import ArgumentParser
import PortalDatabase
import PortalKit

/// `portal audit …`
struct AuditCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "The log of who changed what.", subcommands: [VerifyAudit.self])
}

/// `portal audit verify`
struct VerifyAudit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check that no line of the audit log was changed, removed or put in between.")

    @Option(help: "A digest that an earlier check printed, which must still be in the log.")
    var including: String?

    func run() async throws {
        try await Desk.open { desk in
            let verdict = try await desk.database.read { [including] in try Audit.verify(including: including, $0) }
            if let fault = verdict.fault { throw CommandError("the audit log is not intact: \(fault)") }
            Terminal.say("The audit log is intact: \(verdict.entries) lines, the last with digest \(verdict.hash)")
        }
    }
}
