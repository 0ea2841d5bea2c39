import ArgumentParser
import Foundation
import PortalKit

/// The one program: it serves the portal and does everything an administrator does on a command line.
@main
struct Portal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "portal", abstract: "A web portal for student unions, associations and small event companies.",
        version: PortalApplication.version,
        subcommands: [
            Serve.self, DatabaseCommands.self, UserCommands.self, RoleCommands.self, AccessCommands.self,
            Maintenance.self,
            AuditCommands.self, ClientsCommands.self, PhotosCommands.self, Demo.self, TranslateCommands.self,
            SassCommands.self,
            ListRoutes.self, Check.self,
            ShowConfiguration.self, Doctor.self, Login.self, Logout.self, CompaniesCommands.self,
            ContractsCommands.self, EventsCommands.self,
        ])

    /// Exit codes: 0 done, 1 something went wrong (said on standard error), 64 the command line makes no sense.
    /// Commands about a portal elsewhere: 2 the command line makes no sense, 3 nobody is signed in.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var patient = command as? any AsyncParsableCommand {
                try await patient.run()
            } else {
                try command.run()
            }
        } catch let fault as RemoteError {
            Terminal.complain(fault.lines.joined(separator: "\n"))
            Foundation.exit(fault.status.rawValue)
        } catch {
            if exitCode(for: error) == .validationFailure, RemoteCommands.mean(Array(CommandLine.arguments.dropFirst()))
            {
                Terminal.remark(fullMessage(for: error))
                Foundation.exit(RemoteError.Status.usage.rawValue)
            }
            guard exitCode(for: error) == .failure, !(error is ExitCode) else { exit(withError: error) }
            Terminal.complain(CommandError.words(for: error))
            Foundation.exit(ExitCode.failure.rawValue)
        }
    }
}
