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

    /// A closed contract is put away like any other: nothing of what was agreed changes.
    private func archive(_ isArchived: Bool, _ visit: Visit, _ db: any Connection) throws -> Reply {
        let _: EmptyForm = try visit.form()
        let contract = try contract(visit, db)
        if contract.isArchived != isArchived {
            try Contracts.archive(contract, isArchived, now: visit.now, db)
            try visit.record(
                isArchived ? "archive" : "restore", "contract", id: contract.id, label: contract.label, db)
        }
        return Reply.seeOther(Self.path(contract))
    }

    func askDeleteContract(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let contract = try contract(visit, db)
        let obstacle = contract.state == .draft ? nil : onlyDrafts
        return .page(deletePage(contract, visit, obstacle: obstacle), status: obstacle == nil ? 200 : 409)
    }

    func deleteContract(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let _: EmptyForm = try visit.form()
        let contract = try contract(visit, db)
        do {
            guard try db.savepoint({ try Contracts.delete(contract, db) }) else {
                return .page(deletePage(contract, visit, obstacle: onlyDrafts), status: 409)
            }
        } catch DatabaseError.foreignKey {
            let obstacle = tr("Something else refers to this contract: an event, for example. Remove that first.")
            return .page(deletePage(contract, visit, obstacle: obstacle), status: 409)
        }
        try Roles.forget(contract.id, of: Self.contract, db)
        try visit.record(
            "delete", "contract", id: contract.id, label: contract.label, changes: AuditChange.between(contract, nil),
            db)
        return Reply.seeOther("/contracts").noticing(
            .good, tr("%(name)s is deleted.", ["name": .text(contract.customID)]))
    }

    private var onlyDrafts: Message {
        tr("Only a draft can be deleted. A contract that was sent is cancelled, and stays readable.")
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
