import ArgumentParser
import PortalFiles
import PortalKit

/// `portal contracts sign ID --signatory NAME --signed-on DAY`
struct SignContract: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign", abstract: "Take the signature of a contract; asks for the password.", aliases: ["signer"])

    @OptionGroup
    var contract: OneContract

    @Option(help: "Who signed.")
    var signatory: String

    @Option(help: ArgumentHelp("When, as 2026-11-21.", valueName: "day"))
    var signedOn: String

    @OptionGroup
    var password: RemotePassword

    func run() async throws {
        var body = JSONWriter()
        body.object { json in
            json.field("signatory", signatory)
            json.field("day", signedOn)
        }
        try await contract.post(body.bytes, to: "signature", confirmedBy: password)
    }
}
