public import PortalDatabase
public import PortalKit
import PortalLanguage
import PortalValues

extension ContractsModule {
    /// The contracts that wait for the visitor's signature, and those whose money is late.
    public func waiting(_ context: RequestContext, _ db: any Connection) throws -> [WaitingCard] {
        var cards: [WaitingCard] = []
        if context.maySome(.sign, Self.contract) {
            let signable: SQL = """
                contract.state = \(ContractState.sent) AND \(sql: context.visible(.sign, Self.contract))
                ORDER BY contract.created_at, contract.id
                """
            cards.append(
                try card(tr("Waiting for a signature"), signable, more: "/contracts?state=sent", context, db) {
                    $0.total.words
                })
        }
        if context.maySome(.update, Self.contract) {
            let late: SQL = """
                contract.state IN ('signed', 'in_progress', 'completed') AND contract.total_cents > contract.settled_cents
                AND (contract.state = 'completed' OR contract.settled_cents < (SELECT SUM(line.cents)
                    FROM contract_instalment AS line WHERE line.contract_id = contract.id AND line.due_on < \(context.today)))
                AND \(sql: context.visible(.update, Self.contract)) ORDER BY contract.created_at, contract.id
                """
            let filter = Escape.query("signed = yes and remaining > 0 sort by creation_date")
            cards.append(
                try card(tr("Late payments"), late, more: "/contracts?filter=" + filter, context, db) {
                    tr("%(amount)s to be paid", ["amount": .money($0.remaining)])
                })
        }
        return cards.filter { !$0.lines.isEmpty }
    }

    private func card(
        _ title: Message, _ condition: SQL, more: String, _ context: RequestContext, _ db: any Connection,
        note: (Contract) -> Message
    ) throws -> WaitingCard {
        let contracts = try db.rows(
            """
            SELECT \(sql: Contract.columns) FROM contract\(sql: Contract.joins)
            WHERE contract.archived_at IS NULL AND \(sql: condition) LIMIT \(count: WaitingCard.most)
            """
        ).map(Contract.init)
        let lines = contracts.map { contract in
            RelatedLine(
                contract.title, url: context.url(Self.path(contract)),
                note: "\(contract.client.name) · \(context.language.text(note(contract)))", state: contract.state.title,
                kind: contract.state.kind)
        }
        return WaitingCard(title, lines: lines, moreUrl: context.url(more))
    }

    /// What was signed month by month, for those who work on contracts.
    public func charts(_ context: RequestContext, _ db: any Connection) throws -> [MonthChart] {
        guard context.maySome(.update, Self.contract) else { return [] }
        let last = MonthChart.index(context.today)
        let (year, month) = ((last - 11) / 12, (last - 11) % 12 + 1)
        guard let first = Day(year: year, month: month, day: 1) else { return [] }
        let days = try db.rows(
            """
            SELECT contract.signed_on, SUM(contract.total_cents) AS cents FROM contract
            WHERE contract.signed_on >= \(first) AND contract.state <> \(ContractState.cancelled)
            AND \(sql: context.visible(.read, Self.contract)) GROUP BY contract.signed_on
            """)
        var amounts: [Int: Money] = [:]
        for row in days {
            let index = MonthChart.index(try row.get("signed_on"))
            amounts[index] = try (amounts[index] ?? .zero).adding(row.get("cents")) ?? amounts[index]
        }
        return [MonthChart(tr("Signed amounts"), amounts: amounts, until: context.today, in: context.language)]
            .compactMap(
                \.self)
    }
}
