import Clients
import PortalDatabase
import PortalKit
import PortalLanguage

extension ContractsModule {
    func archiveContract(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        try archive(true, context, db).noticing(.good, tr("The contract is archived. Nothing is lost."))
    }

    func restoreContract(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        try archive(false, context, db).noticing(.good, tr("The contract is back in the list."))
    }

    private func archive(_ isArchived: Bool, _ context: RequestContext, _ db: any Connection) throws -> HandlerResponse
    {
        let _: EmptyForm = try context.form()
        let contract = try contract(context, db)
        try archive(isArchived, contract, context, db)
        return HandlerResponse.seeOther(Self.path(contract))
    }

    func askDeleteContract(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let contract = try contract(context, db)
        let obstacle = contract.state == .draft ? nil : Self.onlyDrafts
        return .page(deletePage(contract, context, obstacle: obstacle), status: obstacle == nil ? 200 : 409)
    }

    func deleteContract(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let _: EmptyForm = try context.form()
        let contract = try contract(context, db)
        do { try delete(contract, context, db) } catch Failure.conflict(let reason, _) {
            return .page(deletePage(contract, context, obstacle: reason), status: 409)
        }
        return HandlerResponse.seeOther("/contracts").noticing(
            .good, tr("%(name)s is deleted.", ["name": .text(contract.customID)]))
    }

    private func deletePage(_ contract: Contract, _ context: RequestContext, obstacle: Message?) -> DeletePage {
        DeletePage(
            heading: tr("Delete this contract?"), name: contract.label,
            consequence: tr("The draft and all that was noted about it will be lost. This cannot be undone."),
            obstacle: obstacle,
            action: context.url(Self.path(contract) + "/delete"), back: context.url(Self.path(contract)),
            listUrl: context.url("/contracts"), listTitle: tr("Contracts"))
    }

    /// The contract that the path names.
    func contract(_ context: RequestContext, _ db: any Connection) throws -> Contract {
        guard let contract = try Contracts.find(try context.element("contract"), db) else { throw Failure.notFound }
        return contract
    }

    static func path(_ contract: Contract) -> String { "/contracts/" + Escape.query(contract.customID) }
}
