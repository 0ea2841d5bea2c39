import Clients
public import PortalDatabase
public import PortalKit
import PortalLanguage

extension SubjectName {
    /// The papers of a contract that ended long ago: scans, and who signed.
    public static let contract: SubjectName = "contract"
}

/// What this module holds of people.
extension ContractsModule {
    /// Years for which the papers of an ended contract are kept.
    public static let paperYears = RetentionPeriod.setting(
        "contracts.retention.papers", title: tr("Erase papers and signatures of ended contracts after (years)"),
        help: tr("Proposed, never done by itself. Accounts are kept for 10 years (Code de commerce, article L123-22)."),
        years: 10)

    /// The period.
    public var settings: [any AnySetting] { [Self.paperYears] }

    private static let purpose = tr("Preparing and carrying out contracts with clients")
    private static let accounting = tr("Proving what was agreed and paid")

    /// Contracts and all that belongs to them: of clients, of whoever worked on them, and once more when their time is over.
    public var personalData: [PersonalTable] {
        [contractTable] + parts + [
            .nothing("contract_word", tr("The words by which contracts are found: made anew with the contract."))
        ]
    }

    private var contractTable: PersonalTable {
        .holds(
            "contract",
            PersonalHolding(
                of: [.client], tr("Signed contracts: number, signatory, amounts, dates"), purpose: Self.accounting,
                basis: .duty, period: .years(Self.paperYears), fate: .kept,
                because: tr("Kept for the accounts; names are taken out of the title."), entity: "contract",
                rows: { subject, _ in "client_id = \(subject.id) AND signatory <> ''" },
                erase: { erasure, db in try Contracts.clean(erasure, isSigned: true, db) }),
            PersonalHolding(
                of: [.client], tr("Contracts that were never signed"), purpose: Self.purpose, basis: .contract,
                period: .years(ClientsModule.contactYears), fate: .anonymised,
                because: tr("Amounts and dates stay; names are taken out of number and title."), entity: "contract",
                rows: { subject, _ in "client_id = \(subject.id) AND signatory = ''" },
                erase: { erasure, db in try Contracts.clean(erasure, isSigned: false, db) }),
            PersonalHolding(
                of: [.contract], tr("Number, title and signatory of an ended contract"), purpose: Self.accounting,
                basis: .duty, period: .years(Self.paperYears), fate: .anonymised,
                because: tr("Amounts and dates stay, for statistics."),
                rows: { subject, _ in "id = \(subject.id)" },
                erase: { erasure, db in try Contracts.forgetSignatory(erasure, db) }))
    }

    /// What belongs to contracts: kept with them, by who did it, and with the papers.
    private var parts: [PersonalTable] {
        [
            .holds(
                "contract_step",
                ContractPart.of(
                    tr("What became of the contracts"), because: tr("The reasons given are deleted."),
                    client: { "UPDATE contract_step SET reason = '' WHERE \(sql: $0)" }),
                ContractPart.done("contract_step", tr("Steps taken by this person"))),
            .holds(
                "contract_settlement",
                PersonalHolding(
                    of: [.client, .contract], tr("Payments"), purpose: Self.accounting, basis: .duty,
                    period: .years(Self.paperYears), fate: .kept,
                    because: tr("Kept for the accounts; names are taken out of notes."), withheld: ContractPart.staff,
                    rows: ContractPart.rows,
                    erase: { try ContractPart.clean("contract_settlement", "note", $0, $1) }),
                ContractPart.done("contract_settlement", tr("Payments entered by this person"))),
            .holds(
                "contract_instalment",
                PersonalHolding(
                    of: [.client, .contract], tr("Payment schedules"), purpose: Self.purpose, basis: .contract,
                    period: .years(Self.paperYears), fate: .kept,
                    because: tr("Amounts and dates; names are taken out of labels."), rows: ContractPart.rows,
                    erase: { try ContractPart.clean("contract_instalment", "label", $0, $1) })),
            .holds(
                "contract_amendment",
                PersonalHolding(
                    of: [.client], tr("Amendments: what was agreed later, and who signed"), purpose: Self.accounting,
                    basis: .duty, period: .years(Self.paperYears), fate: .kept,
                    because: tr("Part of the signed contract; names are taken out of the reasons."),
                    withheld: ContractPart.staff, rows: ContractPart.rows,
                    erase: { try ContractPart.clean("contract_amendment", "reason", $0, $1) }),
                PersonalHolding(
                    of: [.contract], tr("Signatories of amendments"), purpose: Self.accounting, basis: .duty,
                    period: .years(Self.paperYears), fate: .anonymised, withheld: ContractPart.staff,
                    rows: ContractPart.rows,
                    erase: { erasure, db in
                        try db.run(
                            """
                            UPDATE contract_amendment SET reason = '', signatory = \(erasure.pseudonym)
                            WHERE contract_id = \(erasure.subject.id) AND signatory <> ''
                            """)
                    }),
                ContractPart.done("contract_amendment", tr("Amendments drafted by this person"))),
            .holds(
                "contract_scan",
                PersonalHolding(
                    of: [.client], tr("Scanned papers, under the names of their files"), purpose: Self.accounting,
                    basis: .duty, period: .years(Self.paperYears), fate: .kept,
                    because: tr("Evidence for the accounts; who signed can be read in them."),
                    withheld: ContractPart.staff.union(["file"]), rows: ContractPart.rows),
                PersonalHolding(
                    of: [.contract], tr("Scanned papers and their files"), purpose: Self.accounting, basis: .duty,
                    period: .years(Self.paperYears), fate: .deleted, withheld: ContractPart.staff.union(["file"]),
                    rows: ContractPart.rows),
                ContractPart.done("contract_scan", tr("Papers added by this person"))),
        ]
    }

    /// A contract with a client that is not ended keeps the client.
    public func obstacles(erasing subject: DataSubject, _ db: any Connection) throws -> [ErasureObstacle] {
        guard subject.kind == .client else { return [] }
        return try db.rows(
            """
            SELECT custom_id FROM contract WHERE client_id = \(subject.id) AND state NOT IN ('closed', 'cancelled')
            ORDER BY id LIMIT 20
            """
        ).map { row in
            let number: String = try row.get("custom_id")
            return ErasureObstacle(
                tr(
                    "The contract %(number)s is not ended: close or cancel it first, or delete the draft.",
                    ["number": .text(number)]),
                path: "/contracts/" + Escape.query(number))
        }
    }

    /// The last change of a contract of this client.
    public func lastContact(with kind: SubjectName, _ id: Int64) -> SQL? {
        kind == .client ? "SELECT MAX(updated_at) AS latest FROM contract WHERE client_id = \(id)" : nil
    }
}
