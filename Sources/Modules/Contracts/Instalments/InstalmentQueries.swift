import PortalDatabase
import PortalValues

/// What is known of a line of the payment schedule, checked.
struct InstalmentFacts: Sendable {
    let dueOn: Day
    let amount: Money
    let label: String

    /// Adds the line to a contract's schedule.
    func insert(of contract: Int64, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO contract_instalment (contract_id, due_on, cents, label)
            VALUES (\(contract), \(dueOn), \(amount), \(label))
            """)
    }

    /// Takes a line off a contract's schedule, and tells its amount; nil where the contract has no such line.
    static func remove(_ id: Int64, of contract: Int64, _ db: any Connection) throws -> Money? {
        try db.value(
            "DELETE FROM contract_instalment WHERE id = \(id) AND contract_id = \(contract) RETURNING cents",
            as: Money.self)
    }
}
