import ArgumentParser
import PortalFiles
import PortalKit

/// A way from one state of a contract to another that needs no password.
protocol ContractMove {
    static var name: String { get }
    static var aliases: [String] { get }
    static var abstract: String { get }
}

/// `portal contracts send ID`
enum SendMove: ContractMove {
    static let name = "send"
    static let aliases = ["envoyer"]
    static let abstract = "Note that a draft was sent to the client."
}

/// `portal contracts revise ID`
enum ReviseMove: ContractMove {
    static let name = "revise"
    static let aliases = ["reviser", "réviser"]
    static let abstract = "Take a contract that was sent back to the draft."
}

/// `portal contracts start ID`
enum StartMove: ContractMove {
    static let name = "start"
    static let aliases = ["demarrer", "démarrer"]
    static let abstract = "Note that work on a signed contract has begun."
}

/// `portal contracts complete ID`
enum CompleteMove: ContractMove {
    static let name = "complete"
    static let aliases = ["terminer"]
    static let abstract = "Note that the work is done."
}

/// `portal contracts close ID`
enum CloseMove: ContractMove {
    static let name = "close"
    static let aliases = ["clore"]
    static let abstract = "Close a contract; nothing about it changes any more."
}

/// Takes a contract to another state.
struct MoveContract<Move: ContractMove>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: Move.name, abstract: Move.abstract, aliases: Move.aliases)
    }

    @OptionGroup
    var contract: OneContract

    @Option(help: "Why.")
    var reason: String?

    func run() async throws { try await contract.post(JSONWriter.move(Move.name, reason), to: "transitions") }
}

/// `portal contracts cancel ID`
struct CancelContract: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Cancel a contract; asks for the password.", aliases: ["annuler"])

    @OptionGroup
    var contract: OneContract

    @Option(help: "Why.")
    var reason: String?

    @OptionGroup
    var password: RemotePassword

    func run() async throws {
        try await contract.post(JSONWriter.move("cancel", reason), to: "transitions", confirmedBy: password)
    }
}

extension JSONWriter {
    /// The body of a transition.
    fileprivate static func move(_ name: String, _ reason: String?) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.field("name", name)
            if let reason { json.field("reason", reason) }
        }
        return json.bytes
    }
}
