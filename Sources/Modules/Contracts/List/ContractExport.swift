import PortalDatabase
import PortalFiles
import PortalKit
import PortalLanguage
import PortalValues

/// Contracts as a file for a spreadsheet. What it holds, an import of contracts reads again.
enum ContractExport {
    static let columns: [Message] = [
        tr("Identifier"), tr("Subject"), trc("filter", "Client identifier"), tr("Client"), tr("Commercial"),
        tr("State"),
        tr("Amount"), tr("Amount with amendments"), tr("Settled"), tr("Remaining"), tr("Signatory"), tr("Signed on"),
        tr("Created"),
    ]

    static func file(_ list: ContractList, _ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let language = context.language
        let file = try CSVFile.export(
            list.everything, name: language.text(trc("file", "contracts")), titles: columns,
            in: context.application.temporaryDirectory, language: language, db
        ) { row in
            let contract = try Contract(row)
            return [
                .text(contract.customID), .text(contract.title), .text(contract.client.customID),
                .text(contract.client.name), .optional(try row.get("commercial_username", as: String?.self)),
                .text(language.text(contract.state.title)), .money(contract.amount), .money(contract.total),
                .money(contract.settled), .money(contract.remaining), .text(contract.signatory),
                .optional(contract.signedOn), .instant(contract.createdAt),
            ]
        }
        return .file(file)
    }
}
