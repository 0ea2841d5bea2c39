import ArgumentParser
import PortalKit

/// `portal clients create --field name=value`
struct CreateRecord<Kind: RecordKind>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "create", abstract: "Enter a new one; its identifier is printed.", aliases: ["creer", "créer"])
    }

    @OptionGroup
    var fields: RecordFields

    @Option(help: "Print the whole record: table, csv or json.")
    var format: RecordFormat?

    @OptionGroup
    var options: RemoteOptions

    func run() async throws {
        let client = try RemoteSession(options).client
        let body = try await fields.body(Kind.self, .create, client)
        try Kind.report(try await client.send(.post, Kind.path, body: body), format)
    }
}

/// `portal clients update ID --field name=value`
struct UpdateRecord<Kind: RecordKind>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "update", abstract: "Change some members of one.",
            discussion:
                "Refused where somebody else changes it between the reading and the writing; --force overwrites.",
            aliases: ["modifier"])
    }

    @Argument(help: "The identifier.")
    var id: String

    @OptionGroup
    var fields: RecordFields

    @Flag(help: "Whatever others have changed meanwhile.")
    var force = false

    @Option(help: "Print the whole record: table, csv or json.")
    var format: RecordFormat?

    @OptionGroup
    var options: RemoteOptions

    func run() async throws {
        let client = try RemoteSession(options).client
        // Read first: what is typed or piped in was decided on this state.
        let match = try await Kind.match(id, force: force, client)
        let body = try await fields.body(Kind.self, .update, client)
        try Kind.report(try await client.send(.patch, try Kind.path(to: id), body: body, headers: match), format)
    }
}

/// `portal clients delete ID`
struct DeleteRecord<Kind: RecordKind>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "delete", abstract: "Delete one; asks for the password.", aliases: ["supprimer"])
    }

    @Argument(help: "The identifier.")
    var id: String

    @Flag(help: "Whatever others have changed meanwhile.")
    var force = false

    @OptionGroup
    var password: RemotePassword

    @OptionGroup
    var options: RemoteOptions

    func run() async throws {
        let session = try RemoteSession(options)
        let match = try await Kind.match(id, force: force, session.client)
        let proof = try await session.stepUp(password)
        _ = try await session.client.send(.delete, try Kind.path(to: id), headers: match + proof)
        Terminal.say("\(Shown.line(id)) is deleted.")
    }
}

extension RecordKind {
    /// The condition that a record is still as it is now.
    fileprivate static func match(_ id: String, force: Bool, _ client: RemoteClient) async throws -> [(String, String)]
    {
        if force { return [("if-match", "*")] }
        let answer = try await client.send(.get, try path(to: id))
        guard let tag = answer.header("etag") else { throw RemoteAnswer.foreign }
        return [("if-match", tag)]
    }

    /// Prints what came of a change.
    static func report(_ answer: RemoteAnswer, _ format: RecordFormat?) throws {
        let printer = RecordPrinter(kind: Self.self, format: format ?? .table)
        if format == nil { try printer.brief(answer) } else { try printer.one(answer) }
    }
}
