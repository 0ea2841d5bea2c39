import PortalDatabase
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
            resource.list(tr("The contracts that you may see.")) { visit, db in
                let list = try ContractList(visit, db)
                return ApiList(
                    list.query, fault: list.filter.fault,
                    rows: """
                        SELECT \(sql: ContractShapes.columns) FROM contract\(sql: ContractShapes.joins)
                        WHERE \(sql: list.condition)\(sql: list.query.slice)
                        """, total: list.total)
            },
            resource.show(tr("One contract.")),
            resource.create(.may(.create, Self.contract), tr("Enters a draft.")) { visit, db in
                try enter(try visit.form() as ContractForm, visit, db).id
            },
            resource.remove(resource.on(.delete), tr("Deletes a draft.")) { visit, id, db in
                try delete(try stored(id, db), visit, db)
            },
            resource.act(
                "archiveContract", "archive", resource.on(.update), tr("Puts a contract away; nothing is lost.")
            ) { visit, id, db in try archive(true, try stored(id, db), visit, db) },
            resource.act("restoreContract", "restoration", resource.on(.update), tr("Takes a contract back.")) {
                visit, id, db in try archive(false, try stored(id, db), visit, db)
            },
        ]
            + resource.change(
                resource.on(.update), tr("Changes some of a contract’s fields."),
                tr("Replaces all of a contract’s fields."),
                form: { visit, id, db in ContractForm(try stored(id, db), in: visit.language).fields }
            ) { visit, id, db in
                _ = try save(try visit.form() as ContractForm, over: try stored(id, db), visit, db)
            }
    }

    private var stateRoutes: [Route] {
        let resource = Self.resource
        return [
            resource.act(
                "moveContract", "transitions",
                .any([resource.on(.delete), resource.on(.update)]),
                tr("Takes a contract to another state; to cancel needs the password."), ContractShapes.transition
            ) { visit, id, db in
                let name = ContractTransition.Name(rawValue: visit.asked.form["name"])
                guard let name, name != .sign else { throw Failure.notFound }
                if name.isConfirmed { try visit.demandConfirmed(db) }
                let form = ReasonForm(visit.asked.form)
                try move(try stored(id, db), name, form, visit, db)
            },
            resource.act(
                "signContract", "signature", .confirmed(resource.on(.sign)), tr("Takes the signature of a contract."),
                ContractShapes.signature
            ) { visit, id, db in try sign(try stored(id, db), try visit.form() as SignatureForm, visit, db) },
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
                settlement.taken
            ) { visit, id, db in try settle(try stored(id, db), try visit.form() as SettlementForm, visit, db) },
            resource.act(
                "cancelSettlement", "settlements/{settlement}/cancellation", resource.on(.update),
                tr("Cancels a settlement by an entry of the opposite amount.")
            ) { visit, id, db in try cancelSettlement(try stored(id, db), visit, db) },
            resource.part("amendments", amendment, tr("The amendments of a contract, in their order.")) {
                _, id, db, json in for one in try Amendment.of(id, db) { one.write(to: &json) }
            },
            resource.act(
                "amendContract", "amendments", resource.on(.update), tr("Drafts an amendment."), amendment.taken
            ) { visit, id, db in try amend(try stored(id, db), try visit.form() as AmendmentForm, visit, db) },
            resource.act(
                "signAmendment", "amendments/{amendment}/signature", .confirmed(resource.on(.sign)),
                tr("Takes the signature of an amendment."), ContractShapes.signature
            ) { visit, _, db in
                let (contract, amendment) = try draft(visit, db)
                try sign(amendment, of: contract, try visit.form() as SignatureForm, visit, db)
            },
            resource.act(
                "withdrawAmendment", "amendments/{amendment}/withdrawal", resource.on(.update),
                tr("Withdraws an amendment that is not signed.")
            ) { visit, _, db in try withdraw(visit, db) },
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
