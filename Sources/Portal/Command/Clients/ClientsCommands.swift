import ArgumentParser

/// `portal clients …`
struct ClientsCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clients", abstract: "Clients and companies.", subcommands: [ImportClients.self])
}
