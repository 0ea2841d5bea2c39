import Clients
import PortalDatabase
import PortalKit
import PortalLanguage

/// What the tables around a contract have in common: they name their contract, and who did it.
enum ContractPart {
    /// Columns about whoever worked for the association: others than the subject.
    static let staff: Set<String> = ["person_id", "person_name"]

    /// The rows of a client's contracts, or of one contract.
    @Sendable static func rows(_ subject: DataSubject, _ dialect: Dialect) -> SQL {
        subject.kind == .client
            ? "contract_id IN (SELECT id FROM contract WHERE client_id = \(subject.id))" : "contract_id = \(subject.id)"
    }

    /// Rows about a client's contracts, which stay without their free texts; `client` is the statement that takes these away.
    static func of(
        _ title: Message, because: Message, client: @escaping @Sendable (SQL) -> SQL
    ) -> PersonalHolding {
        PersonalHolding(
            of: [.client, .contract], title, purpose: tr("Knowing what was done with a contract, by whom and why"),
            basis: .contract, period: .years(ContractsModule.paperYears), fate: .anonymised, because: because,
            withheld: staff, rows: rows,
            erase: { erasure, db in try db.run(client(rows(erasure.subject, db.dialect))) })
    }

    /// Rows that somebody of the association wrote: the pseudonym takes the place of their name.
    static func done(_ table: String, _ title: Message) -> PersonalHolding {
        PersonalHolding(
            of: [.person], title, purpose: tr("Knowing what was done with a contract, by whom and why"),
            basis: .interest, period: .years(ContractsModule.paperYears), fate: .anonymised,
            because: tr("The pseudonym takes the place of the name."),
            withheld: ["signatory", "note", "reason", "file"],
            rows: { subject, _ in "person_id = \(subject.id)" },
            erase: { erasure, db in
                try db.run(
                    """
                    UPDATE \(identifier: table) SET person_name = \(erasure.pseudonym)
                    WHERE person_id = \(erasure.subject.id)
                    """)
            })
    }

    /// Takes the subject's names out of one column, row by row.
    static func clean(_ table: String, _ column: String, _ erasure: Erasure, _ db: any Connection) throws {
        let rows = rows(erasure.subject, db.dialect)
        for row in try db.rows(
            "SELECT id, \(identifier: column) AS words FROM \(identifier: table) WHERE \(sql: rows)")
        {
            let old: String = try row.get("words")
            let new = erasure.cleaned(old)
            guard new != old else { continue }
            let id: Int64 = try row.get("id")
            try db.run("UPDATE \(identifier: table) SET \(identifier: column) = \(new) WHERE id = \(id)")
        }
    }
}

extension Contracts {
    /// Takes a client's names out of the titles of their contracts; out of the number too where nothing was signed under it.
    static func clean(_ erasure: Erasure, isSigned: Bool, _ db: any Connection) throws {
        let signed: SQL = isSigned ? "signatory <> ''" : "signatory = ''"
        let contracts = try db.rows(
            "SELECT id, custom_id, title FROM contract WHERE client_id = \(erasure.subject.id) AND \(sql: signed)")
        for row in contracts {
            try rename(
                row.get("id"), number: row.get("custom_id"), title: row.get("title"), keepsNumber: isSigned, erasure, db
            )
        }
    }

    /// Takes who signed out of a contract whose time is over.
    static func forgetSignatory(_ erasure: Erasure, _ db: any Connection) throws {
        let id = erasure.subject.id
        guard let contract = try find(id, db) else { return }
        try rename(id, number: contract.customID, title: contract.title, keepsNumber: false, erasure, db)
        try db.run("UPDATE contract SET signatory = \(erasure.pseudonym) WHERE id = \(id) AND signatory <> ''")
    }

    private static func rename(
        _ id: Int64, number: String, title: String, keepsNumber: Bool, _ erasure: Erasure, _ db: any Connection
    ) throws {
        let cleaned = keepsNumber ? number : erasure.cleaned(identifier: number)
        let customID = cleaned == number ? number : try CustomID.propose(cleaned, in: "contract", db).text
        let title = erasure.cleaned(title)
        try db.run(
            """
            UPDATE contract SET custom_id = \(customID), custom_id_key = \(CustomID.key(customID)), title = \(title),
                version = version + 1
            WHERE id = \(id)
            """)
        try WordIndex.contract.set(Contract.words(customID, title), of: id, db)
    }
}
