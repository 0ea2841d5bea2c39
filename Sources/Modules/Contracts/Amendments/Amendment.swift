import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// A change of what was signed: a new amount, and why; binding once it is signed too.
struct Amendment: Model {
    let id: Int64
    let number: Int
    let reason: String
    let amount: Money
    let signatory: String
    let signedOn: Day?
    let who: String
    /// Its address where somebody may still sign or withdraw it.
    var signUrl = ""
    var withdrawUrl = ""

    var isSigned: Bool { signedOn != nil }

    init(_ row: Row) throws {
        id = try row.get("id")
        number = try row.get("number")
        reason = try row.get("reason")
        amount = try row.get("amount_cents")
        signatory = try row.get("signatory")
        signedOn = try row.get("signed_on")
        who = try row.get("person_name")
    }

    static let fields: [Field<Amendment>] = [
        .number("number") { $0.number }, .text("reason") { $0.reason }, .money("amount") { $0.amount },
        .flag("signed") { $0.isSigned }, .text("signatory") { $0.signatory }, .optionalDay("signedOn") { $0.signedOn },
        .text("who") { $0.who }, .text("signUrl") { $0.signUrl }, .text("withdrawUrl") { $0.withdrawUrl },
    ]

    private static let selection: SQL = """
        SELECT id, number, reason, amount_cents, signatory, signed_on, person_name FROM contract_amendment
        """

    /// All of a contract, in their order.
    static func of(_ contract: Int64, _ db: any Connection) throws -> [Amendment] {
        try db.rows("\(sql: selection) WHERE contract_id = \(contract) ORDER BY number LIMIT 500").map(Amendment.init)
    }

    static func find(_ number: String, of contract: Int64, _ db: any Connection) throws -> Amendment? {
        guard let number = Int(number) else { return nil }
        return try db.row("\(sql: selection) WHERE contract_id = \(contract) AND number = \(number)").map(
            Amendment.init)
    }

    /// Drafts the next amendment, and tells its number.
    static func insert(
        _ facts: AmendmentFacts, of contract: Int64, by who: ActorRef, now: Instant, _ db: any Connection
    ) throws -> Int {
        let row = try db.row(
            """
            INSERT INTO contract_amendment (contract_id, number, reason, amount_cents, person_id, person_name, created_at)
            VALUES (\(contract), (SELECT COALESCE(MAX(number), 0) + 1 FROM contract_amendment WHERE contract_id = \(contract)),
                \(facts.reason), \(facts.amount), \(who.id), \(who.name), \(now))
            RETURNING number
            """)
        guard let row else { throw DatabaseError.statement("INSERT without RETURNING") }
        return try row.get("number")
    }

    /// Signs a draft; false where it is none any more.
    func sign(_ signature: Signature, _ db: any Connection) throws -> Bool {
        try db.run(
            """
            UPDATE contract_amendment SET state = 'signed', signatory = \(signature.signatory), signed_on = \(signature.day)
            WHERE id = \(id) AND state = 'draft'
            """) > 0
    }

    /// Removes a draft; false where it is none any more.
    func withdraw(_ db: any Connection) throws -> Bool {
        try db.run("DELETE FROM contract_amendment WHERE id = \(id) AND state = 'draft'") > 0
    }
}

/// What is known of an amendment, checked.
struct AmendmentFacts: Sendable {
    let reason: String
    let amount: Money
}

/// What a browser says of an amendment.
struct AmendmentForm: Form {
    var reason = ""
    var amount = ""
    static let names = ["reason", "amount"]

    init(_ fields: Fields) {
        reason = fields["reason"]
        amount = fields["amount"]
    }

    static let labels: [String: Message] = ["reason": tr("Reason"), "amount": tr("New amount")]

    /// The checked amendment; notes everything that is wrong, nil then.
    func facts(_ contract: Contract, _ errors: inout FieldErrors) -> AmendmentFacts? {
        let reason = errors.lines("reason", reason, most: 1_000, optional: false)
        let amount = errors.amount("amount", amount, positive: true)
        if let amount, amount < contract.settled {
            errors["amount"] = tr(
                "%(amount)s is settled already; the new amount cannot be less.", ["amount": .money(contract.settled)])
        }
        guard let amount, errors.isEmpty else { return nil }
        return AmendmentFacts(reason: reason, amount: amount)
    }
}
