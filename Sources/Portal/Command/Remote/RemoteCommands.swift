import ArgumentParser

/// `portal companies …`
struct CompaniesCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: CompanyRecords.name,
        abstract: "Companies: those of a portal elsewhere, and the import into the one here.",
        subcommands: RemoteCommands.common(CompanyRecords.self) + [ImportRecords<ImportedCompanies>.self],
        aliases: CompanyRecords.aliases)
}

/// `portal contracts …`
struct ContractsCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: ContractRecords.name,
        abstract: "Contracts: those of a portal elsewhere, and the import into the one here.",
        subcommands: RemoteCommands.common(ContractRecords.self) + [
            MoveContract<SendMove>.self, MoveContract<ReviseMove>.self, SignContract.self,
            MoveContract<StartMove>.self, MoveContract<CompleteMove>.self, MoveContract<CloseMove>.self,
            CancelContract.self, SettleContract.self, ImportRecords<ImportedContracts>.self,
        ], aliases: ContractRecords.aliases)
}

/// `portal events …`
struct EventsCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: EventRecords.name,
        abstract: "Events: those of a portal elsewhere, and the import into the one here.",
        subcommands: RemoteCommands.common(EventRecords.self) + [ImportRecords<ImportedEvents>.self],
        aliases: EventRecords.aliases)
}

/// The commands that speak to a portal elsewhere.
enum RemoteCommands {
    /// What there is for every kind of record.
    static func common<Kind: RecordKind>(_: Kind.Type) -> [any ParsableCommand.Type] {
        [
            ListRecords<Kind>.self, ShowRecord<Kind>.self, CreateRecord<Kind>.self, UpdateRecord<Kind>.self,
            DeleteRecord<Kind>.self,
        ]
    }

    /// Whether a command line is about a portal elsewhere, as far as its first words tell.
    static func mean(_ arguments: [String]) -> Bool {
        let commands: [any ParsableCommand.Type] = [
            Login.self, Logout.self, ClientsCommands.self, CompaniesCommands.self, ContractsCommands.self,
            EventsCommands.self,
        ]
        let names = commands.flatMap { [$0._commandName] + $0.configuration.aliases }
        guard let first = arguments.first, names.contains(first) else { return false }
        // An import is about the portal of this machine.
        let verb = arguments.dropFirst().first ?? ""
        return verb != ImportNames.command && !ImportNames.aliases.contains(verb)
    }
}
