import ArgumentParser
import PortalFiles
import PortalKit

/// `portal contracts settle ID --amount 100.00 --method card --day DAY`
struct SettleContract: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settle", abstract: "Record what was paid for a contract.", aliases: ["regler", "régler"])

    @OptionGroup
    var contract: OneContract

    @Option(help: "Euros, as 1275.45.")
    var amount: String

    @Option(help: "transfer, card, cheque, cash, debit or other.")
    var method: String

    @Option(help: "When it was received, as 2026-11-21.")
    var day: String

    @Option(help: "What else is to be known.")
    var note: String?

    func run() async throws {
        var body = JSONWriter()
        body.object { json in
            json.field("day", day)
            json.field("amount", amount)
            json.field("method", method)
            if let note { json.field("note", note) }
        }
        try await contract.post(body.bytes, to: "settlements")
    }
}
