import PortalDatabase
public import PortalKit

extension ContractsModule {
    /// Who may ask for what.
    public var routes: [Route] {
        let contract = Self.contract
        func on(_ action: Action) -> Access { .mayOn(action, contract, path: "contract") }
        return [
            .get("/contracts", .maySome(.read, contract), listContracts),
            .get("/contracts/export.csv", .confirmed(.maySome(.read, contract)), pace: .export, exportContracts),
            .get("/contracts/new", .may(.create, contract), newContract),
            .post("/contracts/new", .may(.create, contract), createContract),
            .get("/contracts/{contract}", on(.read), showContract),
            .get("/contracts/{contract}/edit", on(.update), editContract),
            .post("/contracts/{contract}/edit", on(.update), saveContract),
            .post("/contracts/{contract}/copies", .all([on(.read), .may(.create, contract)]), copyContract),
            .post("/contracts/{contract}/archive", on(.update), archiveContract),
            .post("/contracts/{contract}/restoration", on(.update), restoreContract),
            .get("/contracts/{contract}/delete", on(.delete), askDeleteContract),
            .post("/contracts/{contract}/delete", .confirmed(on(.delete)), deleteContract),
            .get("/contracts/{contract}/cancellation", .any([on(.delete), on(.update)]), askCancelContract),
            .get("/contracts/{contract}/signature", on(.sign), askSignContract),
            .post("/contracts/{contract}/signature", .confirmed(on(.sign)), signContract),
            .streaming(
                .post, "/contracts/{contract}/scans", .any([on(.update), on(.sign)]),
                bodyLimit: Self.scanLimit + (1 << 20),
                attachScan),
            .get("/contracts/{contract}/scans/{scan}", on(.read), downloadScan),
            .get("/contracts/{contract}/schedule", on(.update), showSchedule),
            .post("/contracts/{contract}/schedule", on(.update), addInstalment),
            .post("/contracts/{contract}/schedule/{instalment}/removal", on(.update), removeInstalment),
            .post("/contracts/{contract}/settlements", on(.update), settleContract),
            .post("/contracts/{contract}/settlements/{settlement}/cancellation", on(.update), cancelSettlement),
            .get("/contracts/{contract}/amendments/new", on(.update), newAmendment),
            .post("/contracts/{contract}/amendments/new", on(.update), createAmendment),
            .post("/contracts/{contract}/amendments/{amendment}/withdrawal", on(.update), withdrawAmendment),
            .get("/contracts/{contract}/amendments/{amendment}/signature", on(.sign), askSignAmendment),
            .post("/contracts/{contract}/amendments/{amendment}/signature", .confirmed(on(.sign)), signAmendment),
        ] + importDesk.routes + savedFilters.routes + contractList().viewRoutes(.maySome(.read, Self.contract))
            + [contractList().selection.route(.maySome(.read, Self.contract))]
            + Self.workflow.routes("/contracts/{contract}", except: [.sign]) { try move($0, $1, $2) }
            + personalDataRoutes + contractApi
    }
}
