import ArgumentParser
import PortalKit

/// `portal contracts sign ID --signatory NAME --signed-on DAY`
struct SignContract: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign", abstract: "Take the signature of a contract; asks for the password.", aliases: ["signer"])

    @Argument(help: "The contract's identifier.")
    var id: String

    @Option(help: "Who signed.")
    var signatory: String

    @Option(help: ArgumentHelp("When, as 2026-11-21.", valueName: "day"))
    var signedOn: String

    @Option(help: "Print the whole record: table, csv or json.")
    var format: RecordFormat?

    @OptionGroup
    var password: RemotePassword

    @OptionGroup
    var options: RemoteOptions

    func run() async throws {
        let session = try RemoteSession(options)
        var body = JSONWriter()
        body.object { json in
            json.field("signatory", signatory)
            json.field("day", signedOn)
        }
        let path = try ContractRecords.path(to: id) + "/signature"
        let answer = try await session.client.send(
            .post, path, body: body.bytes, headers: try await session.stepUp(password))
        try ContractRecords.report(answer, format)
    }
}

/// `portal contracts settle ID --amount 100.00 --method card --day DAY`
struct SettleContract: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settle", abstract: "Record what was paid for a contract.", aliases: ["regler", "régler"])

    @Argument(help: "The contract's identifier.")
    var id: String

    @Option(help: "Euros, as 1275.45.")
    var amount: String

    @Option(help: "transfer, card, cheque, cash, debit or other.")
    var method: String

    @Option(help: "When it was received, as 2026-11-21.")
    var day: String

    @Option(help: "What else is to be known.")
    var note: String?

    @Option(help: "Print the whole record: table, csv or json.")
    var format: RecordFormat?

    @OptionGroup
    var options: RemoteOptions

    func run() async throws {
        var body = JSONWriter()
        body.object { json in
            json.field("day", day)
            json.field("amount", amount)
            json.field("method", method)
            if let note { json.field("note", note) }
        }
        let path = try ContractRecords.path(to: id) + "/settlements"
        let answer = try await RemoteSession(options).client.send(.post, path, body: body.bytes)
        try ContractRecords.report(answer, format)
    }
}
