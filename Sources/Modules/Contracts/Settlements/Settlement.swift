import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// How money came in.
enum SettlementMethod: String, SQLValue, CaseIterable {
    case transfer, card, cheque, cash, debit, other

    var title: Message {
        switch self {
        case .transfer: trc("settlement", "Bank transfer")
        case .card: trc("settlement", "Card")
        case .cheque: trc("settlement", "Cheque")
        case .cash: trc("settlement", "Cash")
        case .debit: trc("settlement", "Direct debit")
        case .other: trc("settlement", "Other")
        }
    }
}

/// Money that came in for a contract, or the entry that cancels a mistake.
struct Settlement: Model {
    let id: Int64
    let day: Day
    let amount: Money
    let method: SettlementMethod
    let note, who: String
    /// Whether it cancels another one, or was itself cancelled.
    let cancels: Int64?
    let isCancelled: Bool
    /// Where its cancellation is posted to; empty where it cannot be.
    var cancelUrl = ""

    init(_ row: Row) throws {
        id = try row.get("id")
        day = try row.get("day")
        amount = try row.get("cents")
        method = try row.get("method")
        note = try row.get("note")
        who = try row.get("person_name")
        cancels = try row.get("cancels_id")
        isCancelled = try row.get("cancelled_by", as: Int64?.self) != nil
    }

    static let fields: [Field<Settlement>] = [
        .day("day") { $0.day }, .money("amount") { $0.amount }, .message("method") { $0.method.title },
        .text("note") { $0.note }, .text("who") { $0.who }, .flag("counter") { $0.cancels != nil },
        .flag("cancelled") { $0.isCancelled }, .text("cancelUrl") { $0.cancelUrl },
    ]

    private static let selection: SQL = """
        SELECT s.id, s.day, s.cents, s.method, s.note, s.person_name, s.cancels_id, counter.id AS cancelled_by
        FROM contract_settlement AS s LEFT JOIN contract_settlement AS counter ON counter.cancels_id = s.id
        """

    /// All of a contract, newest first.
    static func of(_ contract: Int64, _ db: any Connection) throws -> [Settlement] {
        try db.rows("\(sql: selection) WHERE s.contract_id = \(contract) ORDER BY s.id DESC LIMIT 500").map(
            Settlement.init)
    }

    /// One of a contract.
    static func find(_ id: Int64, of contract: Int64, _ db: any Connection) throws -> Settlement? {
        try db.row("\(sql: selection) WHERE s.contract_id = \(contract) AND s.id = \(id)").map(Settlement.init)
    }

    /// Notes a settlement; throws `.unique("contract_settlement_cancels_key")` where what it cancels is cancelled already.
    static func insert(
        _ facts: SettlementFacts, of contract: Int64, cancels: Int64? = nil, by who: ActorRef, now: Instant,
        _ db: any Connection
    ) throws {
        try db.run(
            """
            INSERT INTO contract_settlement (contract_id, day, cents, method, note, cancels_id, person_id, person_name, created_at)
            VALUES (\(contract), \(facts.day), \(facts.amount), \(facts.method), \(facts.note), \(cancels), \(who.id), \(who.name),
                \(now))
            """)
    }
}

/// What is known of a settlement, checked.
struct SettlementFacts: Sendable {
    let day: Day
    let amount: Money
    let method: SettlementMethod
    let note: String
}

/// What a browser says of a settlement.
struct SettlementForm: Form {
    var day = ""
    var amount = ""
    var method = ""
    var note = ""
    static let names = ["day", "amount", "method", "note"]

    init(_ fields: Fields) {
        day = fields["day"]
        amount = fields["amount"]
        method = fields["method"]
        note = fields["note"]
    }

    static let labels: [String: Message] = [
        "day": tr("Received on"), "amount": tr("Amount"), "method": tr("Method"), "note": tr("Note"),
    ]

    /// The checked settlement; notes everything that is wrong, nil then.
    func facts(_ contract: Contract, today: Day, _ errors: inout FieldErrors) -> SettlementFacts? {
        let day = errors.pastDay("day", day, today: today)
        let amount = errors.amount("amount", amount, positive: true)
        let method = errors.check("method") { () throws(TextError) in
            guard let method = SettlementMethod(rawValue: self.method) else {
                throw TextError(tr("Please choose how it was paid."))
            }
            return method
        }
        let note = errors.line("note", note, most: 200)
        if let amount, amount > contract.remaining { errors["amount"] = Self.tooMuch(contract) }
        guard let day, let amount, let method, errors.isEmpty else { return nil }
        return SettlementFacts(day: day, amount: amount, method: method, note: note)
    }

    static func tooMuch(_ contract: Contract) -> Message {
        tr("Only %(amount)s remains to be paid.", ["amount": .money(contract.remaining)])
    }
}
