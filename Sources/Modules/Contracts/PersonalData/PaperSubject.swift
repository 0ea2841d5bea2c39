import Clients
import Foundation
import PortalDatabase
public import PortalKit
import PortalLanguage
import PortalValues

/// The papers of ended contracts, which are erased once nobody has to prove anything with them.
extension ContractsModule {
    /// Ended contracts.
    public var subjects: [SubjectKind] {
        [
            SubjectKind(
                .contract, title: trc("personal data", "Papers of a contract"), scope: Self.contract, action: .delete,
                rules: [
                    RetentionRule(Self.paperYears, reason: tr("Ended since")) {
                        """
                        SELECT contract.id AS id, contract.updated_at AS since FROM contract
                        WHERE contract.state IN ('closed', 'cancelled') AND contract.updated_at < \($0)
                            AND (contract.signatory <> ''
                                OR EXISTS (SELECT 1 FROM contract_scan AS s WHERE s.contract_id = contract.id))
                        """
                    }
                ],
                find: { id, db in
                    guard let contract = try Contracts.find(id, db) else { return nil }
                    var words = PersonalWords()
                    let amended = try db.values(
                        "SELECT signatory FROM contract_amendment WHERE contract_id = \(id)", as: String.self)
                    for signatory in [contract.signatory] + amended { words.add(first: "", last: signatory) }
                    return DataSubject(
                        .contract, id: id, name: contract.label, path: Self.path(contract), words: words)
                },
                obstacles: { subject, _, db in
                    guard let contract = try Contracts.find(subject.id, db), !contract.state.isLocked else { return [] }
                    return [
                        ErasureObstacle(
                            tr("Only the papers of a closed or cancelled contract can be erased."), path: subject.path)
                    ]
                })
        ]
    }

    var personalDataRoutes: [Route] {
        PersonalDataController.routes(
            below: "/contracts/{contract}", .mayOn(.delete, Self.contract, path: "contract"), subject
        ) { subject, context, db in
            let files = try Scan.of(context.element("contract"), db).map(\.file)
            return try subject.erase(context, db) { reply in
                // Where the process ends before this, the daily sweep finds them.
                reply.then { application in
                    for file in files { try? FileManager.default.removeItem(atPath: Scan.path(file, application)) }
                }
            }
        }
    }

    private func subject(_ context: RequestContext) throws(Failure) -> PersonalDataController {
        PersonalDataController(
            .contract, try context.element("contract"), listPath: "/contracts", listTitle: tr("Contracts"))
    }

    /// Removes files of papers that no contract has any more.
    public var jobs: [Job] {
        [
            Job("contracts.papers", .every(seconds: 86_400)) { application in
                let directory = Scan.path("", application)
                let yesterday = application.clock().adding(seconds: -86_400)
                let known = Set(
                    try await application.database.read {
                        try $0.values("SELECT file FROM contract_scan", as: String.self)
                    })
                let count = try await application.apart {
                    var count = 0
                    for name in (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
                    where !known.contains(name) {
                        let facts = try? FileManager.default.attributesOfItem(atPath: directory + name)
                        guard let date = facts?[.modificationDate] as? Date,
                            Instant(seconds: Int64(date.timeIntervalSince1970)) < yesterday
                        else { continue }
                        try FileManager.default.removeItem(atPath: directory + name)
                        count += 1
                    }
                    return count
                }
                return trn("%(count)s file removed", "%(count)s files removed", count)
            }
        ]
    }
}
