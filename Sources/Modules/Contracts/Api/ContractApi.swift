import PortalDatabase
import PortalFiles
import PortalKit
import PortalLanguage
import PortalValues

extension ContractsModule {
    private static let resource = ApiResource(
        "contracts", ContractShapes.contract, scope: contract, sorts: ContractList.sorts.map(\.name),
        filters: ContractList.filters.map(ContractParameters.described),
        one: { id in
            "SELECT \(sql: ContractShapes.columns) FROM contract\(sql: ContractShapes.joins) WHERE contract.id = \(id)"
        },
        key: { try $0.get("custom_id") }, write: ContractShapes.write)

    /// Contracts, the ways between their states, and what belongs to them.
    var contractApi: [Route] { recordRoutes + stateRoutes + partRoutes }

    private var recordRoutes: [Route] {
        let resource = Self.resource
        return [
            resource.list(tr("The contracts that you may see.")) { context, db in
                let list = try ContractList(context, db)
                return ApiList(
                    list.query, fault: list.filter.fault,
                    rows: """
                        SELECT \(sql: ContractShapes.columns) FROM contract\(sql: ContractShapes.joins)
                        WHERE \(sql: list.condition)\(sql: list.query.slice)
                        """, total: list.total)
            },
            resource.show(tr("One contract.")),
            resource.create(.may(.create, Self.contract), tr("Enters a draft.")) { context, db in
                try enter(try context.form() as ContractForm, context, db).id
            },
            resource.remove(resource.on(.delete), tr("Deletes a draft.")) { context, id, db in
                try delete(try stored(id, db), context, db)
            },
            resource.act(
                "archiveContract", "archive", resource.on(.update), tr("Puts a contract away; nothing is lost.")
            ) { context, id, db in try archive(true, try stored(id, db), context, db) },
            resource.act("restoreContract", "restoration", resource.on(.update), tr("Takes a contract back.")) {
                context, id, db in try archive(false, try stored(id, db), context, db)
            },
        ]
            + resource.change(
                resource.on(.update), tr("Changes some of a contract’s fields."),
                tr("Replaces all of a contract’s fields."),
                form: { context, id, db in ContractForm(try stored(id, db), in: context.language).fields }
            ) { context, id, db in
                _ = try save(try context.form() as ContractForm, over: try stored(id, db), context, db)
            }
    }

    private var stateRoutes: [Route] {
        let resource = Self.resource
        return [
            resource.act(
                "moveContract", "transitions",
                .any([resource.on(.delete), resource.on(.update)]),
                tr("Takes a contract to another state; to cancel needs the password."), ContractShapes.transition
            ) { context, id, db in
                let name = ContractAction(rawValue: context.request.form["name"])
                guard let name, name != .sign else { throw Failure.notFound }
                if name.isConfirmed { try context.demandConfirmed(db) }
                let form = ReasonForm(context.request.form)
                try Self.workflow.move(try stored(id, db).subject, name, form, context, db)
            },
            resource.act(
                "signContract", "signature", .confirmed(resource.on(.sign)), tr("Takes the signature of a contract."),
                ContractShapes.signature
            ) { context, id, db in try sign(try stored(id, db), try context.form() as SignatureForm, context, db) },
        ]
    }

    private var partRoutes: [Route] {
        let resource = Self.resource
        let settlement = ContractShapes.settlement
        let amendment = ContractShapes.amendment
        return [
            resource.part("settlements", settlement, tr("What was paid for a contract, newest first.")) {
                _, id, db, json in for one in try Settlement.of(id, db) { one.write(to: &json) }
            },
            resource.act(
                "settleContract", "settlements", resource.on(.update), tr("Records what was paid."),
                settlement.written
            ) { context, id, db in try settle(try stored(id, db), try context.form() as SettlementForm, context, db) },
            resource.act(
                "cancelSettlement", "settlements/{settlement}/cancellation", resource.on(.update),
                tr("Cancels a settlement by an entry of the opposite amount.")
            ) { context, id, db in try cancelSettlement(try stored(id, db), context, db) },
            resource.part("amendments", amendment, tr("The amendments of a contract, in their order.")) {
                _, id, db, json in for one in try Amendment.of(id, db) { one.write(to: &json) }
            },
            resource.act(
                "amendContract", "amendments", resource.on(.update), tr("Drafts an amendment."), amendment.written
            ) { context, id, db in try amend(try stored(id, db), try context.form() as AmendmentForm, context, db) },
            resource.act(
                "signAmendment", "amendments/{amendment}/signature", .confirmed(resource.on(.sign)),
                tr("Takes the signature of an amendment."), ContractShapes.signature
            ) { context, _, db in
                let (contract, amendment) = try draft(context, db)
                try sign(amendment, of: contract, try context.form() as SignatureForm, context, db)
            },
            resource.act(
                "withdrawAmendment", "amendments/{amendment}/withdrawal", resource.on(.update),
                tr("Withdraws an amendment that is not signed.")
            ) { context, _, db in try withdraw(context, db) },
        ]
    }

    private func stored(_ id: Int64, _ db: any Connection) throws -> Contract {
        guard let contract = try Contracts.find(id, db) else { throw Failure.notFound }
        return contract
    }
}

/// What the parameters of the list mean.
enum ContractParameters {
    static func described(_ name: String) -> ApiOperation.Parameter {
        switch name {
        case "state":
            ApiOperation.Parameter(
                name, tr("Only those in this state; archived shows those put away."),
                choices: ContractState.allCases.map(\.rawValue) + [ContractList.archived])
        case "commercial":
            ApiOperation.Parameter(name, tr("The user name of who looks after their client; - for nobody."))
        case "client": ApiOperation.Parameter(name, tr("The identifier of their client."))
        default: ApiOperation.Parameter(name, tr("A condition in the language of filters."))
        }
    }
}

extension ContractForm {
    /// As its page sends it.
    fileprivate var fields: Fields {
        Fields([
            ("contract_id", contractID ?? ""), ("title", title), ("amount", amount ?? ""), ("client", client ?? ""),
            ("version", version),
        ])
    }
}

extension Settlement {
    fileprivate func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("id", String(id))
            json.field("day", day)
            json.field("amount", amount)
            json.field("method", method.rawValue)
            json.field("note", filled: note)
            json.field("cancels", cancels.map { String($0) })
            json.field("cancelled", isCancelled)
        }
    }
}

extension Amendment {
    fileprivate func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("number", number)
            json.field("reason", reason)
            json.field("amount", amount)
            json.field("signatory", filled: signatory)
            json.field("signed_on", signedOn)
        }
    }
}
