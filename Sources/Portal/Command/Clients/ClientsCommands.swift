import ArgumentParser

/// `portal clients …`
struct ClientsCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: ClientRecords.name,
        abstract: "Clients: those of a portal elsewhere, and the import into the one here.",
        subcommands: RemoteCommands.common(ClientRecords.self) + [ImportRecords<ImportedClients>.self],
        aliases: ClientRecords.aliases)
}
