import PortalDatabase
import PortalKit
import PortalLanguage
import PortalTemplates
import PortalValues

/// One line of a contract's payment schedule: what is due, and by when. Settlements pay the lines in the order of their days.
struct Instalment: Model {
    let id: Int64
    let dueOn: Day
    let amount: Money
    let label: String
    /// What of it has come in.
    fileprivate(set) var paid = Money.zero
    fileprivate(set) var state = Standing.due
    /// Where its removal is posted to; empty where it cannot be removed.
    var removeUrl = ""

    /// Where a line stands today.
    enum Standing {
        case paid, late, due

        var title: Message {
            switch self {
            case .paid: trc("instalment", "Paid")
            case .late: trc("instalment", "Late")
            case .due: trc("instalment", "To come")
            }
        }

        var kind: String {
            switch self {
            case .paid: "good"
            case .late: "bad"
            case .due: ""
            }
        }
    }

    init(_ row: Row) throws {
        id = try row.get("id")
        dueOn = try row.get("due_on")
        amount = try row.get("cents")
        label = try row.get("label")
    }

    static let fields: [Field<Instalment>] = [
        .day("dueOn") { $0.dueOn }, .money("amount") { $0.amount }, .text("label") { $0.label },
        .money("paid") { $0.paid }, .flag("isPartlyPaid") { $0.paid > .zero && $0.paid < $0.amount },
        .message("standing") { $0.state.title }, .text("kind") { $0.state.kind }, .text("removeUrl") { $0.removeUrl },
    ]
}

/// When a contract is to be paid: a deposit, perhaps more, and the rest.
struct Schedule {
    private(set) var lines: [Instalment]
    /// What the lines add up to.
    let total: Money

    /// No contract has more lines.
    static let most = 60

    /// The schedule of a contract as it stands today.
    init(of contract: Contract, today: Day, _ db: any Connection) throws {
        let rows = try db.rows(
            """
            SELECT id, due_on, cents, label FROM contract_instalment WHERE contract_id = \(contract.id)
            ORDER BY due_on, id LIMIT \(Self.most)
            """)
        var rest = contract.settled
        var total = Money.zero
        lines = try rows.map { row in
            var line = try Instalment(row)
            line.paid = min(rest, line.amount)
            rest = rest.subtracting(line.paid) ?? .zero
            total = total.adding(line.amount) ?? total
            line.state = line.paid >= line.amount ? .paid : line.dueOn < today ? .late : .due
            return line
        }
        self.total = total
    }

    /// The lines, each with the address that removes it.
    func removable(below url: String) -> [Instalment] {
        lines.map { line in
            var line = line
            line.removeUrl = "\(url)/\(line.id)/removal"
            return line
        }
    }
}
