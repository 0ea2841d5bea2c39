import ArgumentParser
import PortalKit

/// What every command about one contract is told: which one, at which portal, and how the answer is to look.
struct OneContract: ParsableArguments {
    @Argument(help: "The contract's identifier.")
    var id: String

    @Option(help: "Print the whole record: table, csv or json.")
    var format: RecordFormat?

    @OptionGroup
    var options: RemoteOptions

    /// Sends what is to happen, with the password again where the portal wants it, and reports what became of the contract.
    func post(_ body: [UInt8], to part: String, confirmedBy password: RemotePassword? = nil) async throws {
        let session = try RemoteSession(options)
        let path = try ContractRecords.path(to: id) + "/" + part
        var headers: [(String, String)] = []
        if let password { headers = try await session.stepUp(password) }
        let answer = try await session.client.send(.post, path, body: body, headers: headers)
        try ContractRecords.report(answer, format)
    }
}
