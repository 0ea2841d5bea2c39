import Clients
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

extension WordIndex {
    /// What contracts are found by, beside their clients' names.
    static let contract = WordIndex("contract_word", owner: "contract_id", of: "contract")
}

/// The table of contracts: every change of it goes through here.
enum Contracts {
    static func find(_ id: Int64, _ db: any Connection) throws -> Contract? {
        try db.row("SELECT \(sql: Contract.columns) FROM contract\(sql: Contract.joins) WHERE contract.id = \(id)").map(
            Contract.init)
    }

    /// Enters a draft; without an identifier one is proposed. Throws `.unique("contract_custom_id_key")` where it is taken.
    static func insert(
        _ facts: ContractFacts, copiedFrom: Int64? = nil, except reserved: Set<String> = [], now: Instant,
        _ db: any Connection
    ) throws -> Int64 {
        let year = String(now.utc.day.civil.year)
        let customID =
            try facts.customID
            ?? CustomID.propose(
                CustomID.readable([year, facts.client.name]), in: "contract", except: reserved, db)
        let row = try db.row(
            """
            INSERT INTO contract (custom_id, custom_id_key, client_id, title, amount_cents, total_cents, copied_from_id, created_at,
                updated_at)
            VALUES (\(customID.text), \(customID.key), \(facts.client.id), \(facts.title), \(facts.amount), \(facts.amount),
                \(copiedFrom), \(now), \(now))
            RETURNING id
            """)
        guard let row else { throw DatabaseError.statement("INSERT without RETURNING") }
        let id: Int64 = try row.get("id")
        try WordIndex.contract.add(Contract.words(customID.text, facts.title), to: id, db)
        return id
    }

    /// Changes a contract that still is as it was read; false where somebody was faster. Throws `.unique("contract_custom_id_key")`.
    /// The amount is only a draft's to change.
    static func update(_ old: Contract, _ new: Contract, now: Instant, _ db: any Connection) throws -> Bool {
        let total = old.state == .draft ? new.amount : old.total
        let changed = try db.run(
            """
            UPDATE contract SET custom_id = \(new.customID), custom_id_key = \(CustomID.key(new.customID)), title = \(new.title),
                client_id = \(new.client.id), amount_cents = \(new.amount), total_cents = \(total), version = version + 1,
                updated_at = \(now)
            WHERE id = \(old.id) AND version = \(old.version)
            """)
        guard changed > 0 else { return false }
        try WordIndex.contract.set(new.words, of: old.id, db)
        return true
    }

    /// Notes who signed, on which day; before the step, which needs it.
    static func sign(_ contract: Contract, _ signature: Signature, _ db: any Connection) throws {
        try db.run(
            """
            UPDATE contract SET signatory = \(signature.signatory), signed_on = \(signature.day) WHERE id = \(contract.id)
            """)
    }

    /// Brings a draft to where it stood elsewhere; how much was agreed on first, nil where there is no such draft.
    static func carry(_ id: Int64, _ history: ContractHistory, _ db: any Connection) throws -> Money? {
        try db.row(
            """
            UPDATE contract SET state = \(history.state), signatory = \(history.signature?.signatory ?? ""),
                signed_on = \(history.signature?.day), total_cents = \(history.total), settled_cents = \(history.settled),
                created_at = COALESCE(\(history.createdAt), created_at)
            WHERE id = \(id) AND state = \(ContractState.draft) RETURNING amount_cents
            """
        ).map { try $0.get("amount_cents") }
    }

    /// What is due from now on.
    static func agree(_ contract: Contract, total: Money, now: Instant, _ db: any Connection) throws -> Bool {
        try db.run(
            """
            UPDATE contract SET total_cents = \(total), version = version + 1, updated_at = \(now)
            WHERE id = \(contract.id) AND settled_cents <= \(total)
            """) > 0
    }

    /// Adds to what is settled (or takes away, for a negative amount); false where that would exceed what is due.
    static func settle(_ contract: Contract, _ amount: Money, now: Instant, _ db: any Connection) throws -> Bool {
        // Compared in the statement itself: of two settlements at once, the second sees the first.
        try db.run(
            """
            UPDATE contract SET settled_cents = settled_cents + \(amount), updated_at = \(now)
            WHERE id = \(contract.id) AND settled_cents + \(amount) <= total_cents AND settled_cents + \(amount) >= 0
            """) > 0
    }

    /// Puts a contract away, or takes it back.
    static func archive(_ contract: Contract, _ isArchived: Bool, now: Instant, _ db: any Connection) throws {
        try db.run(
            """
            UPDATE contract SET archived_at = \(isArchived ? now : nil), version = version + 1, updated_at = \(now)
            WHERE id = \(contract.id)
            """)
    }

    /// Deletes a draft; false where it is none any more.
    static func delete(_ contract: Contract, _ db: any Connection) throws -> Bool {
        try db.run("DELETE FROM contract WHERE id = \(contract.id) AND state = \(ContractState.draft)") > 0
    }
}
