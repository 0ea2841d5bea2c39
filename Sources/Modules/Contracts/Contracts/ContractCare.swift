import Clients
import PortalDatabase
import PortalKit
import PortalLanguage

extension ContractsModule {
    func archiveContract(_ visit: Visit, _ db: any Connection) throws -> Reply {
        try archive(true, visit, db).noticing(.good, tr("The contract is archived. Nothing is lost."))
    }

    func restoreContract(_ visit: Visit, _ db: any Connection) throws -> Reply {
        try archive(false, visit, db).noticing(.good, tr("The contract is back in the list."))
    }

    private func archive(_ isArchived: Bool, _ visit: Visit, _ db: any Connection) throws -> Reply {
        let _: EmptyForm = try visit.form()
        let contract = try contract(visit, db)
        try archive(isArchived, contract, visit, db)
        return Reply.seeOther(Self.path(contract))
    }

    func askDeleteContract(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let contract = try contract(visit, db)
        let obstacle = contract.state == .draft ? nil : Self.onlyDrafts
        return .page(deletePage(contract, visit, obstacle: obstacle), status: obstacle == nil ? 200 : 409)
    }

    func deleteContract(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let _: EmptyForm = try visit.form()
        let contract = try contract(visit, db)
        do { try delete(contract, visit, db) } catch Failure.conflict(let reason, _) {
            return .page(deletePage(contract, visit, obstacle: reason), status: 409)
        }
        return Reply.seeOther("/contracts").noticing(
            .good, tr("%(name)s is deleted.", ["name": .text(contract.customID)]))
    }

    private func deletePage(_ contract: Contract, _ visit: Visit, obstacle: Message?) -> DeletePage {
        DeletePage(
            heading: tr("Delete this contract?"), name: contract.label,
            consequence: tr("The draft and all that was noted about it will be lost. This cannot be undone."),
            obstacle: obstacle,
            action: visit.url(Self.path(contract) + "/delete"), back: visit.url(Self.path(contract)),
            listUrl: visit.url("/contracts"), listTitle: tr("Contracts"))
    }

    /// The contract that the path names.
    func contract(_ visit: Visit, _ db: any Connection) throws -> Contract {
        guard let contract = try Contracts.find(try visit.element("contract"), db) else { throw Failure.notFound }
        return contract
    }

    static func path(_ contract: Contract) -> String { "/contracts/" + Escape.query(contract.customID) }
}
